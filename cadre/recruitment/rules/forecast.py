"""How many there will be in the end, with an interval, learned from the provider's own earlier intakes.

The share of its final number that a curve has reached so many days before the deadline is pooled over all earlier
groups, and each qualification's own share is drawn towards it. What was there so far, divided by that share, is the
middle; a group with hardly anybody leans a little on what such groups usually reach. The interval comes from how
wrong the same method was about each earlier intake when it had learned from the others alone.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt

from cadre.recruitment.rules.flow import Flow, together

POOLED = 200
"""People of all qualifications that weigh as much as one qualification's own."""
LEANING = 0.1
"""How much a usual final number counts beside what is there, as a share of one."""
PACE = 0.33
"""How far the pace of one intake departs from another's: the part of an error that grows with what is to come."""
Z = 1.35
"""Spreads on either side that hold 80 %: a little more than of a normal distribution, since its middle is learned."""
WEIGHT = 25
"""Errors that were seen weigh as much as the normal distribution when there are so many of them."""
NEARBY = (-3, 0, 3)
ROUNDING = 0.2
"""How far beyond a limit a whole number still belongs to an interval: half would hold more than eight in ten."""
LEAST_SHARE = 0.05


@dataclass(frozen=True)
class Past:
    """One partner's people in one qualification of an earlier intake; a partner None is people who chose none."""

    intake: Hashable
    qualification: Hashable
    partner: Hashable
    flow: Flow


@dataclass(frozen=True)
class Expected:
    """Of ten such forecasts, eight end between `low` and `high`, both included."""

    low: int
    middle: int
    high: int


class History:
    """Earlier intakes at one level: each partner's group by itself, or each qualification as a whole.

    `without` an intake, what the others alone teach.
    """

    def __init__(self, past: Iterable[Past]) -> None:
        self.past = [one for one in past if one.flow.changes]
        self.intakes: list[Hashable] = list(dict.fromkeys(one.intake for one in self.past))
        self._sums: dict[int, dict[tuple[Hashable, Hashable], tuple[int, int, int]]] = {}
        self._errors: dict[int, list[float]] = {}

    def sums(self, before: int) -> dict[tuple[Hashable, Hashable], tuple[int, int, int]]:
        """By (intake, qualification): how many were there so many days before, how many in the end, and of how many."""
        if before not in self._sums:
            found: dict[tuple[Hashable, Hashable], tuple[int, int, int]] = {}
            for one in self.past:
                reached, final, rows = found.get((one.intake, one.qualification), (0, 0, 0))
                there, ended = max(one.flow.standing(before), 0), max(one.flow.final, 0)
                found[one.intake, one.qualification] = (reached + there, final + ended, rows + 1)
            self._sums[before] = found
        return self._sums[before]

    def share(self, before: int, qualification: Hashable, *, without: Hashable = None) -> float:
        """Which part of the final number was there so many days before; above 1 where people left afterwards."""
        rows = [(course, sums) for (intake, course), sums in self.sums(before).items() if intake != without]
        pooled = _ratio([sums for _, sums in rows], 1.0, 1)
        return max(_ratio([sums for course, sums in rows if course == qualification], pooled, POOLED), LEAST_SHARE)

    def usual(self, qualification: Hashable, *, without: Hashable = None) -> float:
        """The mean final number of the qualification, or of all where it was never offered."""
        rows = [(course, sums) for (intake, course), sums in self.sums(0).items() if intake != without]
        kept = [sums for course, sums in rows if course == qualification] or [sums for _, sums in rows]
        number = sum(rows for *_, rows in kept)
        return sum(final for _, final, _ in kept) / number if number else 0.0

    def middle(self, now: int, before: int, qualification: Hashable, *, without: Hashable = None) -> float:
        share = self.share(before, qualification, without=without)
        whole = (now + LEANING * self.usual(qualification, without=without)) / (share + LEANING)
        return max(now + whole * (1 - share), 0.0)

    def errors(self, before: int) -> list[float]:
        """Errors of the method about each earlier intake, learned from the others, in units of `spread`."""
        found = []
        for one in self.past if len(self.intakes) > 1 else ():
            for day in (max(before + shift, 0) for shift in NEARBY):
                now = max(one.flow.standing(day), 0)
                middle = self.middle(now, day, one.qualification, without=one.intake)
                found.append((one.flow.final - middle) / spread(now, middle))
        return sorted(found)

    def quantiles(self, before: int) -> tuple[float, float]:
        """The 10 % and 90 % points of the errors; the normal ones while few were seen."""
        if before not in self._errors:
            self._errors[before] = self.errors(before)
        seen = self._errors[before]
        part = len(seen) / (len(seen) + WEIGHT * len(NEARBY))
        low, high = (quantile(seen, share) if seen else 0.0 for share in (0.1, 0.9))
        return part * low - (1 - part) * Z, part * high + (1 - part) * Z

    def expect(self, now: int, before: int, qualification: Hashable) -> Expected | None:
        """How `now` people, so many days before the deadline, will end. None where no intake went before."""
        if not self.past:
            return None
        if before < 0:
            return Expected(now, now, now)
        middle = self.middle(now, before, qualification)
        low, high = self.quantiles(before)
        scale = spread(now, middle)
        likely = max(floor(middle + 0.5), 0)
        least = max(ceil(middle + low * scale - ROUNDING), 0)
        most = floor(middle + high * scale + ROUNDING)
        return Expected(min(least, likely), likely, max(most, likely))


def _ratio(rows: Sequence[tuple[int, int, int]], towards: float, weight: float) -> float:
    """What was reached of what there was in the end, drawn `towards` a share by so many people's `weight`."""
    reached, final = sum(row[0] for row in rows), sum(row[1] for row in rows)
    return (reached + towards * weight) / (final + weight)


def spread(now: int, middle: float) -> float:
    """The size of a usual error: chance in what is to come, a little leaving, and the pace of the whole intake."""
    coming = abs(middle - now)
    return sqrt(0.25 + coming + 0.02 * now + (PACE * coming) ** 2)


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` of the ordered values lie, between two of them by the line."""
    at = share * (len(ordered) - 1)
    low = floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def whole_offerings(past: Iterable[Past]) -> list[Past]:
    """The same people, all partners of a qualification and intake together."""
    gathered: dict[tuple[Hashable, Hashable], list[Flow]] = {}
    for one in past:
        gathered.setdefault((one.intake, one.qualification), []).append(one.flow)
    return [Past(intake, course, None, together(flows)) for (intake, course), flows in gathered.items()]
