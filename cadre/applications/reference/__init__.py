"""What a new deployment starts with, each with its source: an example of discount bands, the scholarship rule, and what
sponsors undertake.
"""

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from cadre.applications.models import DiscountBand, PreferenceOrder, ScholarshipRule, SponsorRules

FILE = Path(__file__).with_name("rules.yaml")
SPONSOR_FILE = Path(__file__).with_name("sponsor.yaml")


@transaction.atomic
def load(today: date) -> str:
    """Load the file of this folder. Rows that are there already are kept. Safe to repeat."""
    rules = read()
    discount, scholarship = rules["discount"], rules["scholarship"]
    for band in discount["bands"]:
        DiscountBand.objects.get_or_create(
            counted=discount["counted"],
            over=discount["over"],
            people=band["people"],
            from_on=discount["from_on"],
            defaults={"percent": band["percent"], "source": discount["source"]},
        )
    shipped = rules["preferences"]["humber"]
    PreferenceOrder.objects.get_or_create(
        from_on=shipped["from_on"], defaults={name: shipped[name] for name in ("name", "criteria", "source")}
    )
    ScholarshipRule.objects.get_or_create(
        from_on=scholarship["from_on"],
        defaults={name: scholarship[name] for name in ("name", "criteria", "categories_as_at", "source")},
    )
    sponsor = yaml.load(SPONSOR_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    SponsorRules.objects.get_or_create(from_on=sponsor.pop("from_on"), defaults=sponsor)
    bands = f"{len(discount['bands'])} discount bands, marked as an example"
    return f"{bands}, the scholarship rule, an order of preference, and the rules for sponsors"


def read() -> Any:
    """The file of this folder."""
    return yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def preference_presets() -> dict[str, dict[str, Any]]:
    """The published orders of preference by their keys: name, criteria, source."""
    presets: dict[str, dict[str, Any]] = read()["preferences"]
    return presets
