"""A map of areas: outlines with counts in circles and places as squares. Coordinates are metres, north up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from django.utils.safestring import SafeString

from cadre.ui.components.svg import el, text

METRES = 2_000
EDGE = 4
SQUARE = 8
SMALLEST, LARGEST, LONG = 9, 15, 100
COMPASS = ((0, 1), (1, 0), (0, -1), (-1, 0), (0.7, 0.7), (0.7, -0.7), (-0.7, 0.7), (-0.7, -0.7))
Loop = Sequence[Sequence[float]]
KINDS = {"good": "f-brand s-brand", "warn": "f-paper s-caution", "brand": "f-mid s-brand"}


@dataclass(frozen=True)
class Circle:
    """A count at a place."""

    easting: float
    northing: float
    number: int


@dataclass(frozen=True)
class Square:
    """A place with its state: good is filled, warn is empty, brand is between them."""

    easting: float
    northing: float
    kind: str
    name: str = ""


class AreaMap:
    """`areas`: closed outlines by name; those in `shaded` are tinted."""

    def __init__(
        self,
        areas: Mapping[str, Sequence[Loop]],
        *,
        shaded: Sequence[str] = (),
        squares: Sequence[Square] = (),
        circles: Sequence[Circle] = (),
    ) -> None:
        corners = [corner for loops in areas.values() for loop in loops for corner in loop]
        self.left, self.top = min(x for x, _ in corners), max(y for _, y in corners)
        self.width = (max(x for x, _ in corners) - self.left) / METRES + 2 * EDGE
        self.height = (self.top - min(y for _, y in corners)) / METRES + 2 * EDGE
        self.areas, self.squares, self.circles = areas, squares, circles
        self.shaded = {name.casefold() for name in shaded}

    def at(self, easting: float, northing: float) -> tuple[float, float]:
        return (easting - self.left) / METRES + EDGE, (self.top - northing) / METRES + EDGE

    def drawing(self, words: str) -> SafeString:
        shapes = [self._area(name, loops) for name, loops in self.areas.items()]
        squares = [self._square(one) for one in sorted(self.squares, key=lambda one: one.kind == "warn")]
        circles = [part for one in self.circles for part in self._circle(one)]
        box = f"0 0 {self.width:.0f} {self.height:.0f}"
        return el("svg", *shapes, *squares, *circles, cls="cd-chart cd-map", viewBox=box, role="img", aria_label=words)

    def _area(self, name: str, loops: Sequence[Loop]) -> SafeString:
        path = "".join(
            "M" + " ".join("{:.1f},{:.1f}".format(*self.at(*corner)) for corner in loop) + "Z" for loop in loops
        )
        shade = "f-tint" if name.casefold() in self.shaded else "f-track"
        return el("path", el("title", name), d=path, cls=f"{shade} s-paper", stroke_width=2)

    def _square(self, one: Square) -> SafeString:
        x, y = self.at(one.easting, one.northing)
        return el(
            "rect",
            el("title", one.name),
            x=x - SQUARE / 2,
            y=y - SQUARE / 2,
            width=SQUARE,
            height=SQUARE,
            rx=1.5,
            cls=KINDS[one.kind],
            stroke_width=2,
        )

    def _beside_squares(self, x: float, y: float, apart: float) -> tuple[float, float]:
        """The nearest of a few points around (x, y) that covers no square; the point itself when each covers one."""
        squares = [self.at(square.easting, square.northing) for square in self.squares]
        around = [(0.0, 0.0)] + [(away * dx, away * dy) for away in (12, 20, 28) for dx, dy in COMPASS]
        for dx, dy in around:
            if all(hypot(x + dx - left, y + dy - top) >= apart for left, top in squares):
                return x + dx, y + dy
        return x, y

    def _circle(self, one: Circle) -> tuple[SafeString, SafeString]:
        radius = min(SMALLEST + one.number // 3 + (2 if one.number >= LONG else 0), LARGEST)
        x, y = self._beside_squares(*self.at(one.easting, one.northing), radius + SQUARE)
        circle = el("circle", cx=x, cy=y, r=radius, cls="f-accent s-ink", stroke_width=1.5)
        return circle, text(x, y + 4.5, one.number, anchor="middle", cls="cd-map__n")
