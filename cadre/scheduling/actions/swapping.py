"""Two groups exchange the days of an event each."""

from datetime import date, datetime

from django.db import transaction

from cadre.groups.models import Group
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib import clock
from cadre.lib.dates import long_day, span
from cadre.lib.errors import Refusal
from cadre.partners.models import Venue
from cadre.scheduling.access import may_schedule
from cadre.scheduling.actions.common import account, locked, why
from cadre.scheduling.actions.dates import move_event, refuse_unseen
from cadre.scheduling.models import Event
from cadre.scheduling.queries import bookings_for
from cadre.scheduling.queries.swaps import refuse_swap
from cadre.scheduling.rules.dates import clashes, event_days
from cadre.scheduling.states import DATES_SWAPPED


@transaction.atomic
def swap_dates(
    event: Event, other: Event, *, by: Actor, now: datetime, reason: str = "", seen: tuple[int, int] | None = None
) -> tuple[Event, Event]:
    """Each event takes the day of the other; at one partner the venue goes with the day. Both events, as they are now.

    `seen`: the `sequence` of both that the person had before them; when somebody else changed one since, Conflict.
    A confirmed group, or somebody who is booked, needs a reason. Raises Refusal where one of the days does not suit
    the other group. Both groups are locked, the lower key first.
    """
    groups = {pk: locked(Group(pk=pk)) for pk in sorted({event.group_id, other.group_id})}
    if len(groups) < 2:
        raise Refusal("Swap with an event of another group; within one group the days are in order.")
    event, other = (
        Event.objects.select_related("element", "venue", "picked_by").get(pk=one.pk) for one in (event, other)
    )
    for number, one in enumerate((event, other)):
        refuse_unseen(one, seen[number] if seen else None)
    user = account(by)
    for group in groups.values():
        if user and not may_schedule(user, group):
            raise Refusal(f"The dates of {group.ref} are not yours to move. Ask us, and say why.")
        if group.is_confirmed and not reason.strip():
            raise Refusal("People hold these dates already. Say why they change; the reason is kept.", field="reason")
    pairs = ((event, other), (other, event))
    for one, takes in pairs:
        if refused := refuse_swap(groups[one.group_id], one, takes.starts_on, today=clock.day_of(now)):
            raise Refusal(f"{groups[one.group_id].ref}: {refused}")
    found = [words for one, takes in pairs for words in _clashing(groups[one.group_id], one, takes, now)]
    if found and not reason.strip():
        raise Refusal(f"{'; '.join(found)}. Say why the swap works all the same.", field="reason")
    days = event.starts_on, other.starts_on
    said = (
        f"Swapped with {other.group.ref} {other.element.title}",
        f"Swapped with {event.group.ref} {event.element.title}",
    )
    venues = _venues(event, other)
    moved = [
        move_event(
            groups[one.group_id], one, day, venue, one.joining_link, by=by, now=now, found=found, reason=reason or words
        )
        for one, day, venue, words in zip((event, other), reversed(days), venues, said, strict=True)
    ]
    journal.record(
        DATES_SWAPPED,
        event.group,
        by=by,
        event=f"{event.group.ref} {event.element.title}",
        other=f"{other.group.ref} {other.element.title}",
        day=long_day(days[0]),
        other_day=long_day(days[1]),
        why=why(reason),
    )
    return moved[0], moved[1]


def _venues(event: Event, other: Event) -> tuple[Venue | None, Venue | None]:
    if event.group.partner_id == other.group.partner_id:
        return other.venue, event.venue
    return event.venue, other.venue


def _clashing(group: Group, event: Event, takes: Event, now: datetime) -> list[str]:
    """What is on the other event's days for this group, but for the event that leaves them."""
    last: date = event_days(takes.starts_on, event.element.days)[-1]
    booked = bookings_for(group, takes.starts_on, last, now=now, without=takes)
    return [
        f"{words} on {span(takes.starts_on, last)}" for words in clashes(takes.starts_on, event.element.days, booked)
    ]
