"""Draws England's regions anew from coordinates, into the data file that the maps are made of."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cadre.schools.regions import REGIONS, TOWNS
from cadre.schools.rules.hexes import Point, cells_of, outlines

ELSEWHERE = ("", "Not Applicable", "Wales (pseudo)")


class Command(BaseCommand):
    help = "Draw the regions from the coordinates of the register of schools, or of towns where no file is named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("register", nargs="?", help="the public register of schools as a CSV file")
        parser.add_argument("--out", default=str(REGIONS), help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        points = schools(Path(options["register"])) if options["register"] else towns()
        drawn = outlines(cells_of(points))
        Path(options["out"]).write_text(json.dumps(drawn, separators=(",", ":")) + "\n", encoding="utf-8")
        self.stdout.write(f"{len(drawn)} regions, {sum(len(loop) for row in drawn.values() for loop in row)} corners")


def towns() -> Iterator[Point]:
    """Towns to the nearest kilometre or two."""
    with TOWNS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield float(row["easting_km"]) * 1000, float(row["northing_km"]) * 1000, row["region"]


def schools(path: Path) -> Iterator[Point]:
    """Schools of the register with their region and coordinates."""
    with path.open(encoding="cp1252", newline="") as file:
        for row in csv.DictReader(file):
            region, easting, northing = row["GOR (name)"].strip(), row["Easting"].strip(), row["Northing"].strip()
            if region not in ELSEWHERE and easting.isdigit() and northing.isdigit() and int(easting):
                yield float(easting), float(northing), region
