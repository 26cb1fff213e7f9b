"""The example policy of plans that a new deployment starts with, with its source."""

from datetime import date
from pathlib import Path

import yaml

from cadre.formation.models import FormationPolicy

FILE = Path(__file__).with_name("policy.yaml")


def load(today: date) -> str:
    """Load the file of this folder. Rows that are there already are kept. Safe to repeat."""
    row = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    FormationPolicy.objects.get_or_create(from_on=row.pop("from_on"), defaults=row)
    return "the policy of formation plans, marked as an example"
