"""A day is held for an event for some hours, and let go: by hand, when a date is set, or when its time is over."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from cadre.groups.actions.placing import lock_groups
from cadre.groups.models import Group
from cadre.journal import actions as journal
from cadre.journal.actions import Actor, System
from cadre.lib import clock
from cadre.lib.dates import long_day, long_moment, span
from cadre.lib.errors import Refusal
from cadre.messages.actions import post_all
from cadre.partners.access import refuse_hosting
from cadre.programmes.models import TimelineElement
from cadre.scheduling import emails
from cadre.scheduling.actions.common import account, hosted, locked, refuse_to_schedule
from cadre.scheduling.models import DateHold
from cadre.scheduling.queries import bookings_for, meetings, window_of
from cadre.scheduling.queries.dates import fixed_points
from cadre.scheduling.queries.terms import terms_on
from cadre.scheduling.rules.dates import clashes, event_days, refuse_date
from cadre.scheduling.states import DATE_HELD, HOLD_ENDED

THE_CALENDAR = System("The calendar")


@transaction.atomic
def hold_date(group: Group, element: TimelineElement, day: date | None, *, by: Actor, now: datetime) -> DateHold:
    """Keep a day for an event that has no date yet, for as long as the terms of the day say.

    The partner's other groups see it as taken. The same day again is the same hold, with its end; another day takes
    its place. Raises Refusal naming the window, or what else is on that day.
    """
    group = hosted(locked(group))
    user = account(by)
    refuse_to_schedule(group, by=by)
    refuse_hosting(group.partner, today=clock.day_of(now), field="day")
    elements = meetings(group)
    events = {event.element_id: event for event in group.events.select_related("element")}
    if element.pk not in {e.pk for e in elements}:
        raise Refusal("This intake has no such event.")
    if element.pk in events:
        raise Refusal(f"{element.title} is set for {long_day(events[element.pk].starts_on)}. Change it instead.")
    window = window_of(element, elements, events, fixed_points(group))
    if refused := refuse_date(day, window, today=clock.day_of(now)):
        raise Refusal(refused, field="day")
    assert day is not None
    last = event_days(day, element.days)[-1]
    if found := clashes(day, element.days, bookings_for(group, day, last, now=now)):
        raise Refusal(f"{'; '.join(found)}. Hold another day, or set this one and say how it works.", field="day")
    known = DateHold.objects.live(now).filter(group=group, element=element, starts_on=day).first()
    if known:
        return known
    end_holds(group, element, why="another day is held", now=now)
    until = now + timedelta(hours=terms_on(clock.day_of(now)).hold_hours)
    hold = DateHold.objects.create(
        group=group, element=element, starts_on=day, ends_on=last, until=until, held_at=now, held_by=user
    )
    journal.record(DATE_HELD, group, by=by, **_told(hold), until=long_moment(until), why="")
    return hold


@transaction.atomic
def let_go(group: Group, element: TimelineElement, *, by: Actor, now: datetime) -> None:
    """End the hold of an event, if there is one. Raises Refusal where the person may not schedule."""
    group = locked(group)
    user = account(by)
    refuse_to_schedule(group, by=by)
    who = user.name if user else "the system"
    end_holds(group, element, why=f"let go by {who}", now=now, by=by)


def end_holds(group: Group, element: TimelineElement, *, why: str, now: datetime, by: Actor = THE_CALENDAR) -> None:
    """End what is held for the event. The caller holds the group."""
    for hold in group.holds.filter(element=element, ended_at=None).select_related("element", "group"):
        _end(hold, why=why, by=by, now=now)


def end_outside(holds: Sequence[DateHold], *, now: datetime) -> None:
    """End held days that no longer lie in their window. Their groups are held for it."""
    lock_groups(hold.group_id for hold in holds)
    for hold in holds:
        end_holds(hold.group, hold.element, why="its window changed", now=now)


@transaction.atomic
def lapse_holds(today: date, now: datetime) -> int:
    """End the holds whose time is over, and tell who held them. Safe to repeat. How many."""
    due = DateHold.objects.filter(ended_at=None, until__lte=now).order_by("group", "pk")
    ended = 0
    for hold in due.select_related("element", "group__offering__qualification", "held_by"):
        Group.objects.select_for_update().get(pk=hold.group_id)
        if not DateHold.objects.filter(pk=hold.pk, ended_at=None).exists():
            continue
        _end(hold, why="its time was over", by=THE_CALENDAR, now=now)
        if hold.held_by:
            post_all([emails.hold_ended(hold.held_by, hold)], now=now)
        ended += 1
    return ended


def _end(hold: DateHold, *, why: str, by: Actor, now: datetime) -> None:
    hold.ended_at, hold.why = now, why
    hold.save(update_fields=["ended_at", "why"])
    journal.record(HOLD_ENDED, hold.group, by=by, **_told(hold), why=why)


def _told(hold: DateHold) -> dict[str, str]:
    return {"event": f"{hold.group.ref} {hold.element.title}", "day": span(hold.starts_on, hold.ends_on)}
