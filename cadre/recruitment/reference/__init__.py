"""The policy of recruitment that a new deployment starts with, with its source; and the drawing of England's regions.

`towns.csv` holds positions of towns to the nearest kilometre or two; `regions.json` is drawn from it, or from the
register of schools, by `manage.py draw_regions`.
"""

from datetime import date
from pathlib import Path

import yaml

from cadre.recruitment.models import RecruitmentPolicy

FOLDER = Path(__file__).parent
FILE, TOWNS, REGIONS = FOLDER / "policy.yaml", FOLDER / "towns.csv", FOLDER / "regions.json"


def load(today: date) -> str:
    """Load the policy of this folder. A row that is there already is kept. Safe to repeat."""
    row = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    RecruitmentPolicy.objects.get_or_create(from_on=row.pop("from_on"), defaults=row)
    return "the policy of recruitment, marked as a design"
