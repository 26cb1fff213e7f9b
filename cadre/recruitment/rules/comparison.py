"""Forecasts beside the naive ones, on intakes that they have not seen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from cadre.recruitment.rules import simulation
from cadre.recruitment.rules.forecast import History, Past, whole_offerings

AHEAD = (28, 14, 7, 3)
EARLIER = 4
OURS = "forecast"


@dataclass
class Score:
    """`errors`: how far each guess was off, by method. `held` of `number` intervals held the truth."""

    errors: dict[str, list[float]] = field(default_factory=dict)
    held: int = 0
    number: int = 0
    widths: int = 0

    def error(self, method: str) -> float:
        """The mean absolute error in people."""
        return sum(self.errors[method]) / len(self.errors[method])

    @property
    def coverage(self) -> float:
        return self.held / self.number

    @property
    def width(self) -> float:
        return self.widths / self.number


def no_more(one: Past, before: int, _earlier: list[Past]) -> float:
    return one.flow.standing(before)


def last_intake(one: Past, before: int, earlier: list[Past]) -> float:
    same = [row for row in earlier if (row.qualification, row.partner) == (one.qualification, one.partner)]
    return same[-1].flow.final if same else one.flow.standing(before)


def straight_line(one: Past, before: int, _earlier: list[Past]) -> float:
    return one.flow.standing(before) * simulation.DAYS / max(simulation.DAYS - before, 1)


NAIVE: dict[str, Callable[[Past, int, list[Past]], float]] = {
    "no more will come": no_more,
    "last intake’s number": last_intake,
    "a straight line": straight_line,
}


def compare(seeds: Iterable[int], *, ahead: Iterable[int] = AHEAD) -> dict[str, Score]:
    """The scores for groups and for whole qualifications: learned from four intakes, measured on the fifth."""
    days, found = tuple(ahead), {"groups": Score(), "qualifications": Score()}
    for seed in seeds:
        made = simulation.intakes(seed, number=EARLIER + 1)
        for level, rows in (("groups", made), ("qualifications", whole_offerings(made))):
            _measure(found[level], rows, days)
    return found


def _measure(score: Score, rows: list[Past], days: tuple[int, ...]) -> None:
    earlier = [row for row in rows if row.intake != EARLIER + 1]
    history = History(earlier)
    for one in (row for row in rows if row.intake == EARLIER + 1):
        for before in days:
            said, truth = history.expect(one.flow.standing(before), before, one.qualification), one.flow.final
            if said is None:
                continue
            score.number += 1
            score.held += said.low <= truth <= said.high
            score.widths += said.high - said.low
            guesses = {name: guess(one, before, earlier) for name, guess in NAIVE.items()} | {OURS: said.middle}
            for name, guess in guesses.items():
                score.errors.setdefault(name, []).append(abs(guess - truth))
