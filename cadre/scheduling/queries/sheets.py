"""What the pages show: lists of events with their numbers, and one group's calendar to pick from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from cadre.groups.models import Group, places_taken
from cadre.groups.states import GroupState
from cadre.journal.models import Entry, EntryQuerySet
from cadre.partners.models import Venue
from cadre.programmes.models import TimelineElement
from cadre.programmes.states import MEETINGS
from cadre.scheduling.models import Assignment, DateHold, Event
from cadre.scheduling.queries.dates import DateRow, bookings_for, date_rows
from cadre.scheduling.rules.dates import SATURDAY, WindowDay, window_days


def with_numbers(events: QuerySet[Event]) -> QuerySet[Event]:
    """Events for a list: the group with its people counted, and its team as `group.team`. Two queries."""
    team = Assignment.objects.current().select_related("facilitator__user")
    return (
        events.annotate(people=places_taken("group"))
        .select_related("element", "venue", "group__partner")
        .select_related("group__offering__qualification", "group__offering__intake")
        .prefetch_related(Prefetch("group__assignments", queryset=team, to_attr="team"))
        .order_by("starts_on", "ref")
    )


def team_names(event: Event) -> str:
    """“Dev Anand, Sara Linden” of an event that comes from `with_numbers`."""
    return ", ".join(str(row.facilitator) for row in event.group.team)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class PickSheet:
    """One event's calendar: its row, the days of its window, and whether a day of them clashes."""

    row: DateRow
    rows: Sequence[DateRow]
    days: Sequence[WindowDay]
    hold: DateHold | None = None

    @property
    def heading(self) -> str:
        return f"{'Change' if self.row.event else 'Pick'} the date of {self.row.element.title}"

    @property
    def usual_venue(self) -> Venue | None:
        """Where the group meets on its other days, if anywhere."""
        return next((row.event.venue for row in self.rows if row.event and row.event.venue), None)

    @property
    def usual_link(self) -> str:
        """Where the group joins its other online events, if anywhere."""
        return next((row.event.joining_link for row in self.rows if row.event and row.event.joining_link), "")

    @property
    def cells(self) -> list[dict[str, Any]]:
        """Working days for `{% date_window %}`."""
        return [{"day": d.day, "state": d.state, "reason": d.reason} for d in self.days if d.day.weekday() < SATURDAY]

    @property
    def offered(self) -> bool:
        return any(day.state in ("free", "clash") for day in self.days)


def pick_sheet(group: Group, number: int, *, today: date, now: datetime, for_partner: bool = False) -> PickSheet | None:
    """The calendar of the group's meeting `number`, or None when it has no such. Nine queries."""
    rows = date_rows(group)
    row = next((row for row in rows if row.element.number == number), None)
    if row is None:
        return None
    window = row.window
    bookings = bookings_for(group, window.opens, window.closes, now=now, for_partner=for_partner)
    hold = DateHold.objects.live(now).filter(group=group, element=row.element).select_related("held_by").first()
    return PickSheet(row, rows, window_days(window, today=today, bookings=bookings), hold)


def history_of(group: Group, rows: Sequence[DateRow]) -> EntryQuerySet:
    """What happened to the group and its events, newest first; who read arrangements is not part of it."""
    subjects = [group, *(row.event for row in rows if row.event)]
    return Entry.objects.about(*subjects).exclude(happening="scheduling.arrangements_read")


@dataclass(frozen=True)
class Waiting:
    """A forming group with the elements whose dates are still to pick, the first of them first."""

    group: Group
    elements: Sequence[TimelineElement]

    @property
    def titles(self) -> str:
        """`Day 2 and Day 3`."""
        *first, last = [element.title for element in self.elements]
        return f"{', '.join(first)} and {last}" if first else last


def groups_without_dates(groups: QuerySet[Group]) -> list[Waiting]:
    """Forming groups that have dates to pick, soonest intake first. Three queries."""
    days = TimelineElement.objects.filter(kind__in=MEETINGS).order_by("number")
    forming = (
        groups.filter(state=GroupState.FORMING)
        .select_related("offering__qualification", "offering__intake", "partner")
        .prefetch_related(Prefetch("offering__timeline", queryset=days, to_attr="days"), "events")
        .order_by("offering__intake__starts_on", "ref")
    )
    found = []
    for group in forming:
        picked = {event.element_id for event in group.events.all()}
        own = [element for element in group.offering.days if element.pathway == group.pathway]  # type: ignore[attr-defined]
        missing = [element for element in own if element.pk not in picked]
        if missing:
            found.append(Waiting(group, missing))
    return found
