"""The drawing of England's regions is made from points alone, and every region is whole."""

import csv
import json
from collections import Counter

import pytest
from django.core.management import call_command

from cadre.schools.management.commands.draw_regions import towns
from cadre.schools.regions import REGIONS, regions
from cadre.schools.rules.hexes import WIDTH, cells_of, centre, neighbours, outlines
from cadre.ui.components.areas import AreaMap, Circle, Square

NAMES = {
    *("East Midlands", "East of England", "London", "North East", "North West", "South East", "South West"),
    *("West Midlands", "Yorkshire and the Humber"),
}


def test_the_drawing_is_the_one_the_command_makes(tmp_path):
    made = tmp_path / "regions.json"
    call_command("draw_regions", out=str(made), verbosity=0)
    assert made.read_text() == REGIONS.read_text()
    assert set(json.loads(made.read_text())) == NAMES == set(regions())


def test_schools_of_the_register_draw_their_regions(tmp_path):
    register, made = tmp_path / "register.csv", tmp_path / "drawn.json"
    with register.open("w", encoding="cp1252", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["URN", "GOR (name)", "Easting", "Northing"])
        rows.writerow(["1", "London", "530000", "180000"])
        rows.writerow(["2", "Wales (pseudo)", "300000", "200000"])
        rows.writerow(["3", "London", "", ""])
        rows.writerow(["4", "South West", "290000", "90000"])
    call_command("draw_regions", str(register), out=str(made), verbosity=0)
    assert set(json.loads(made.read_text())) == {"London", "South West"}


def test_a_town_lies_in_its_own_region_s_outline():
    """Ray casting, which knows nothing of hexagons."""
    drawn, wrong = regions(), Counter()
    for easting, northing, region in towns():
        wrong[region] += not any(inside(easting, northing, loop) for loop in drawn[region])
    assert wrong.total() <= 40, wrong  # those at a border share a hexagon with the other side


def inside(x: float, y: float, loop) -> bool:
    found = False
    for (ax, ay), (bx, by) in zip(loop, loop[1:] + loop[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            found = not found
    return found


def test_neighbours_are_one_width_away():
    for cell in ((3, 4), (3, 5), (-2, 0)):
        x, y = centre(cell)
        for other in neighbours(cell):
            there = centre(other)
            assert ((there[0] - x) ** 2 + (there[1] - y) ** 2) ** 0.5 == pytest.approx(WIDTH)


def test_two_hexagons_of_one_region_have_one_outline_and_of_two_have_two():
    same = outlines({(0, 0): "a", (1, 0): "a"})
    assert [len(loop) for loop in same["a"]] == [10]
    other = outlines({(0, 0): "a", (1, 0): "b"})
    assert {name: [len(loop) for loop in loops] for name, loops in other.items()} == {"a": [6], "b": [6]}


def test_a_hole_is_an_outline_of_its_own():
    ring = dict.fromkeys(neighbours((5, 5)), "a")
    assert sorted(len(loop) for loop in outlines(ring)["a"]) == [6, 18]
    assert cells_of([]) == {}


def test_a_circle_covers_no_square_and_everything_is_named():
    area = {"Here & there": [[(0, 0), (100_000, 0), (100_000, 100_000), (0, 100_000)]]}
    drawn = AreaMap(
        area,
        shaded=["here & THERE"],
        squares=[Square(50_000, 50_000, "warn", "<Peak>: 3 short")],
        circles=[Circle(50_000, 50_000, 12)],
    )
    picture = drawn.drawing("12 people")
    assert 'class="f-tint s-paper"' in picture
    assert "Here &amp; there" in picture
    assert "&lt;Peak&gt;: 3 short" in picture
    assert 'cx="29" cy="29"' not in picture
    assert ">12</text>" in picture
