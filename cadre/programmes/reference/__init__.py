"""The provider's published qualifications, their delivery models and the dated rules they share."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from cadre.programmes.actions import publish_qualification
from cadre.programmes.models import DayTimes, GroupSizeRule

FOLDER = Path(__file__).parent


def load(today: date) -> str:
    """Load the files of this folder. Dated rows that are there already are kept. Safe to repeat."""
    shared, models = read("rules.yaml"), read("delivery_models.yaml")
    qualifications = read("qualifications.yaml")
    for position, facts in enumerate(qualifications, 1):
        publish_qualification(
            facts,
            models[facts["code"]],
            position=position,
            fee_from_on=shared["from_on"],
            fee_source=shared["fee_source"],
        )
    GroupSizeRule.objects.get_or_create(from_on=shared["from_on"], defaults=shared["group_size"])
    DayTimes.objects.get_or_create(from_on=shared["from_on"], defaults=shared["day_times"])
    return f"{len(qualifications)} qualifications"


def read(name: str) -> Any:
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
