"""People recruited day by day to a deadline, beside an earlier intake on the same day before its own."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

from django.utils.safestring import SafeString

from cadre.ui.components.svg import el, text

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 420, 232, 34, 414, 22, 204
MOST_POINTS = 14
LETTER, ENOUGH = 7.5, 18
Points = list[tuple[date, int]]


@dataclass
class Recruitment:
    """`points` are cumulative totals by date. `earlier` are an older intake's; its deadline was `earlier_deadline`.

    `expected` is (low, middle, high) at the deadline.
    """

    points: Points
    deadline: date
    earlier: Points = field(default_factory=list)
    earlier_deadline: date | None = None
    earlier_label: str = "last time"
    minimum: int | None = None
    target: int | None = None
    expected: tuple[int, int, int] | None = None

    def __post_init__(self) -> None:
        self.points = _thinned(sorted(self.points))
        shift = self.deadline - (self.earlier_deadline or self.deadline)
        aligned = sorted((day + shift, total) for day, total in self.earlier)
        self.earlier = _thinned([point for point in aligned if point[0] <= self.deadline])

    def rows(self) -> list[tuple[date, int | None, int | None]]:
        """The table beneath: (date, total, the earlier intake's total on that day), at every drawn point."""
        days = sorted({day for day, _ in self.points + self.earlier})
        today = self.points[-1][0] if self.points else None
        return [
            (day, _at(self.points, day) if today and day <= today else None, _at(self.earlier, day)) for day in days
        ]

    def words(self) -> str:
        said = f"People by day to the deadline: {self.points[-1][1] if self.points else 0} now"
        if self.expected:
            said += f", {self.expected[1]} expected, between {self.expected[0]} and {self.expected[2]}"
        return said

    @property
    def first(self) -> date:
        return min(day for day, _ in [*self.points, *self.earlier, (self.deadline - timedelta(days=7), 0)])

    @property
    def top(self) -> int:
        """The highest value of the axis, a multiple of its step."""
        most = max(
            [total for _, total in self.points + self.earlier]
            + [self.minimum or 0, self.target or 0, (self.expected or (0,) * 3)[2], 4]
        )
        return ceil(most / self.step_for(most)) * self.step_for(most)

    @staticmethod
    def step_for(most: int) -> int:
        """A round distance between grid lines that gives at most five of them."""
        return next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 20000, 10**9) if most / step <= 5)

    def x(self, day: date) -> float:
        return LEFT + (RIGHT - LEFT) * (day - self.first).days / max((self.deadline - self.first).days, 1)

    def y(self, total: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * total / self.top

    def drawing(self) -> SafeString:
        parts = [*self._grid(), *self._levels(), *self._expectation()]
        if self.earlier:
            parts.append(el("polyline", points=self._path(self.earlier), cls="f-none s-grey", stroke_width=2))
            parts.append(self._earlier_label())
        if self.points:
            parts += [
                el(
                    "polyline",
                    points=self._path(self.points),
                    cls="f-none s-brand",
                    stroke_width=3.5,
                    stroke_linejoin="round",
                ),
                *self._now(),
            ]
        return el(
            "svg",
            *parts,
            cls="cd-chart cd-chart--l",
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
            role="img",
            aria_label=self.words(),
        )

    def _path(self, points: Points) -> str:
        return " ".join(f"{self.x(day):.1f},{self.y(total):.1f}" for day, total in points)

    def _grid(self):
        for value in range(0, self.top + 1, self.step_for(self.top)):
            yield el("line", x1=LEFT, x2=RIGHT, y1=self.y(value), y2=self.y(value), cls="s-line")
            yield text(LEFT - 8, self.y(value) + 4, value, anchor="end")
        length = (self.deadline - self.first).days
        for part in range(4 if length >= 21 else 2):
            last = 3 if length >= 21 else 1
            day = self.first + timedelta(days=length * part // last)
            yield text(
                self.x(day),
                HEIGHT - 8,
                f"{day.day} {day:%b}",
                anchor="end" if part == last else "middle" if part else "",
            )

    def _levels(self):
        for level, name in ((self.minimum, "minimum"), (self.target, "target")):
            if level:
                yield el(
                    "line", x1=LEFT, x2=RIGHT, y1=self.y(level), y2=self.y(level), cls="s-ink", stroke_dasharray="2 3"
                )
                yield text(LEFT + 4, self.y(level) - 5, f"{name} {level}")

    def _expectation(self):
        if not (self.expected and self.points):
            return
        (day, now), (low, middle, high) = self.points[-1], self.expected
        start = f"{self.x(day):.1f},{self.y(now):.1f}"
        corners = f"{start} {RIGHT},{self.y(high):.1f} {RIGHT},{self.y(low):.1f}"
        yield el("polygon", points=corners, cls="f-tint")
        yield el(
            "polyline",
            points=f"{start} {RIGHT},{self.y(middle):.1f}",
            cls="f-none s-brand",
            stroke_width=2.5,
            stroke_dasharray="5 4",
        )
        yield text(RIGHT, max(self.y(high) - 8, 12), f"{middle} expected", anchor="end", cls="lab")

    def _now(self):
        day, total = self.points[-1]
        x, y = self.x(day), self.y(total)
        yield el("line", x1=x, x2=x, y1=y, y2=BOTTOM, cls="s-ink")
        yield el("circle", cx=x, cy=y, r=5, cls="f-brand s-paper", stroke_width=2)
        left = x < LEFT + 90
        yield text(x + 10 if left else x - 10, max(y - 8, 14), f"{total} now", anchor="" if left else "end", cls="lab")

    def _earlier_label(self) -> SafeString:
        """Beneath or above its line, where both lines leave it the most room; left of the line that marks today."""
        width = LETTER * len(self.earlier_label)
        end = self.x(self.points[-1][0]) - 8 if self.points else RIGHT
        at = [(self.x(day), self.y(total)) for day, total in self.earlier]
        spots = [spot for x, y in at for spot in ((x - 8 - width, y - 8), (x + 8, y + 20))]
        fitting = [(x, y) for x, y in spots if x >= LEFT and x + width <= end and TOP <= y <= BOTTOM - 6]
        left, y = max(
            fitting, key=lambda spot: self._room(spot[0], spot[1], width), default=(RIGHT - width, at[-1][1] + 20)
        )
        return text(left, min(y, BOTTOM - 6), self.earlier_label)

    def _room(self, left: float, y: float, width: float) -> float:
        """How far the lines stay from words at a spot; beyond ENOUGH it makes no difference."""
        middle = y - 5
        passed = [
            abs(height - middle)
            for points in (self.points, self.earlier)
            for part in range(9)
            if (height := self._height(points, left + width * part / 8)) is not None
        ]
        return min([*passed, ENOUGH])

    def _height(self, points: Points, x: float) -> float | None:
        """Where a line passes at `x`; None where it does not."""
        at = [(self.x(day), self.y(total)) for day, total in points]
        for (x1, y1), (x2, y2) in pairwise(at):
            if x1 <= x <= x2:
                return y1 + (y2 - y1) * (x - x1) / (x2 - x1 or 1)
        return None


def _thinned(points: Points) -> Points:
    """At most MOST_POINTS of them, evenly, the last always kept."""
    if len(points) <= MOST_POINTS:
        return points
    step = ceil((len(points) - 1) / (MOST_POINTS - 1))
    return points[:-1:step] + points[-1:]


def _at(points: Points, day: date) -> int | None:
    """The total on `day`: that of the last point not after it."""
    number = bisect_right(points, (day, 10**12))
    return points[number - 1][1] if number else None
