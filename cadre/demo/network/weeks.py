"""When the facilitators can work, how far they travel and how often: said by most, so that some said nothing yet."""

from datetime import date, timedelta

from cadre.facilitators.models import Facilitator, Unavailable, UsualDays
from cadre.facilitators.states import Weekday

USUAL = ((1, 2, 3), (0, 1, 2, 3, 4), (2, 3, 4), (1, 3), (0, 2, 4))
KILOMETRES = (40, 60, None, 25, 90, 120)
EVENTS = (8, 6, None, 4, 10)
NEXT_TO = {
    "East Midlands": ["East Midlands", "West Midlands"],
    "Yorkshire and The Humber": ["Yorkshire and the Humber", "East Midlands"],
    "East of England": ["East of England", "East Midlands"],
}


def say(people: list[Facilitator], today: date) -> None:
    """Made in bulk. Every sixth said nothing; a third have days away in the next ten weeks; a fifth are new."""
    weeks: list[UsualDays] = []
    away: list[Unavailable] = []
    for number, person in enumerate(people):
        person.experienced_from = None if number % 5 == 4 else person.joined_on + timedelta(days=400)
        if number % 6 == 5:
            continue
        person.max_km, person.max_events = KILOMETRES[number % 6], EVENTS[number % 5]
        person.regions = NEXT_TO.get(person.region, []) if number % 4 == 0 else []
        weeks += [
            UsualDays(facilitator=person, weekday=day, from_on=person.joined_on)
            for day in Weekday
            if day in USUAL[number % len(USUAL)]
        ]
        if number % 3 == 0:
            first = today + timedelta(days=14 + number % 56)
            away.append(Unavailable(facilitator=person, from_on=first, to_on=first + timedelta(days=number % 5)))
    Facilitator.objects.bulk_update(people, ["max_km", "max_events", "regions", "experienced_from"])
    UsualDays.objects.bulk_create(weeks)
    Unavailable.objects.bulk_create(away)
