"""The dated rules that a new deployment starts with, each with its source; examples are marked as examples."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from cadre.applications.models import (
    DeferralRule,
    DiscountBand,
    PayerRule,
    PreferenceOrder,
    Reason,
    ReopeningRule,
    ScholarshipRule,
    SponsorRules,
)
from cadre.applications.states import ReasonKind

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
    for model, name in ((DeferralRule, "deferral"), (ReopeningRule, "reopening"), (PayerRule, "payer")):
        row = dict(rules[name])
        model.objects.get_or_create(from_on=row.pop("from_on"), defaults=row)
    _load_reasons(rules["reasons"])
    bands = f"{len(discount['bands'])} discount bands, marked as an example"
    return f"{bands}, the scholarship rule, an order of preference, the rules for sponsors, deferral and reasons"


def read() -> Any:
    """The file of this folder."""
    return yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def preference_presets() -> dict[str, dict[str, Any]]:
    """The published orders of preference by their keys: name, criteria, source."""
    presets: dict[str, dict[str, Any]] = read()["preferences"]
    return presets


def _load_reasons(reasons: Mapping[str, Any]) -> None:
    """A code that is there already is kept, whatever its words are now."""
    known = set(Reason.objects.values_list("kind", "code"))
    Reason.objects.bulk_create(
        Reason(
            kind=kind,
            code=row["code"],
            label=row["label"],
            words=row.get("words", ""),
            position=position,
            from_on=reasons["from_on"],
            source=reasons[kind]["source"],
        )
        for kind in ReasonKind.values()
        for position, row in enumerate(reasons[kind]["rows"])
        if (kind, row["code"]) not in known
    )
