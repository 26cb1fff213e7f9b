"""Who is affected when the windows of an offering's timeline change."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cadre.groups.models import places_taken
from cadre.programmes.models import Offering, TimelineElement
from cadre.programmes.states import MEETINGS, ElementKind
from cadre.scheduling.access import OPEN_STATES
from cadre.scheduling.models import DateHold, Event
from cadre.scheduling.rules.timelines import Planned


@dataclass(frozen=True)
class Affected:
    """An event that no longer fits, with its people, and why."""

    event: Event
    people: int
    why: str


def planned(elements: Iterable[TimelineElement], windows: Mapping[int, tuple] | None = None) -> list[Planned]:
    """The elements as they are, or with `windows` {key: (first day, last day)} in place of theirs."""
    found = []
    for one in elements:
        starts, ends = (windows or {}).get(one.pk, (one.starts_on, one.ends_on))
        found.append(Planned(one.pk, one.pathway, one.kind, one.number, one.title, one.days, starts, ends))
    return found


def mark_of(elements: Iterable[Planned]) -> str:
    """Stands for the timeline as it was read, so that nobody changes what they have not seen."""
    facts = sorted((one.key, one.starts_on.isoformat(), one.ends_on.isoformat()) for one in elements)
    return sha256(json.dumps(facts).encode()).hexdigest()[:16]


def affected_by(offering: Offering, wanted: Iterable[Planned]) -> list[Affected]:
    """Picked events to come, of groups that go on, which would lie outside their window or on a fixed point. One
    query."""
    return affected_in({offering.pk: list(wanted)})


def affected_in(wanted: Mapping[int, Sequence[Planned]]) -> list[Affected]:
    """The same of several offerings: {key: its elements as they would be}. One query."""
    elements = {one.key: (one, rows) for rows in wanted.values() for one in rows}
    events = Event.objects.standing().filter(element__in=elements, group__state__in=OPEN_STATES)
    rows = (
        events.select_related("group__partner", "element")
        .annotate(people=places_taken("group"))
        .order_by("starts_on", "ref")
    )
    found = []
    for event in rows:
        if why := _why(event, *elements[event.element_id]):
            found.append(Affected(event, event.people, why))
    return found


def holds_outside(offering: Offering, wanted: Iterable[Planned]) -> list[DateHold]:
    """Held days that would lie outside their window. One query."""
    return holds_outside_in({offering.pk: list(wanted)})


def holds_outside_in(wanted: Mapping[int, Sequence[Planned]]) -> list[DateHold]:
    """The same of several offerings: {key: its elements as they would be}. One query."""
    windows = {one.key: one for rows in wanted.values() for one in rows}
    rows = DateHold.objects.filter(ended_at=None, group__offering__in=wanted).select_related("group", "element")
    return [row for row in rows if not _inside(row, windows[row.element_id])]


def _inside(row: Event | DateHold, window: Planned) -> bool:
    return window.starts_on <= row.starts_on and row.ends_on <= window.ends_on


def _why(event: Event, window: Planned, elements: Iterable[Planned]) -> str:
    if window.kind in MEETINGS and not _inside(event, window):
        return "outside its new window"
    for one in elements:
        if one.kind == ElementKind.ONLINE and one.pathway == window.pathway:
            for what, day in (("opens", one.starts_on), ("ends", one.ends_on)):
                if event.starts_on <= day <= event.ends_on:
                    return f"{one.title} {what} on that day"
    return ""
