"""Boards: all intakes and qualifications with their totals, and one offering with its groups against their minimum."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from cadre.applications.models import Application
from cadre.applications.states import GONE, WAITING, State
from cadre.groups import rules
from cadre.groups.models import Group, GroupQuerySet
from cadre.groups.queries.placing import days_left
from cadre.groups.states import NOT_RUNNING, EnrolmentState, Standing
from cadre.lib.dates import long_day
from cadre.lib.words import counted
from cadre.partners.models import Partner
from cadre.programmes.models import Intake, Offering

RECENT = timedelta(days=400)


def offerings() -> QuerySet[Offering]:
    """Every qualification in every intake, the latest intake first."""
    return Offering.objects.select_related("intake", "qualification").order_by(
        "-intake__starts_on", "qualification__position"
    )


def recent_offerings(*, today: date) -> QuerySet[Offering]:
    """Those whose registration has not been closed for more than about a year."""
    return offerings().filter(intake__closes_on__gte=today - RECENT)


@dataclass
class Totals:
    """One offering in figures. `runs` and `short` count groups; `at_risk` those short after the deadline."""

    offering: Offering
    days_left: int
    groups: int = 0
    people: int = 0
    places: int = 0
    runs: int = 0
    short: int = 0
    at_risk: int = 0
    unplaced: int = 0
    undecided: int = 0
    drafts: int = 0

    @property
    def room(self) -> int:
        return max(self.places - self.people, 0)

    @property
    def deadline_words(self) -> str:
        """`registration closes 11 December 2026, in 17 days`."""
        day = long_day(self.offering.intake.closes_on)
        if self.days_left < 0:
            return f"registration closed {day}"
        return f"registration closes {day}, {f'in {self.days_left} days' if self.days_left > 1 else 'very soon'}"

    @property
    def tag(self) -> tuple[str, str]:
        """(words, kind) of the tag that says how the offering's groups stand together."""
        if not self.groups:
            return "Not planned", "open"
        if self.at_risk:
            return f"{self.at_risk} at risk", "warn"
        return (f"{self.short} short", "warn") if self.short else ("All run", "good")

    @property
    def words(self) -> str:
        """`5 run, 3 short`."""
        said = [counted(self.runs, "runs", "run")]
        if self.short:
            said.append(f"{self.short} short")
        if self.at_risk:
            said.append(f"{self.at_risk} at risk")
        return ", ".join(said) if self.groups else "no groups yet"


def totals(of: Iterable[Offering], *, today: date) -> list[Totals]:
    """Totals of each offering, in the order given. Two queries however many there are."""
    found = {offering.pk: Totals(offering, days_left(offering, today=today)) for offering in of}
    for group in Group.objects.filter(offering__in=found).exclude(state__in=NOT_RUNNING).with_people().order_by():
        row = found[group.offering_id]
        stands = viability_of(group, days=row.days_left)
        row.groups += 1
        row.people += stands.people
        row.places += stands.size
        row.runs += stands.runs
        row.short += stands.standing == Standing.SHORT
        row.at_risk += stands.standing == Standing.AT_RISK
    counts = Application.objects.filter(offering__in=found).order_by().values("offering")
    for each in counts.annotate(
        unplaced=Count(
            "pk", filter=Q(state=State.ACCEPTED) & (Q(enrolment=None) | Q(enrolment__state=EnrolmentState.WAITING))
        ),
        undecided=Count("pk", filter=Q(state__in=WAITING)),
        drafts=Count("pk", filter=Q(state=State.DRAFT, preferred_partner__isnull=False)),
    ):
        row = found[each["offering"]]
        row.unplaced, row.undecided, row.drafts = each["unplaced"], each["undecided"], each["drafts"]
    return list(found.values())


def viability_of(group: Group, *, days: int, waiting: int = 0) -> rules.Viability:
    """How a group from `with_people()` stands. `days`: to the end of registration."""
    return rules.viability(
        group.people,  # type: ignore[attr-defined]
        group.minimum,
        group.size,
        days_left=days,
        state=group.state,
        waiting=waiting,
    )


def group_rows(offering: Offering) -> GroupQuerySet:
    """The offering's groups with their people and who chose their partner, fullest first."""
    rows = Group.objects.filter(offering=offering).select_related("partner").with_people().with_choices()
    return rows.order_by(F("people").desc(), "partner__name", "ref")


def chosen_without_group(offering: Offering) -> QuerySet[Partner]:
    """Partners that people of the offering chose, and that have no group in it, with `people` counting those people."""
    chose = Q(preferred_by__offering=offering) & ~Q(preferred_by__state__in=(*GONE, State.DRAFT))
    hosts = Group.objects.filter(offering=offering).exclude(state__in=NOT_RUNNING).values("partner")
    rows = Partner.objects.filter(chose).exclude(pk__in=hosts)
    return rows.annotate(people=Count("preferred_by", filter=chose)).order_by("-people", "name")


def by_intake(rows: Iterable[Totals]) -> list[tuple[Intake, list[Totals]]]:
    """Totals gathered under their intakes, in the order given."""
    found: dict[int, tuple[Intake, list[Totals]]] = {}
    for row in rows:
        found.setdefault(row.offering.intake_id, (row.offering.intake, []))[1].append(row)
    return list(found.values())


def standing(groups: Iterable[Group], *, days: int) -> list[Group]:
    """Rows of `group_rows`, each with its `viability`, and `could_be`: its people with those who chose it and wait."""
    found = []
    for group in groups:
        group.viability = viability_of(group, days=days, waiting=group.waiting)  # type: ignore[attr-defined]
        group.could_be = min(group.people + group.waiting + group.undecided, group.size)  # type: ignore[attr-defined]
        found.append(group)
    return found


@dataclass
class Filling:
    """One group of a plan: who would join it, and how it would stand."""

    group: Group
    outcomes: list[rules.Outcome]
    before: rules.Viability
    after: rules.Viability


@dataclass
class PlanSheet:
    """A plan as a page shows it: groups that gain somebody, and everybody who stays without one, by reason."""

    fillings: list[Filling]
    left: list[tuple[str, list[rules.Outcome]]]

    @property
    def placed(self) -> int:
        return sum(len(filling.outcomes) for filling in self.fillings)

    @property
    def disagreeing(self) -> int:
        """How many go by a code that differs from their choice."""
        return sum(outcome.applicant.disagrees for filling in self.fillings for outcome in filling.outcomes)


def plan_sheet(offering: Offering, outcomes: Iterable[rules.Outcome], *, days: int) -> PlanSheet:
    """The plan gathered by group and by reason. One query."""
    joining: dict[int, list[rules.Outcome]] = {}
    left: dict[str, list[rules.Outcome]] = {}
    for outcome in outcomes:
        if outcome.group:
            joining.setdefault(outcome.group, []).append(outcome)
        else:
            left.setdefault(outcome.why, []).append(outcome)
    fillings = []
    for group in (
        Group.objects.filter(pk__in=joining).select_related("partner").with_people().order_by("partner__name", "ref")
    ):
        came = joining[group.pk]
        after = rules.viability(group.people + len(came), group.minimum, group.size, days_left=days, state=group.state)  # type: ignore[attr-defined]
        fillings.append(Filling(group, came, viability_of(group, days=days), after))
    return PlanSheet(fillings, sorted(left.items(), key=lambda pair: -len(pair[1])))
