"""Whose first event an event is, and who visits it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from cadre.facilitators.models import Facilitator
from cadre.scheduling.models import Assignment, Event
from cadre.staffing.models import QualityLead, Substitution, Visit, VisitQuerySet
from cadre.staffing.queries.able import Able, able_for, days_from

LOOK = (
    *("event__element", "event__venue", "event__group__partner", "event__group__offering__qualification"),
    *("new__user", "visitor__user"),
)


@dataclass(frozen=True)
class FirstEvent:
    """Somebody new whose first event it is, and the visit if one is arranged."""

    new: Facilitator
    visit: Visit | None

    @property
    def words(self) -> str:
        if self.visit is None:
            return f"First event of {self.new}: no visit is arranged"
        return f"First event of {self.new}: visited by {self.visit.visitor}"


def first_events(events: Iterable[Event]) -> dict[int, list[FirstEvent]]:
    """{event: whoever is new and has no earlier event}, of events with anybody. Five queries, however many events."""
    rows = list(events)
    people = _at(rows)
    new = {who.pk for event in rows for who in people[event.pk] if not who.is_experienced_on(event.starts_on)}
    first = _first_days(new)
    visits = Visit.objects.standing().filter(event__in=[event.pk for event in rows]).select_related(*LOOK)
    arranged = {(visit.event_id, visit.new_id): visit for visit in visits}
    found = {}
    for event in rows:
        firsts = [who for who in people[event.pk] if who.pk in new and first.get(who.pk) == event.starts_on]
        if firsts:
            found[event.pk] = [FirstEvent(who, arranged.get((event.pk, who.pk))) for who in firsts]
    return found


def _at(events: Sequence[Event]) -> dict[int, list[Facilitator]]:
    """{event: who is to be there}. Two queries."""
    teams: dict[int, list[Facilitator]] = defaultdict(list)
    staffed = Assignment.objects.current().filter(group__in={event.group_id for event in events})
    for row in staffed.select_related("facilitator__user"):
        teams[row.group_id].append(row.facilitator)
    standing = Substitution.objects.standing().filter(event__in=[event.pk for event in events])
    instead = {(row.event_id, row.out_id): row.stand_in for row in standing.select_related("stand_in__user")}
    return {event.pk: [instead.get((event.pk, who.pk), who) for who in teams[event.group_id]] for event in events}


def _first_days(people: Iterable[int]) -> dict[int, date]:
    """{facilitator: the day of their first event}, called off ones left out. Two queries."""
    keys = list(people)
    staffed = Assignment.objects.current().filter(facilitator__in=keys, group__events__called_off_at=None)
    days = dict(staffed.order_by().values_list("facilitator").annotate(first=Min("group__events__starts_on")))
    stood = Substitution.objects.standing().filter(stand_in__in=keys, event__called_off_at=None).order_by()
    for who, day in stood.values_list("stand_in").annotate(first=Min("event__starts_on")):
        days[who] = min(day, days.get(who) or day)
    return {who: day for who, day in days.items() if day}


def could_visit(event: Event, *, today: date) -> list[Able]:
    """The quality leads of the day who are not at the event themselves, the best first."""
    there = {who.pk for who in _at([event])[event.pk]}
    leads = QualityLead.objects.on(event.starts_on).exclude(facilitator__in=there)
    people = Facilitator.objects.filter(pk__in=leads.values("facilitator"))
    days = days_from(event.starts_on, event.ends_on)
    return able_for(event.group, days, people, today=today, teaches=False)


def visits_with_all() -> VisitQuerySet:
    return Visit.objects.select_related(*LOOK)
