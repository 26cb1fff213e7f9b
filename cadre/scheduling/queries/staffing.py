"""Facilitators proposed for a group: accredited, free on its dates, near, lightly loaded."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from cadre.facilitators.loads import Load, loads_of
from cadre.facilitators.models import Accreditation, Facilitator, FacilitatorQuerySet
from cadre.groups.models import Group
from cadre.groups.states import NOT_RUNNING, GroupState
from cadre.lib.dates import short_day
from cadre.programmes.states import Pathway
from cadre.scheduling.models import Assignment, Event
from cadre.scheduling.queries.people import team_of
from cadre.scheduling.rules.staffing import Fit, km_between, proposal_order
from cadre.scheduling.states import ROLES, FacilitatorRole

SHOWN = 12


@dataclass(frozen=True)
class Proposal:
    facilitator: Facilitator
    fit: Fit
    km: int | None
    load: int
    season: str = ""
    is_full: bool = False
    is_over: bool = False

    @property
    def warnings(self) -> list[str]:
        return self.fit.warnings


def proposals(
    group: Group, facilitators: FacilitatorQuerySet, *, today: date, called: str = "", limit: int = SHOWN
) -> list[Proposal]:
    """The best-fitting of `facilitators`, best first, with what they have this season; the team is left out.

    `called` keeps those whose name or employer holds it. The same queries however many people.
    """
    staff = facilitators.active_on(today).exclude(assignments__in=Assignment.objects.current().filter(group=group))
    if called:
        staff = staff.filter(Q(user__name__icontains=called) | Q(employer__icontains=called))
    found = fits(group, staff, today=today)
    best = sorted(found, key=lambda p: (proposal_order(p.fit, p.km, p.load), p.facilitator.user.name))[:limit]
    return _with_season(best)


def _with_season(found: Sequence[Proposal]) -> list[Proposal]:
    loads = loads_of([one.facilitator.pk for one in found])
    return [_loaded(one, loads.get(one.facilitator.pk)) for one in found]


def _loaded(one: Proposal, load: Load | None) -> Proposal:
    """With what they have this season; `is_full` when another event is more than they take, `is_over` when it is."""
    return replace(one, season=str(load), is_full=load.is_full, is_over=load.is_over) if load else one


def fits(group: Group, staff: FacilitatorQuerySet, *, today: date) -> list[Proposal]:
    """Each of `staff` with what speaks against them for this group."""
    qualification = group.offering.qualification
    held = Accreditation.objects.filter(
        Q(to_on=None) | Q(to_on__gt=today), facilitator=OuterRef("pk"), qualification=qualification, from_on__lte=today
    )
    running = Q(assignments__released_at=None, assignments__group__state__in=(GroupState.FORMING, GroupState.CONFIRMED))
    people = list(
        staff.select_related("user").annotate(
            accredited=Exists(held), load=Count("assignments", filter=running, distinct=True)
        )
    )
    taken = _taken(group, people)
    home = (group.partner.easting, group.partner.northing)
    return [
        Proposal(
            person,
            Fit(person.accredited, qualification.code, taken[person.pk]),
            km_between(home, (person.easting, person.northing)),
            person.load,
        )
        for person in people
    ]


def _taken(group: Group, people: Sequence[Facilitator]) -> dict[int, list[str]]:
    """{facilitator pk: [“booked on 29 Apr 2027 for NPQML-S27-02”]} on the group's picked days."""
    days = [(event.starts_on, event.ends_on) for event in group.events.all()]
    found: dict[int, list[str]] = defaultdict(list)
    if not days or not people:
        return found
    touching = Q()
    for starts, ends in days:
        touching |= Q(starts_on__lte=ends, ends_on__gte=starts)
    staffed = Assignment.objects.current().filter(facilitator__in=people)
    others = (
        Event.objects.filter(touching, group__in=staffed.values("group"))
        .exclude(group=group)
        .exclude(group__state__in=NOT_RUNNING)
        .select_related("group")
        .prefetch_related("group__assignments")
        .order_by("starts_on")
    )
    wanted = {person.pk for person in people}
    for event in others:
        for row in event.group.assignments.all():
            if row.released_at is None and row.facilitator_id in wanted:
                found[row.facilitator_id].append(f"booked on {short_day(event.starts_on)} for {event.group.ref}")
    return found


@dataclass(frozen=True)
class TeamMember:
    """Somebody on the group, with what speaks against it on the dates as they are now."""

    assignment: Assignment
    proposal: Proposal

    @property
    def warnings(self) -> list[str]:
        return self.proposal.warnings


def team_with_fit(group: Group, *, today: date) -> list[TeamMember]:
    """The group's team, the lead first."""
    rows = list(team_of(group))
    found = fits(group, Facilitator.objects.filter(pk__in=[row.facilitator_id for row in rows]), today=today)
    by_person = {proposal.facilitator.pk: proposal for proposal in _with_season(found)}
    return [TeamMember(row, by_person[row.facilitator_id]) for row in rows]


def open_roles(group: Group) -> list[FacilitatorRole]:
    """The roles of the group's pathway that nobody holds yet, the lead first."""
    held = set(Assignment.objects.current().filter(group=group).values_list("role", flat=True))
    return [role for role in ROLES[Pathway(group.pathway)] if role not in held]
