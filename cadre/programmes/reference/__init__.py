"""The provider's published qualifications, their delivery models and the dated rules they share."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from cadre.programmes.actions import publish_qualification
from cadre.programmes.models import DayTimes, GroupSizeRule, IntakePolicy
from cadre.programmes.states import ElementKind, Pathway

FOLDER = Path(__file__).parent


def load(today: date) -> str:
    """Load the files of this folder. Dated rows that are there already are kept. Safe to repeat."""
    shared, models = read("rules.yaml"), read("delivery_models.yaml")
    qualifications = read("qualifications.yaml")
    for position, facts in enumerate(qualifications, 1):
        publish_qualification(
            facts,
            [*models[facts["code"]], *distance_model(models[facts["code"]], models["distance"], facts["code"])],
            position=position,
            from_on=shared["from_on"],
            fee_source=shared["fee_source"],
        )
    GroupSizeRule.objects.get_or_create(from_on=shared["from_on"], pathway="", defaults=shared["group_size"])
    IntakePolicy.objects.get_or_create(from_on=shared["from_on"], defaults=shared["intakes"])
    for pathway, times in ((Pathway.IN_PERSON, "day_times"), (Pathway.DISTANCE, "online_event_times")):
        DayTimes.objects.get_or_create(from_on=shared["from_on"], pathway=pathway, defaults=shared[times])
    return f"{len(qualifications)} qualifications"


def distance_model(in_person: list[dict[str, Any]], distance: dict[str, Any], code: str) -> list[dict[str, Any]]:
    """A qualification's elements at a distance: its own online events, and everything else as in person."""
    alike = [element for element in in_person if element["kind"] != ElementKind.FACE_TO_FACE]
    told = {"pathway": Pathway.DISTANCE, "source": distance["source"]}
    return [element | told for element in [*alike, *distance["models"][code]]]


def read(name: str) -> Any:
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
