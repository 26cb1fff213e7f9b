"""A date is picked in its window, or moved."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cadre.groups.models import Group
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib import clock
from cadre.lib.dates import long_day, span
from cadre.lib.errors import Conflict, Refusal
from cadre.partners.access import refuse_hosting
from cadre.partners.models import Venue
from cadre.people.models import User
from cadre.programmes.models import DayTimes, TimelineElement
from cadre.scheduling.access import may_override
from cadre.scheduling.actions.common import account, hosted, locked, refuse_to_schedule, why
from cadre.scheduling.actions.holding import end_holds
from cadre.scheduling.calendars import place
from cadre.scheduling.from_above import held
from cadre.scheduling.models import Event
from cadre.scheduling.queries import bookings_for, meetings, window_of
from cadre.scheduling.queries.dates import fixed_points
from cadre.scheduling.rules.dates import clashes, event_days, refuse_date, set_aside
from cadre.scheduling.states import DATE_MOVED, DATE_PICKED

NONE_SEEN = -1


class ClashNeedsReason(Refusal):
    """The day may be had, but somebody is booked: it takes a reason."""


@transaction.atomic
def pick_date(
    group: Group,
    element: TimelineElement,
    day: date | None,
    *,
    by: Actor,
    now: datetime,
    venue: Venue | None = None,
    link: str | None = None,
    reason: str = "",
    seen: int | None = None,
) -> Event:
    """Set the day on which the group's event for `element` starts, or move it.

    The same day and place again is no change. `venue` None keeps the event's, or takes the partner's only one. An
    online event has a joining `link` in its place; None keeps the event's, empty is none yet.
    `reason` is needed where the day clashes, and for every move of a confirmed group; with one, staff may also leave
    the window, the order of the events and the online courses' fixed points. A hold of the event ends. `seen` is the
    `sequence` the person had before them (-1 for no event): when somebody else changed it since, Conflict. Raises
    Refusal naming the window, ClashNeedsReason.
    """
    group = hosted(locked(group))
    user = account(by)
    refuse_to_schedule(group, by=by)
    elements = meetings(group)
    if element.pk not in {e.pk for e in elements}:
        raise Refusal("This intake has no such event.")
    events = {event.element_id: event for event in group.events.select_related("venue", "picked_by", "element")}
    event = events.get(element.pk)
    refuse_unseen(event, seen)
    venue = _venue(group, event, venue)
    link = (event.joining_link if event else "") if link is None or not group.is_distance else link
    if event and (event.starts_on, event.venue_id, event.joining_link) == (day, venue and venue.pk, link):
        return event
    aside: list[str] = []
    if not group.is_confirmed:  # a group that runs is run off, whatever becomes of the memorandum
        refuse_hosting(group.partner, today=clock.day_of(now), field="day")
    if not (event and event.starts_on == day):
        aside = refuse_day(group, element, day, elements, events, user=user, reason=reason, now=now)
    assert day is not None
    found = [*aside, *_clashing(group, element, day, now)]
    if found and not reason:
        raise ClashNeedsReason(f"{'; '.join(found)}. Say why {long_day(day)} works all the same.", field="reason")
    if event and group.is_confirmed and not reason:
        raise Refusal("People hold this date already. Say why it changes; the reason is kept.", field="reason")
    end_holds(group, element, why="the date was set", now=now)
    if event is None:
        return _picked(group, element, day, venue, link, by=by, now=now, found=found, reason=reason)
    return move_event(group, event, day, venue, link, by=by, now=now, found=found, reason=reason)


def refuse_day(
    group: Group,
    element: TimelineElement,
    day: date | None,
    elements: Sequence[TimelineElement],
    events: dict[int, Event],
    *,
    user: User | None,
    reason: str,
    now: datetime,
) -> list[str]:
    """Raise Refusal where the event may not start on `day`. Answers with what a reason of staff sets aside."""
    window, today = window_of(element, elements, events, fixed_points(group)), clock.day_of(now)
    staff = user is not None and may_override(user, group)
    if refused := refuse_date(day, window, today=today, may_override=staff and bool(reason)):
        can = staff and refuse_date(day, window, today=today, may_override=True) is None
        raise Refusal(f"{refused} Or give a reason to set it all the same." if can else refused, field="day")
    assert day is not None
    return set_aside(day, window, today=today)


def refuse_unseen(event: Event | None, seen: int | None) -> None:
    """Raise Conflict where the event is not the one that was seen: `seen` is its sequence then, -1 for none."""
    if seen is None or seen == (event.sequence if event else NONE_SEEN):
        return
    if event is None:
        raise Conflict("This date was taken back meanwhile. Look again before you set it.")
    who = event.picked_by.name if event.picked_by else "Somebody"
    theirs: dict[str, object] = {"day": event.starts_on.isoformat(), "by": who}
    raise Conflict(f"{who} set {long_day(event.starts_on)} meanwhile. Look at it before you change it.", theirs=theirs)


def _venue(group: Group, event: Event | None, venue: Venue | None) -> Venue | None:
    if venue is None:
        only = list(group.partner.venues.filter(retired_on=None)[:2])
        return event.venue if event else (only[0] if len(only) == 1 else None)
    if venue.partner_id != group.partner_id:
        raise Refusal(f"{venue} is not a venue of {group.partner}.", field="venue")
    if venue.retired_on is not None and (event is None or event.venue_id != venue.pk):
        raise Refusal(f"{venue} is not in use any more. Choose another venue.", field="venue")
    return venue


def _clashing(group: Group, element: TimelineElement, day: date, now: datetime) -> list[str]:
    last = event_days(day, element.days)[-1]
    return clashes(day, element.days, bookings_for(group, day, last, now=now))


def _picked(
    group: Group,
    element: TimelineElement,
    day: date,
    venue: Venue | None,
    link: str,
    *,
    by: Actor,
    now: datetime,
    found: list[str],
    reason: str,
) -> Event:
    times = DayTimes.objects.on(day).filter(pathway=group.pathway).first()
    if times is None:
        raise Refusal(f"No times of day are set for {long_day(day)}.", field="day")
    event = Event.objects.create(
        ref=f"{group.ref}-{element.number}",
        group=group,
        element=element,
        starts_on=day,
        ends_on=event_days(day, element.days)[-1],
        arrival=times.arrival,
        starts=times.starts,
        ends=times.ends,
        venue=venue,
        joining_link=link,
        picked_at=now,
        picked_by=account(by),
    )
    journal.record(DATE_PICKED, event, by=by, **_told(event, found, reason))
    return event


def move_event(
    group: Group,
    event: Event,
    day: date,
    venue: Venue | None,
    link: str,
    *,
    by: Actor,
    now: datetime,
    found: list[str],
    reason: str,
) -> Event:
    """The event on its new day. The caller holds the group, and has refused what else cannot be.

    Raises Refusal where it took place on the day it has: who came, what it cost and how it was judged hang on it.
    """
    if day != event.starts_on and Event.objects.filter(held(clock.day_of(now)), pk=event.pk).exists():
        raise Refusal(
            f"{event.element.title} of {group.ref} was held on {long_day(event.starts_on)}: its register is complete. "
            "If that is wrong, open the register again first.",
            field="day",
        )
    before, where_before, link_before = span(event.starts_on, event.ends_on), _place(event), event.joining_link
    event.starts_on, event.ends_on = day, event_days(day, event.element.days)[-1]
    event.venue, event.joining_link, event.picked_at, event.picked_by = venue, link, now, account(by)
    event.sequence += 1
    event.save(update_fields=["starts_on", "ends_on", "venue", "joining_link", "picked_at", "picked_by", "sequence"])
    told = _told(event, found, reason)
    if link and link != link_before:
        told["venue"] = "online, with a new joining link"
    told |= {"before": before, "venue_before": where_before, "confirmed": group.is_confirmed}
    journal.record(DATE_MOVED, event, by=by, **told)
    return event


def _place(event: Event) -> str:
    """As the journal keeps it: the venue's name, or that it is online."""
    return place(event) if event.is_online else str(event.venue or "")


def _told(event: Event, found: list[str], reason: str) -> dict[str, Any]:
    return {
        "event": f"{event.group.ref} {event.element.title}",
        "group": event.group.ref,
        "day": span(event.starts_on, event.ends_on),
        "starts_on": event.starts_on.isoformat(),
        "venue": _place(event),
        "sequence": event.sequence,
        "clashes": found,
        "reason": reason,
        "why": why(reason),
    }
