"""England's districts, and those known to be category 5 or 6 or in an opportunity area."""

import csv
from datetime import date
from pathlib import Path

from cadre.schools.actions import publish_categories, publish_districts

FOLDER = Path(__file__).parent


def load(today: date) -> str:
    """Load the files of this folder. Safe to repeat.

    The list is the Department's of March 2016 as far as public pages repeat it: 43 of about 120 districts. It is not
    complete, so a district that is missing from it is not confirmed.
    """
    districts = publish_districts(read("districts.csv"))
    publish_categories(
        read("categories.csv"),
        name="Achieving Excellence Areas, March 2016, and opportunity areas",
        from_on=date(2017, 9, 1),
        districts_as_at=date(2016, 3, 31),
        is_complete=False,
        source="Department for Education, Defining achieving excellence areas (March 2016), as repeated by public "
        "pages; each district names its own. The Department’s file itself was not read.",
    )
    return f"{districts} districts"


def read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
