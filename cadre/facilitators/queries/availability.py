"""Days on which facilitators can work, many people and many days at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from cadre.facilitators.models import Facilitator, Unavailable, UsualDays
from cadre.facilitators.rules.availability import Away, Usual, free_among
from cadre.lib.dates import working_days


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
    days = working_days(from_on, to_on)
    return {
        person.pk: free_among((day for day in days if person.is_active_on(day)), usual[person.pk], away[person.pk])
        for person in people
    }
