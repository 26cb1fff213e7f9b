"""Whether there is a place, who has taken part, and where training is wanted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cadre.delivery.rules import is_present
from cadre.lib.dates import bank_holiday_name, weekday_day
from cadre.lib.errors import Refusal
from cadre.training.states import PlaceState


def seat(booked: int, places: int) -> PlaceState:
    """What somebody gets who says yes while `booked` of `places` are taken."""
    return PlaceState.BOOKED if booked < places else PlaceState.WAITING


def took_part(marks: Sequence[str], parts: int) -> bool:
    """Whether they were present in every part. A part without a mark was not attended."""
    return len(marks) == parts and all(is_present(mark) for mark in marks)


def refuse_days(days: Sequence[date], today: date) -> None:
    """Parts come in their order, on working days to come."""
    for number, day in enumerate(days, 1):
        field = f"on_{number}"
        if day <= today:
            raise Refusal("Choose a day to come.", field=field)
        if holiday := bank_holiday_name(day):
            raise Refusal(f"{weekday_day(day)} is a bank holiday: {holiday}.", field=field)
        if day.weekday() > 4:
            raise Refusal(f"{weekday_day(day)} is no working day.", field=field)
        if number > 1 and day < days[number - 2]:
            raise Refusal("The second part cannot be before the first.", field=field)


def refuse_booking(*, first_day: date, today: date, called_off: bool) -> None:
    if called_off:
        raise Refusal("This session was called off.")
    if today >= first_day:
        raise Refusal("This session has begun, so places can no longer be taken or given up here.")


@dataclass(frozen=True)
class Demand:
    """One region: how many people want training, and how many places are free in sessions to come."""

    region: str
    wanting: int
    places: int

    @property
    def missing(self) -> int:
        return max(self.wanting - self.places, 0)


def demand(wanting: Iterable[str], free: Mapping[str, int], regions: Iterable[str]) -> list[Demand]:
    """By region, where most places are missing first; then by how many want one, then by name."""
    people = list(wanting)
    names = sorted({*regions, *people, *free})
    rows = [Demand(name, people.count(name), free.get(name, 0)) for name in names]
    return sorted(rows, key=lambda row: (-row.missing, -row.wanting, row.region))


def may_be_asked_to_help(led: int, least: int, *, asked: bool) -> bool:
    """Whoever has led as many events as the policy wants, and was not asked before."""
    return led >= least and not asked
