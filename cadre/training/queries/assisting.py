"""Who could help at a session, with what speaks against it on its days; and where somebody helps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from cadre.facilitators.booked import Booked, bookings_of
from cadre.facilitators.models import Facilitator
from cadre.facilitators.queries.availability import free_days
from cadre.lib.dates import long_day
from cadre.people.models import User
from cadre.training.access import own_assisting
from cadre.training.models import Assisting, Session
from cadre.training.states import AssistState, HelperState, PlaceState


@dataclass(frozen=True)
class Available:
    """Somebody who said that they help, and what is against it on the days of a session; nothing is free."""

    facilitator: Facilitator
    against: list[str]

    @property
    def words(self) -> str:
        """`free`, or `away on 8 December 2026; NPQSL-S27-07 Day 1 on …`."""
        return "; ".join(self.against) or "free"


def could_help(session: Session, today: date) -> list[Available]:
    """Whoever said that they help and is not at the session yet, the free ones of its region first. Seven queries."""
    there = session.assistants.filter(state=AssistState.ASSIGNED).values("facilitator")
    trained = session.taken.exclude(state=PlaceState.DECLINED).values("facilitator")
    people = list(
        Facilitator.objects.active_on(today)
        .filter(helper__state=HelperState.ACCEPTED)
        .exclude(pk__in=there)
        .exclude(pk__in=trained)
        .select_related("user")
        .order_by("user__name")
    )
    days = sorted({part.on for part in session.parts.all()})
    found = _against(people, days)
    return sorted(found, key=lambda one: (bool(one.against), one.facilitator.region != session.region))


def clashes_of(helpers: Iterable[Assisting], session: Session) -> dict[int, str]:
    """{facilitator: what speaks against it} of those who help already, without this session itself."""
    parts = list(session.parts.all())
    own = [(f"helping at training, {part.title}", part.on) for part in parts]
    rows = _against([one.facilitator for one in helpers], sorted({part.on for part in parts}), own)
    return {row.facilitator.pk: row.words for row in rows if row.against}


def _against(people: list[Facilitator], days: list[date], own: Sequence[tuple[str, date]] = ()) -> list[Available]:
    if not people or not days:
        return []
    free = free_days(people, days[0], days[-1])
    booked: dict[int, list[Booked]] = {person.pk: [] for person in people}
    for one in bookings_of(list(booked), days[0], days[-1]):
        booked[one.facilitator_id].append(one)
    return [Available(who, _words(days, free[who.pk], _without(booked[who.pk], own))) for who in people]


def _without(booked: list[Booked], own: Sequence[tuple[str, date]]) -> list[Booked]:
    """Without one booking for each of `own`: a second session of the same name on the same day is a clash."""
    left = list(booked)
    for what, on in own:
        same = next((one for one in left if (one.what, one.from_on) == (what, on)), None)
        if same is not None:
            left.remove(same)
    return left


def _words(days: list[date], free: set[date], booked: list[Booked]) -> list[str]:
    found = [f"not free on {long_day(day)}" for day in days if day not in free]
    return found + [f"{one.what} on {long_day(day)}" for one in booked for day in days if one.touches(day, day)]


LOOKS_BACK = timedelta(days=60)


def where_they_help(user: User, today: date) -> QuerySet[Assisting]:
    """Sessions to come and of the last weeks at which the user helps, the soonest first."""
    rows = own_assisting(user).assigned().filter(session__last_on__gte=today - LOOKS_BACK)
    return rows.select_related("session__host").prefetch_related("session__parts").order_by("session__first_on", "pk")
