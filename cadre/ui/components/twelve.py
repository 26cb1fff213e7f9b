"""Twelve squares: the mark, the glyph of a group, and the empty state are one drawing."""

from functools import cache

from django.utils.safestring import SafeString

from cadre.ui.components.svg import el

RING = [(0, 0), (1, 0), (2, 0), (3, 0), (3, 1), (3, 2), (3, 3), (2, 3), (1, 3), (0, 3), (0, 2), (0, 1)]
MIDDLE = [(1, 1), (2, 1), (2, 2), (1, 2)]
CORNER = (3, 0)


@cache
def brand_mark(size: int, *, on_dark: bool = False) -> SafeString:
    """Cadre's mark: the ring with its marigold corner."""
    colour = "f-paper" if on_dark else "f-brand"
    return _drawing(size, [_square(at, "f-accent" if at == CORNER else colour) for at in RING])


def group_glyph(people: int, minimum: int, size: int) -> SafeString:
    """The ring fills clockwise to the minimum; the middle fills with the people beyond it."""
    filled = len(RING) if people >= minimum else people * len(RING) // max(minimum, 1)
    colour = "f-brand" if people >= minimum else "f-caution"
    squares = [_square(at, colour) if number < filled else _outline(at) for number, at in enumerate(RING)]
    beyond = min(max(people - minimum, 0), len(MIDDLE))
    return _drawing(size, squares + [_square(at, "f-mid") for at in MIDDLE[:beyond]])


def state_of(people: int, minimum: int) -> str:
    """`3 short`, `runs`, or `runs, +10`."""
    if people < minimum:
        return f"{minimum - people} short"
    return "runs" if people - minimum <= len(MIDDLE) - 1 else f"runs, +{people - minimum}"


def _square(at: tuple[int, int], colour: str) -> SafeString:
    return el("rect", x=1 + 10 * at[0], y=1 + 10 * at[1], width=8, height=8, rx=1.6, cls=colour)


def _outline(at: tuple[int, int]) -> SafeString:
    return el(
        "rect",
        x=f"{1.75 + 10 * at[0]}",
        y=f"{1.75 + 10 * at[1]}",
        width=6.5,
        height=6.5,
        rx=1.2,
        cls="f-none s-grey",
        stroke_width=1.5,
    )


def _drawing(size: int, squares: list[SafeString]) -> SafeString:
    return el("svg", *squares, width=size, height=size, viewBox="0 0 40 40", aria_hidden="true", focusable="false")
