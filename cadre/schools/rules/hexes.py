"""Our own drawing of England's regions: hexagons over points with a known region, merged to one outline each.

Points are (easting, northing, region) in metres on the National Grid: schools of the register, or towns.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import floor, hypot, sqrt

type_of_cell = tuple[int, int]
Point = tuple[float, float, str]
Corner = tuple[float, float]

WIDTH = 13_000.0
"""Metres from one flat side of a hexagon to the other."""
REACH = 13_500.0
"""A hexagon belongs to the region of the nearest point, when one lies so near its middle."""
STEP = WIDTH * sqrt(3) / 2
NEIGHBOURS = 6
MOST_OPEN = 3


def centre(cell: type_of_cell) -> Corner:
    """The middle of a hexagon (column, row); odd rows are shifted by half a width."""
    column, row = cell
    return (column + (row % 2) / 2) * WIDTH, row * STEP


def neighbours(cell: type_of_cell) -> list[type_of_cell]:
    column, row = cell
    shift = row % 2
    sides = [(column - 1, row), (column + 1, row)]
    return sides + [(column + shift - 1 + side, row + up) for up in (-1, 1) for side in (0, 1)]


def cells_of(points: Iterable[Point]) -> dict[type_of_cell, str]:
    """The region of each hexagon near a point, with small holes and bays filled from what is around them."""
    near = list(points)
    around: dict[type_of_cell, list[Point]] = {}
    for point in near:
        row = floor(point[1] / STEP)
        column = floor(point[0] / WIDTH)
        for up in range(row - 2, row + 4):
            for side in range(column - 3, column + 4):
                around.setdefault((side, up), []).append(point)
    found: dict[type_of_cell, str] = {}
    for cell, candidates in around.items():
        x, y = centre(cell)
        nearest = min(candidates, key=lambda point: hypot(point[0] - x, point[1] - y))
        if hypot(nearest[0] - x, nearest[1] - y) <= REACH:
            found[cell] = nearest[2]
    return _filled(found)


def _filled(cells: Mapping[type_of_cell, str]) -> dict[type_of_cell, str]:
    found = dict(cells)
    for _ in range(2):
        edge = {one for cell in found for one in neighbours(cell) if one not in found}
        for cell in sorted(edge):
            beside = Counter(found[one] for one in neighbours(cell) if one in found)
            if beside.total() >= NEIGHBOURS - MOST_OPEN + 1:
                found[cell] = beside.most_common(1)[0][0]
    return found


def outlines(cells: Mapping[type_of_cell, str]) -> dict[str, list[list[Corner]]]:
    """The closed outlines of each region, in metres, whole ones."""
    edges: dict[str, dict[Corner, list[Corner]]] = {}
    for cell, region in sorted(cells.items()):
        corners = _corners(cell)
        for start, end, beside in zip(corners, corners[1:] + corners[:1], _sides(cell), strict=True):
            if cells.get(beside) != region:
                edges.setdefault(region, {}).setdefault(start, []).append(end)
    return {region: _loops(starts) for region, starts in sorted(edges.items())}


def _corners(cell: type_of_cell) -> list[Corner]:
    """Clockwise from the top, as seen on a map with north up."""
    x, y = centre(cell)
    half, long, short = WIDTH / 2, WIDTH / sqrt(3), WIDTH / sqrt(3) / 2
    around = [(0, long), (half, short), (half, -short), (0, -long), (-half, -short), (-half, short)]
    return [(round(x + right), round(y + up)) for right, up in around]


def _sides(cell: type_of_cell) -> list[type_of_cell]:
    """The neighbour across each side, the side from the top corner first."""
    column, row = cell
    shift = row % 2
    return [
        (column + shift, row + 1),
        (column + 1, row),
        (column + shift, row - 1),
        (column + shift - 1, row - 1),
        (column - 1, row),
        (column + shift - 1, row + 1),
    ]


def _loops(starts: dict[Corner, list[Corner]]) -> list[list[Corner]]:
    found = []
    while starts:
        first = min(starts)
        loop, at = [], first
        while True:
            loop.append(at)
            ends = starts[at]
            following = ends.pop()
            if not ends:
                del starts[at]
            if following == first:
                break
            at = following
        found.append(loop)
    return found
