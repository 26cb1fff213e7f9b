"""The example policy of staffing that a new deployment starts with, with its source."""

from datetime import date
from pathlib import Path

import yaml

from cadre.staffing.models import StaffingPolicy

FILE = Path(__file__).with_name("policy.yaml")


def load(today: date) -> str:
    """Load the file of this folder. A row that is there already is kept. Safe to repeat."""
    row = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    StaffingPolicy.objects.get_or_create(from_on=row.pop("from_on"), defaults=row)
    return "the policy of staffing, marked as an example"
