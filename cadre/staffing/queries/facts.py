"""The facts a suggestion is drawn from, as they are now: groups that lack somebody, and everybody who could come."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from cadre.facilitators.models import Accreditation, Facilitator
from cadre.facilitators.queries.availability import free_days
from cadre.groups.models import Group
from cadre.groups.states import GroupState
from cadre.lib.errors import Refusal
from cadre.programmes.models import Intake, TimelineElement
from cadre.programmes.states import MEETINGS, Pathway
from cadre.scheduling.models import Assignment, Event
from cadre.scheduling.rules.dates import Window, event_days, window_days
from cadre.scheduling.states import PICKABLE
from cadre.staffing.models import SEATS, Decision, Invitation, QualityLead, StaffingPolicy, Substitution
from cadre.staffing.rules.drawing import BEST, SHARED, EventDays, Person, Place, instance_of
from cadre.staffing.states import ByHand

RUNNING = (GroupState.FORMING, GroupState.CONFIRMED)
Days = dict[int, set[date]]


def policy_on(day: date) -> StaffingPolicy:
    """Raises Refusal without one."""
    policy = StaffingPolicy.objects.on(day).first()
    if policy is None:
        raise Refusal("No policy of staffing holds today. Whoever runs this site can load one: load_reference.")
    return policy


def groups_in(*, group: Group | None = None, intake: Intake | None = None) -> QuerySet[Group]:
    """Running groups of partners with events to come: one, an intake's, or all."""
    rows = Group.objects.in_person().filter(state__in=RUNNING)
    rows = rows.select_related("partner", "offering__qualification", "offering__intake").order_by("ref")
    if group is not None:
        return rows.filter(pk=group.pk)
    return rows.filter(offering__intake=intake) if intake else rows


@dataclass(frozen=True)
class Known:
    """Everything read, each in one query."""

    groups: list[Group]
    elements: dict[int, list[TimelineElement]]
    events: list[Event]
    assignments: list[Assignment]
    invitations: list[Invitation]

    @property
    def seats(self) -> list[tuple[Group, str, int]]:
        """(group, role, facilitator) of each seat that is assigned, or to which somebody is invited."""
        held = [(row.group, row.role, row.facilitator_id) for row in self.assignments]
        return held + [(row.group, row.role, row.facilitator_id) for row in self.invitations]


def drawn_for(groups: Iterable[Group], decisions: Sequence[Decision], *, today: date) -> dict[str, Any]:
    """{"instance", "facts"} by references and keys. Thirteen queries, however many groups and people.

    Left out are groups whose seats are all taken, and those without an event to come. Seats that are assigned, or to
    which somebody is invited, are as if decided by hand.
    """
    policy, known = policy_on(today), _known(list(groups))
    events_of: dict[int, dict[int, Event]] = defaultdict(dict)
    for event in known.events:
        events_of[event.group_id][event.element_id] = event
    hosting = _hosting(known.events)
    places = []
    for group in known.groups:
        held, out = _held(group, known, decisions)
        if _settled(group, known) >= set(SEATS):
            continue
        days = _event_days(group, known, events_of[group.pk], hosting[group.partner_id], today)
        if days:
            places.append(_place(group, days, held, out))
    people = _people(known, places, policy, today)
    return instance_of(people, places)


def _known(groups: list[Group]) -> Known:
    elements = defaultdict(list)
    found = TimelineElement.objects.filter(
        pathway=Pathway.IN_PERSON, kind__in=MEETINGS, offering__groups__state__in=RUNNING
    )
    for element in found.distinct().order_by("number"):
        elements[element.offering_id].append(element)
    return Known(
        groups,
        elements,
        list(Event.objects.standing().filter(group__state__in=RUNNING).select_related("group")),
        list(Assignment.objects.current().filter(group__state__in=RUNNING).select_related("group")),
        list(Invitation.objects.to_seats().open().filter(group__state__in=RUNNING).select_related("group")),
    )


def _held(group: Group, known: Known, decisions: Sequence[Decision]) -> tuple[dict[str, str], frozenset[str]]:
    """({role: key} that are taken or decided, keys of who is excluded). An assignment goes before a decision."""
    held = {one.role: str(one.facilitator_id) for one in decisions if one.group_id == group.pk and one.role}
    held |= {one.role: str(one.facilitator_id) for one in known.invitations if one.group_id == group.pk}
    held |= {one.role: str(one.facilitator_id) for one in known.assignments if one.group_id == group.pk}
    if held.get("lead") is not None and held.get("lead") == held.get("co"):
        del held["co"]
    out = {str(one.facilitator_id) for one in decisions if one.group_id == group.pk and one.kind == ByHand.EXCLUDE}
    return held, frozenset(out)


def _settled(group: Group, known: Known) -> set[str]:
    """The seats that are assigned, or to which somebody is invited."""
    return {role for found, role, _ in known.seats if found.pk == group.pk}


def _hosting(events: Iterable[Event]) -> dict[int, dict[date, set[int]]]:
    """{partner: {day: groups that meet}}."""
    found: dict[int, dict[date, set[int]]] = defaultdict(lambda: defaultdict(set))
    for event in events:
        for day in _all_days(event):
            found[event.group.partner_id][day].add(event.group_id)
    return found


def _all_days(event: Event) -> list[date]:
    return event_days(event.starts_on, (event.ends_on - event.starts_on).days + 1)


def _event_days(
    group: Group, known: Known, picked: dict[int, Event], hosting: dict[date, set[int]], today: date
) -> list[EventDays]:
    """The events to come: the picked day, or every day of the window that may be picked."""
    found = []
    for element in known.elements[group.offering_id]:
        event = picked.get(element.pk)
        if event is not None:
            if event.starts_on > today:
                length = (event.ends_on - event.starts_on).days + 1
                found.append(EventDays(element.title, length, {event.starts_on: BEST}))
            continue
        window = Window(element.title, element.starts_on, element.ends_on, element.days)
        days = [one.day for one in window_days(window, today=today) if one.state in PICKABLE]
        if element.ends_on > today:
            worth = {day: SHARED if hosting.get(day, set()) - {group.pk} else BEST for day in days}
            found.append(EventDays(element.title, element.days, worth))
    return found


def _place(group: Group, days: list[EventDays], held: dict[str, str], out: frozenset[str]) -> Place:
    partner = group.partner
    return Place(
        id=group.ref,
        qualification=group.offering.qualification.code,
        point=(partner.easting, partner.northing),
        region=partner.region,
        events=days,
        held=held,
        out=out,
    )


def _people(known: Known, places: list[Place], policy: StaffingPolicy, today: date) -> list[Person]:
    rows = list(Facilitator.objects.active_on(today).order_by("pk"))
    trained = defaultdict(set)
    held = Accreditation.objects.filter(from_on__lte=today).filter(Q(to_on=None) | Q(to_on__gt=today))
    for facilitator, code in held.values_list("facilitator", "qualification__code"):
        trained[facilitator].add(code)
    every = [day for place in places for event in place.events for day in event.days]
    last = max(every, default=today) + timedelta(days=7)
    free = free_days(rows, today, last)
    busy, load = _work(known, {group.pk for group in known.groups})
    visits = set(QualityLead.objects.on(today).values_list("facilitator", flat=True))
    met = set(
        Assignment.objects.filter(group__events__ends_on__lt=today, released_at=None).values_list(
            "facilitator", flat=True
        )
    )
    return [
        Person(
            id=str(row.pk),
            point=(row.easting, row.northing),
            region=row.region,
            regions=row.regions,
            max_km=policy.unsaid_km if row.max_km is None else row.max_km,
            max_events=policy.unsaid_events if row.max_events is None else row.max_events,
            load=load[row.pk],
            experienced=row.is_experienced_on(today),
            first=not row.is_experienced_on(today) and row.pk not in met and not load[row.pk],
            visits=row.pk in visits and row.is_experienced_on(today),
            trained=frozenset(trained[row.pk]),
            free=frozenset(free[row.pk]),
            busy=frozenset(busy[row.pk]),
        )
        for row in rows
    ]


def _work(known: Known, asked: set[int]) -> tuple[Days, dict[int, int]]:
    """(days with an event, events of the season) of each person, from seats that are settled.

    A group that a suggestion is for counts when the suggestion is worked out, so not here.
    """
    days: Days = defaultdict(set)
    load: dict[int, int] = defaultdict(int)
    events = defaultdict(list)
    for event in known.events:
        events[event.group_id].append(event)
    both: dict[int, set[str]] = defaultdict(set)
    for group, role, _ in known.seats:
        both[group.pk].add(role)
    for group, _, who in known.seats:
        if group.pk in asked and both[group.pk] < set(SEATS):
            continue
        load[who] += len(known.elements[group.offering_id])
        for event in events[group.pk]:
            days[who].update(_all_days(event))
    counts = {group.pk for group, _, _ in known.seats} - {pk for pk in asked if both[pk] < set(SEATS)}
    for one in Substitution.objects.standing().filter(event__group__state__in=RUNNING).select_related("event"):
        days[one.stand_in_id].update(_all_days(one.event))
        load[one.stand_in_id] += 1
        load[one.out_id] -= one.event.group_id in counts
    return days, load
