"""The windows of a group's events, what is picked in them, and what clashes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from cadre.groups.models import Group
from cadre.groups.states import NOT_RUNNING
from cadre.lib import clock
from cadre.partners.models import Partner
from cadre.programmes.models import TimelineElement
from cadre.programmes.states import MEETINGS, ElementKind
from cadre.scheduling.models import Assignment, DateHold, Event, SchoolHoliday
from cadre.scheduling.rules.dates import Booking, Window

LANES = {
    ElementKind.FACE_TO_FACE: "day",
    ElementKind.ONLINE_EVENT: "session",
    ElementKind.ONLINE: "online",
    ElementKind.DIAGNOSTIC: "review",
    ElementKind.SUBMISSION: "assessment",
}


@dataclass(frozen=True)
class DateRow:
    """One day face to face or online event of a group, with its event when a date is picked."""

    element: TimelineElement
    event: Event | None
    window: Window


def meetings(group: Group) -> list[TimelineElement]:
    """The elements whose dates the group picks, in their order: its days face to face, or its online events.

    A distance-learning group may open midway, for people whose own group does not go on. It has what is still to come.
    """
    found = group.offering.timeline.along(group.pathway).filter(kind__in=MEETINGS).order_by("number")
    if group.is_distance:
        found = found.filter(ends_on__gt=clock.day_of(group.opened_at))
    return list(found)


def date_rows(group: Group) -> list[DateRow]:
    """Every meeting's element with its event and window. Three queries."""
    elements, fixed = meetings(group), fixed_points(group)
    events = {event.element_id: event for event in group.events.select_related("venue", "picked_by", "element")}
    return [DateRow(e, events.get(e.pk), window_of(e, elements, events, fixed)) for e in elements]


def fixed_points(group: Group) -> list[tuple[str, date]]:
    """When the online courses of the group's programme open and end, by day. One query."""
    courses = group.offering.timeline.along(group.pathway).filter(kind=ElementKind.ONLINE)
    return [
        (f"{course.title} {what}", day)
        for course in courses
        for what, day in (("opens", course.starts_on), ("ends", course.ends_on))
    ]


def window_of(
    element: TimelineElement,
    elements: Sequence[TimelineElement],
    events: dict[int, Event],
    fixed: Iterable[tuple[str, date]] = (),
) -> Window:
    """The element's window, between the nearest neighbours that are picked, with the fixed points that touch it."""
    picked = [(e, events[e.pk]) for e in elements if e.pk in events and e.pk != element.pk]
    before = [(e.title, event.ends_on) for e, event in picked if e.number < element.number]
    after = [(e.title, event.starts_on) for e, event in picked if e.number > element.number]
    return Window(
        title=element.title,
        opens=element.starts_on,
        closes=element.ends_on,
        length=element.days,
        after=max(before, key=lambda found: found[1], default=None),
        before=min(after, key=lambda found: found[1], default=None),
        fixed=tuple(fixed),
    )


def bookings_for(
    group: Group,
    starts: date,
    ends: date,
    *,
    now: datetime | None = None,
    for_partner: bool = False,
    without: Event | None = None,
) -> list[Booking]:
    """What speaks against days between two: events of the partner and of the group's facilitators elsewhere, days held
    at `now`, and school holidays of the partner's area. `without`: an event that leaves its days. Five queries.

    The provider itself may run several groups of the distance pathway on one day, so there only the tutor counts.
    """
    team = {
        row.facilitator_id: row.facilitator.user.name
        for row in Assignment.objects.current().filter(group=group).select_related("facilitator__user")
    }
    taken = [
        Booking(event.starts_on, event.ends_on, words)
        for event in _others(group, starts, ends, team)
        if without is None or event.pk != without.pk
        for words in _words(event, group, team, for_partner=for_partner)
    ]
    if group.is_distance:
        return taken
    held = _held(group, starts, ends, now or clock.now(), for_partner=for_partner)
    return taken + held + school_holidays(group.partner, starts, ends)


def _held(group: Group, starts: date, ends: date, now: datetime, *, for_partner: bool) -> list[Booking]:
    whose = "your" if for_partner else f"{group.partner.short_name}’s"
    holds = DateHold.objects.live(now).filter(group__partner=group.partner_id, starts_on__lte=ends, ends_on__gte=starts)
    return [
        Booking(
            hold.starts_on,
            hold.ends_on,
            f"held for {whose} {hold.group.offering.qualification} {hold.element.title}",
        )
        for hold in holds.exclude(group=group).select_related("group__offering__qualification", "element")
    ]


def school_holidays(partner: Partner, starts: date, ends: date) -> list[Booking]:
    """Between two days, in the local authority of the partner's school; those of most of England where none are known
    for it. Two queries."""
    area = partner.host_school.la_name if partner.host_school else ""
    rows = SchoolHoliday.objects.standing()
    own = bool(area) and rows.filter(area__iexact=area).exists()
    found = rows.filter(area__iexact=area) if own else rows.filter(area=SchoolHoliday.EVERYWHERE)
    where = f"in {area}" if own else "in most of England"
    return [Booking(row.starts_on, row.ends_on, f"{row.name} {where}") for row in found.touching(starts, ends)]


def _others(group: Group, starts: date, ends: date, team: dict[int, str]) -> Any:
    held_by_them = Assignment.objects.current().filter(facilitator__in=team).values("group")
    return (
        Event.objects.filter(starts_on__lte=ends, ends_on__gte=starts)
        .exclude(group=group)
        .exclude(group__state__in=NOT_RUNNING)
        .filter(Q(group__partner=None if group.is_distance else group.partner_id) | Q(group__in=held_by_them))
        .select_related("group__offering__qualification", "group__partner", "element")
        .prefetch_related("group__assignments")
        .order_by("starts_on", "ref")
    )


def _words(event: Event, group: Group, team: dict[int, str], *, for_partner: bool) -> list[str]:
    words = []
    if event.group.partner_id == group.partner_id and not group.is_distance:
        whose = "your" if for_partner else f"{event.group.partner.short_name}’s"
        words.append(f"{whose} {event.group.offering.qualification} {event.element.title}")
    held = {row.facilitator_id for row in event.group.assignments.all() if row.released_at is None}
    return words + [f"{team[pk]} is booked elsewhere" for pk in sorted(held & set(team))]


def programme_of(group: Group, rows: Sequence[DateRow]) -> list[dict[str, Any]]:
    """The programme for `{% timeline_chart %}`: a picked date where there is one, else the window. One query."""
    picked = {row.element.pk: row.event for row in rows}
    elements = group.offering.timeline.along(group.pathway)
    return [_drawn(element, picked.get(element.pk)) for element in elements if element.kind in LANES]


def _drawn(element: TimelineElement, event: Event | None) -> dict[str, Any]:
    kind = ElementKind(element.kind)
    note = "" if event or kind not in MEETINGS else "not picked yet"
    start, end = (event.starts_on, event.ends_on) if event else (element.starts_on, element.ends_on)
    short = str(element.number) if kind in MEETINGS else element.short
    return {"kind": LANES[kind], "title": element.title, "short": short, "start": start, "end": end, "note": note}
