"""When somebody can work: their weeks, how far and how often, and days away."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cadre.facilitators import emails
from cadre.facilitators.booked import Booked, bookings_of
from cadre.facilitators.models import Facilitator, Unavailable, UsualDays
from cadre.facilitators.rules.availability import refuse_away
from cadre.facilitators.states import (
    AVAILABILITY_KEPT,
    AWAY_TAKEN_BACK,
    AWAY_THOUGH_BOOKED,
    MARKED_AWAY,
    Weekday,
)
from cadre.journal import actions as journal
from cadre.journal import locking
from cadre.lib.dates import span
from cadre.lib.seen import refuse_changed
from cadre.messages.actions import post_all
from cadre.people.access import officers_on
from cadre.people.models import User


def held(facilitator: Facilitator) -> Facilitator:
    """The facilitator as they are, their row held."""
    return locking.held(Facilitator.objects.select_related("user"), facilitator.pk)


def weeks_as_typed(person: Facilitator) -> dict[str, object]:
    """What they said last, as the fields of a form. One query, unless their usual days are read already."""
    days = sorted(str(row.weekday) for row in person.usual_days.all() if row.to_on is None)
    known = {"max_km": person.max_km, "max_events": person.max_events, "regions": person.regions}
    return {"weekdays": days, **known}


@transaction.atomic
def keep_availability(
    facilitator: Facilitator,
    *,
    weekdays: Collection[int],
    max_km: int | None,
    max_events: int | None,
    regions: list[str],
    by: journal.Actor,
    today: date,
    seen: str = "",
) -> None:
    """From `today` these weekdays usually suit them (none: any may), and this is how far and how often they work.

    What they said before keeps its days. The same said twice is said once. Raises Conflict when what they had said is
    not as it was seen.
    """
    person = held(facilitator)
    refuse_changed(weeks_as_typed(person), seen)
    open_rows = {row.weekday: row for row in UsualDays.objects.filter(facilitator=person, to_on=None)}
    wanted = set(weekdays)
    before = (set(open_rows), person.max_km, person.max_events, person.regions)
    if before == (wanted, max_km, max_events, regions):
        return
    for weekday in set(open_rows) - wanted:
        _end(open_rows[weekday], today)
    UsualDays.objects.bulk_create(
        UsualDays(facilitator=person, weekday=day, from_on=today) for day in sorted(wanted - set(open_rows))
    )
    person.max_km, person.max_events, person.regions = max_km, max_events, regions
    person.save(update_fields=["max_km", "max_events", "regions"])
    journal.record(AVAILABILITY_KEPT, person, by=by, said=_said(wanted, max_km, max_events))


def _end(row: UsualDays, today: date) -> None:
    if row.from_on >= today:
        row.delete()
    else:
        row.to_on = today
        row.save(update_fields=["to_on"])


def _said(weekdays: set[int], max_km: int | None, max_events: int | None) -> str:
    days = ", ".join(Weekday(day).label for day in sorted(weekdays)) or "any day"
    far = f"up to {max_km} km" if max_km is not None else "any distance"
    often = f"up to {max_events} events a season" if max_events is not None else "any number of events"
    return f"{days}; {far}; {often}"


@dataclass(frozen=True)
class Marked:
    """The days away, and what was booked on them already: it stays booked until somebody else is found."""

    row: Unavailable
    booked: list[Booked]


@transaction.atomic
def mark_away(
    facilitator: Facilitator, *, from_on: date, to_on: date, note: str, by: journal.Actor, now: datetime, today: date
) -> Marked:
    """They cannot work on these days. What is booked already is kept, and the office is told of it by mail.

    The same days twice are one. Raises Refusal for days that make no sense.
    """
    refuse_away(from_on, to_on, today)
    person = held(facilitator)
    row, new = Unavailable.objects.get_or_create(
        facilitator=person,
        from_on=from_on,
        to_on=to_on,
        defaults={"note": note, "marked_at": now, "marked_by": by if isinstance(by, User) else None},
    )
    booked = bookings_of([person.pk], max(from_on, today), to_on)
    if new:
        journal.record(MARKED_AWAY, person, by=by, days=span(from_on, to_on))
    if new and booked:
        what = "; ".join(f"{one.what} on {span(one.from_on, one.to_on)}" for one in booked)
        journal.record(AWAY_THOUGH_BOOKED, person, by=by, days=span(from_on, to_on), booked=what)
        mails = [emails.away_though_booked(row, booked, to=officer) for officer in officers_on(today)]
        post_all(mails, now=now)
    return Marked(row, booked)


@transaction.atomic
def take_back_away(row: Unavailable, *, by: journal.Actor) -> None:
    """They can work on these days after all. Twice is once."""
    person = held(row.facilitator)
    if Unavailable.objects.filter(pk=row.pk).delete()[0]:
        journal.record(AWAY_TAKEN_BACK, person, by=by, days=span(row.from_on, row.to_on))
