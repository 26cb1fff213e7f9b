"""How every promise of some partners stands in a year, from what the rooms below know; and who is quiet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, Max, Min, OuterRef, Q
from django.db.models.functions import Coalesce

from cadre.applications.models import Application
from cadre.applications.states import State
from cadre.commitments.models import Activity, CommitmentPolicy, Promise
from cadre.commitments.rules import Answer, Year, counted_standing, is_quiet, share_standing, year_of, year_on
from cadre.commitments.states import COUNTED, HEARD, STANDING_TAGS, ActivityKind, Measure, Standing
from cadre.evaluation.models import Response
from cadre.groups.states import GroupState
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.lib.words import counted
from cadre.partners.models import Contact, Partner
from cadre.scheduling.models import Event

HOLDS = (GroupState.FORMING, GroupState.CONFIRMED, GroupState.FINISHED)
YEARS_BACK = 3


@dataclass(frozen=True)
class Kept:
    """One promise of one partner in one year: how it stands, why, and the figures beneath."""

    promise: Promise
    answer: Answer
    figures: list[str]

    @property
    def standing(self) -> Standing:
        return self.answer.standing

    @property
    def tag(self) -> str:
        return STANDING_TAGS[self.answer.standing]


@dataclass
class Progress:
    """How far a partner is in a year. `heard_on` is the last day on which something was heard of it."""

    partner: Partner
    year: Year
    kept: list[Kept] = field(default_factory=list)
    heard_on: date | None = None
    is_quiet: bool = False

    def number(self, standing: Standing) -> int:
        return sum(one.standing == standing for one in self.kept)

    @property
    def worst(self) -> Standing:
        """The one to look at first."""
        found = {one.standing for one in self.kept}
        order = (Standing.MISSED, Standing.AT_RISK, Standing.DUE)
        return next((one for one in order if one in found), Standing.DONE)


def policy_on(day: date) -> CommitmentPolicy | None:
    return CommitmentPolicy.objects.on(day).first()


def years(today: date) -> list[Year]:
    """This year and those before it, the newest first; none without a policy."""
    terms = policy_on(today)
    if terms is None:
        return []
    present = year_on(today, starts_month=terms.starts_month)
    return [year_of(present.number - back, starts_month=terms.starts_month) for back in range(YEARS_BACK)]


def progress(partners: Iterable[Partner], year: Year, *, today: date) -> dict[int, Progress]:
    """By the partner's key. Eleven queries, whatever the number of partners."""
    rows = list(partners)
    terms = policy_on(today)
    promises = list(Promise.objects.on(min(today, year.ends_on - timedelta(days=1))).select_related("qualification"))
    promises.sort(key=lambda one: (one.position, one.pk))
    facts = Facts(rows, year, today)
    heard = heard_of(rows)
    made = {}
    for partner in rows:
        found = Progress(partner, year, heard_on=heard.get(partner.pk))
        if terms:
            found.kept = [_kept(one, partner, facts, terms) for one in promises]
            since = partner.signed_on or today
            found.is_quiet = is_quiet(found.heard_on, since, days=terms.quiet_days, today=today)
        made[partner.pk] = found
    return made


def quiet_partners(partners: Iterable[Partner], today: date) -> list[tuple[Partner, date | None]]:
    """Those of which nothing was heard for as long as the policy says, with when anything last was; the longest first.

    Four queries, whatever their number; none without a policy.
    """
    terms = policy_on(today)
    if terms is None or not terms.quiet_days:
        return []
    rows = list(partners)
    heard = heard_of(rows)
    found = [
        (one, heard.get(one.pk))
        for one in rows
        if one.signed_on and is_quiet(heard.get(one.pk), one.signed_on, days=terms.quiet_days, today=today)
    ]
    return sorted(found, key=lambda each: (each[1] or each[0].signed_on or today, each[0].name))


class Facts:
    """What is known of some partners in a year, read once."""

    def __init__(self, partners: list[Partner], year: Year, today: date) -> None:
        self.year, self.today = year, today
        within = {"starts_on__gte": year.starts_on, "starts_on__lt": year.ends_on}
        events = Event.objects.filter(group__partner__in=partners, called_off_at=None, group__state__in=HOLDS)
        self.groups: dict[tuple[int, int], list[str]] = defaultdict(list)
        first = (
            events.order_by()
            .values_list("group__partner", "group__offering__qualification", "group__ref")
            .annotate(first=Min("starts_on"))
        )
        for partner, qualification, ref, day in first:
            if year.starts_on <= day < year.ends_on:
                self.groups[partner, qualification].append(ref)
        over = events.filter(ends_on__lt=today, group__confirmed_at__isnull=False, **within).order_by()
        done = Q(register__completed_at__isnull=False)
        self.over = {
            row["group__partner"]: (row["all"], row["done"])
            for row in over.values("group__partner").annotate(all=Count("pk"), done=Count("pk", filter=done))
        }
        answered = over.filter(done, Exists(Response.objects.filter(event=OuterRef("pk"))))
        self.evaluated = dict(answered.values_list("group__partner").annotate(n=Count("pk")))
        begins, ends = _moment(year.starts_on), _moment(year.ends_on)
        sent = Application.objects.exclude(state=State.DRAFT).filter(submitted_at__gte=begins, submitted_at__lt=ends)
        whose = sent.order_by().annotate(whose=Coalesce("code__partner", "preferred_partner"))
        self.applications = dict(whose.values_list("whose").annotate(n=Count("pk")))
        days = {"happened_on__gte": year.starts_on, "happened_on__lt": year.ends_on}
        campaigns = Activity.objects.filter(partner__in=partners, kind=ActivityKind.CAMPAIGN, **days).order_by()
        self.campaigns = dict(campaigns.values_list("partner").annotate(n=Count("pk")))


def _moment(day: date) -> datetime:
    return clock.end_of(day - timedelta(days=1))


def _kept(promise: Promise, partner: Partner, facts: Facts, terms: CommitmentPolicy) -> Kept:
    have, wanted, figures = _measured(promise, partner, facts)
    if promise.measure in COUNTED:
        answer = counted_standing(have, promise.least, year=facts.year, today=facts.today, risk_days=terms.risk_days)
    else:
        answer = share_standing(have, wanted, year=facts.year, today=facts.today)
    return Kept(promise, answer, figures)


def _measured(promise: Promise, partner: Partner, facts: Facts) -> tuple[int, int, list[str]]:
    """How many there are, of how many, and the figures in words."""
    total, done = facts.over.get(partner.pk, (0, 0))
    if promise.measure == Measure.GROUPS:
        refs = sorted(facts.groups.get((partner.pk, promise.qualification_id or 0), []))
        return len(refs), promise.least, [f"With dates in the year: {', '.join(refs)}"] if refs else []
    if promise.measure == Measure.PROMOTION:
        sent, campaigns = facts.applications.get(partner.pk, 0), facts.campaigns.get(partner.pk, 0)
        return sent + campaigns, promise.least, [counted(sent, "application"), counted(campaigns, "campaign")]
    if promise.measure == Measure.OPERATIONS:
        return done, total, [f"{counted(total, 'event')} over", f"{counted(done, 'register')} complete"]
    evaluated = facts.evaluated.get(partner.pk, 0)
    return evaluated, done, [f"{counted(done, 'event')} with a register", f"{evaluated} with answers"]


def heard_of(partners: list[Partner]) -> dict[int, date]:
    """The last day on which something was heard of each partner: logged, or done here by one of its people."""
    heard = dict(
        Activity.objects.filter(partner__in=partners, kind__in=HEARD)
        .order_by()
        .values_list("partner")
        .annotate(last=Max("happened_on"))
    )
    people = list(Contact.objects.filter(partner__in=partners).values_list("user", "partner"))
    entries = Entry.objects.filter(by_id__in={user for user, _ in people}).order_by()
    acted = dict(entries.values_list("by_id").annotate(last=Max("at")))
    for user, partner in people:
        if at := acted.get(user):
            day = clock.day_of(at)
            heard[partner] = max(heard.get(partner, day), day)
    return heard
