"""Weekdays, and what can happen to a facilitator."""

from enum import IntEnum

from cadre.lib.happenings import happening


class Weekday(IntEnum):
    """The days of a school week, as Python counts them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4

    @property
    def label(self) -> str:
        return self.name.capitalize()

    @classmethod
    def choices(cls) -> list[tuple[int, str]]:
        return [(day.value, day.label) for day in cls]


FACILITATOR_ADDED = happening("facilitators.facilitator_added", "{subject} joined as a facilitator", major=True)
ACCREDITED = happening("facilitators.accredited", "{subject} was accredited for {qualification}")
AVAILABILITY_KEPT = happening("facilitators.availability_kept", "{by} set when {subject} can work: {said}")
MARKED_AWAY = happening("facilitators.marked_away", "{by} marked {subject} away, {days}")
AWAY_TAKEN_BACK = happening("facilitators.away_taken_back", "{by} took back that {subject} is away, {days}")
AWAY_THOUGH_BOOKED = happening(
    "facilitators.away_though_booked", "{subject} is marked away, {days}, and is booked: {booked}", major=True
)
