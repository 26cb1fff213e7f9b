"""Days on which facilitators can work: of many at once, and somebody's month with what is booked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from cadre.facilitators.booked import Booked, bookings_of
from cadre.facilitators.models import Facilitator, Unavailable, UsualDays
from cadre.facilitators.rules.availability import Away, DayState, Usual, free_among, state_of
from cadre.facilitators.states import Weekday
from cadre.lib.dates import add_months, bank_holiday_name, days, working_days


def free_days(facilitators: Iterable[Facilitator], from_on: date, to_on: date) -> dict[int, set[date]]:
    """{facilitator's key: the working days from `from_on` to `to_on`, both included, on which they can work}.

    A day counts when it suits what they said: their usual weekdays (any, where they said none) and no day away; and
    when they are a facilitator on it. What they are booked for is not known here and is not taken off. Bank holidays
    and weekends are left out. Two queries, and one more when `facilitators` is not evaluated yet.
    """
    people = list(facilitators)
    keys = [person.pk for person in people]
    usual: dict[int, list[Usual]] = defaultdict(list)
    away: dict[int, list[Away]] = defaultdict(list)
    said = UsualDays.objects.filter(Q(to_on=None) | Q(to_on__gt=from_on), facilitator__in=keys, from_on__lte=to_on)
    for row in said:
        usual[row.facilitator_id].append(row.rule)
    for gone in Unavailable.objects.filter(facilitator__in=keys, from_on__lte=to_on, to_on__gte=from_on):
        away[gone.facilitator_id].append(gone.rule)
    worked = working_days(from_on, to_on)
    return {
        person.pk: free_among((day for day in worked if person.is_active_on(day)), usual[person.pk], away[person.pk])
        for person in people
    }


@dataclass(frozen=True)
class Day:
    """One working day of a month: what it is, and what is booked on it."""

    day: date
    state: DayState
    booked: str = ""

    @property
    def words(self) -> str:
        return bank_holiday_name(self.day) or "bank holiday" if self.state == DayState.HOLIDAY else self.state.label

    @property
    def is_offered(self) -> bool:
        """Whether it may be marked away."""
        return self.state in (DayState.FREE, DayState.UNUSUAL, DayState.BOOKED)


@dataclass(frozen=True)
class Month:
    """The working days of one month, in weeks from Monday to Friday; None stands for a day of another month."""

    first: date
    weeks: list[list[Day | None]]

    @property
    def name(self) -> str:
        return f"{self.first:%B %Y}"

    @property
    def before(self) -> str:
        return f"{add_months(self.first, -1):%Y-%m}"

    @property
    def after(self) -> str:
        return f"{add_months(self.first, 1):%Y-%m}"


def month_of(facilitator: Facilitator, first: date, *, today: date) -> Month:
    """Somebody's month, from its first day. Two queries, and those of what is booked."""
    last = add_months(first, 1) - timedelta(days=1)
    usual = [row.rule for row in facilitator.usual_days.all()]
    away = [row.rule for row in facilitator.days_away.filter(from_on__lte=last, to_on__gte=first)]
    booked = bookings_of([facilitator.pk], first, last)
    weeks: list[list[Day | None]] = []
    for day in days(first, last):
        if day.weekday() > Weekday.FRIDAY:
            continue
        if not weeks or day.weekday() == Weekday.MONDAY:
            weeks.append([None] * len(Weekday))
        here = [one.what for one in booked if one.touches(day, day)]
        state = state_of(day, booked=bool(here), usual=usual, away=away, today=today)
        weeks[-1][day.weekday()] = Day(day, state, ", ".join(here))
    return Month(first, weeks)


def away_from(facilitator: Facilitator, today: date) -> QuerySet[Unavailable]:
    """Days away that are not over, the soonest first."""
    return facilitator.days_away.filter(to_on__gte=today).select_related("facilitator__user")


@dataclass(frozen=True)
class Clash:
    """Somebody away on days they are booked."""

    away: Unavailable
    booked: list[Booked]


def clashes(facilitators: QuerySet[Facilitator], today: date) -> list[Clash]:
    """Everybody among `facilitators` who is away on booked days to come. One query, and those of what is booked."""
    rows = list(
        Unavailable.objects.filter(facilitator__in=facilitators, to_on__gte=today).select_related("facilitator__user")
    )
    if not rows:
        return []
    booked = bookings_of({row.facilitator_id for row in rows}, today, max(row.to_on for row in rows))
    found = [
        Clash(
            row,
            [
                one
                for one in booked
                if one.facilitator_id == row.facilitator_id and one.touches(max(row.from_on, today), row.to_on)
            ],
        )
        for row in rows
    ]
    return [clash for clash in found if clash.booked]
