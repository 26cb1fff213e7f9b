"""What an officer sees first: what waits for them, what is next, and what is not well."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from cadre.applications.access import applications_visible_to, confirmations_visible_to
from cadre.applications.lists import sponsored
from cadre.applications.states import Answered, Outcome, SponsorState, State
from cadre.commitments.access import may_log, partners_watched_by
from cadre.commitments.queries import quiet_partners
from cadre.consent.access import rounds_visible_to
from cadre.consent.states import RoundState
from cadre.delivery.queries import register_due
from cadre.facilitators.access import associates_visible_to, facilitators_kept_by
from cadre.facilitators.queries.availability import clashes
from cadre.groups.access import groups_visible_to, may_form_groups, shortfalls_visible_to
from cadre.groups.models import Group, GroupQuerySet, places_taken
from cadre.groups.queries.history import tell_history
from cadre.groups.states import GroupState
from cadre.journal.access import entries_visible_to, sees_persons
from cadre.journal.models import Entry, Reaction
from cadre.messages.models import Message
from cadre.partners.access import (
    memoranda_visible_to,
    payees_confirmed_by,
    profiles_decided_by,
    sees_promises,
)
from cadre.partners.models import Partner
from cadre.partners.queries.memoranda import to_renew
from cadre.partners.states import MemorandumState
from cadre.people.access import role_requests_decided_by
from cadre.people.models import User
from cadre.people.roles import STAFF, roles_of
from cadre.portals.queries.money import Money, money_of
from cadre.programmes.access import may_plan_intakes
from cadre.programmes.models import Intake, TimelineElement
from cadre.programmes.queries.following import Proposal, proposals
from cadre.programmes.states import MEETINGS, Pathway
from cadre.scheduling.access import events_visible_to
from cadre.scheduling.models import Event

ALIVE = (State.SUBMITTED, State.ASKED, State.ACCEPTED)


@dataclass(frozen=True)
class Today:
    """Counts for the strip, and the lists beneath it. `operates`: whether it is theirs to decide, place and confirm."""

    waiting: int
    oldest_waiting: datetime | None
    unplaced: int
    unsettled: int
    to_apply: int
    forming: list[Group]
    short: int
    ready: int
    lost_people: int
    rounds: int
    to_countersign: int
    to_renew: int
    declined_memoranda: int
    to_date: int
    events: list[Event]
    away: int
    associates: int
    registers_due: int
    parked: int
    held_messages: int
    without_sponsor: int
    profiles: int
    payees: int
    roles_asked: int
    intake: Intake | None
    days_left: int
    entries: list[Entry] | None
    proposals: list[Proposal]
    to_confirm: int
    quiet: list[tuple[Partner, date | None]]
    may_log: bool
    operates: bool
    money: Money | None

    @property
    def quiet_words(self) -> str:
        """How many partners are quiet, for a link."""
        return str(len(self.quiet))


def _happened(user: User, today: date) -> list[Entry] | None:
    """The newest that changed something, as far as the journal is theirs to read by name; None where it is not."""
    roles = roles_of(user, today=today, among=STAFF)
    if not sees_persons(roles):
        return None
    return list(entries_visible_to(roles).changes().order_by("-at", "-pk")[:8])


def office_today(user: User, today: date, now: datetime) -> Today:
    """The office's first page in some twenty queries, fifteen more for those who pay, whatever the number of rows."""
    waiting = applications_visible_to(user).filter(state=State.SUBMITTED).order_by("submitted_at")
    accepted = applications_visible_to(user).filter(state=State.ACCEPTED, enrolment=None)
    unsettled = applications_visible_to(user).filter(state__in=ALIVE, quote__outcome=Outcome.NOT_CONFIRMED)
    forming = list(
        groups_visible_to(user)
        .filter(state=GroupState.FORMING)
        .with_people()
        .select_related("partner", "offering__qualification", "offering__intake")
    )
    forming.sort(key=_most_urgent)
    events = list(next_events(events_visible_to(user), today)[:8])
    tell_history([*forming, *(event.group for event in events)])
    intake = Intake.objects.open_on(today).order_by("closes_on").first()
    first = waiting.first()
    memoranda = Counter(memoranda_visible_to(user).under_way().values_list("state", flat=True))
    return Today(
        waiting=waiting.count(),
        oldest_waiting=first.submitted_at if first else None,
        unplaced=accepted.count(),
        unsettled=unsettled.count(),
        to_apply=confirmations_visible_to(user).filter(state=Answered.TO_APPLY).count(),
        forming=forming,
        short=sum(group.people < group.minimum for group in forming),  # type: ignore[attr-defined]
        ready=sum(group.people >= group.minimum for group in forming),  # type: ignore[attr-defined]
        lost_people=shortfalls_visible_to(user).to_decide().count(),
        rounds=rounds_visible_to(user).live().filter(Q(state=RoundState.SETTLED) | ~Q(stuck="")).count(),
        to_countersign=memoranda[MemorandumState.SIGNED],
        to_renew=to_renew(memoranda_visible_to(user), today).count(),
        declined_memoranda=memoranda[MemorandumState.DECLINED],
        to_date=_without_dates(groups_visible_to(user), today).count(),
        events=events,
        away=len(clashes(facilitators_kept_by(user), today)),
        associates=associates_visible_to(user).waiting().count(),
        registers_due=events_visible_to(user).filter(register_due(today)).count(),
        parked=Reaction.objects.filter(done_at=None, entry__at__lt=now - timedelta(hours=1)).count(),
        held_messages=Message.objects.needing_a_human().count(),
        without_sponsor=sponsored(applications_visible_to(user).unsettled(), SponsorState.DECLINED).count(),
        profiles=profiles_decided_by(user).waiting().count(),
        payees=payees_confirmed_by(user).waiting().count(),
        roles_asked=role_requests_decided_by(user).count(),
        intake=intake,
        days_left=(intake.closes_on - today).days if intake else 0,
        entries=_happened(user, today),
        proposals=proposals(today) if may_plan_intakes(user) else [],
        quiet=_quiet(user, today),
        may_log=may_log(user),
        operates=may_form_groups(user),
        money=money_of(user, today),
        to_confirm=Intake.objects.filter(to_confirm=True).count() if may_plan_intakes(user) else 0,
    )


def _most_urgent(group: Group) -> tuple[date, bool, int]:
    """By deadline; those under their minimum first, the nearest to it before the others; then those that run."""
    people: int = group.people  # type: ignore[attr-defined]
    return group.offering.intake.closes_on, people >= group.minimum, -people


def _quiet(user: User, today: date) -> list[tuple[Partner, date | None]]:
    """Active partners that nobody heard of for long, for those who look after promises."""
    return quiet_partners(partners_watched_by(user).active_on(today), today) if sees_promises(user) else []


def _without_dates(groups: GroupQuerySet, today: date) -> GroupQuerySet:
    """Distance-learning groups that form and have an event to come without a date: no partner picks for them."""
    picked = Event.objects.filter(group=OuterRef(OuterRef("pk")), element=OuterRef("pk"))
    to_come = TimelineElement.objects.along(Pathway.DISTANCE).filter(kind__in=MEETINGS, ends_on__gt=today)
    missing = Exists(to_come.filter(~Exists(picked), offering=OuterRef("offering")))
    return groups.filter(missing, pathway=Pathway.DISTANCE, state=GroupState.FORMING)


def next_events(events: QuerySet[Event], today: date) -> QuerySet[Event]:
    """From today on, soonest first, with what a row shows."""
    return (
        events.filter(ends_on__gte=today, called_off_at=None)
        .select_related("group__partner", "group__offering__qualification", "element", "venue")
        .annotate(people=places_taken("group"))
        .order_by("starts_on", "ref")
    )
