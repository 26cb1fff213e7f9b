"""The example policies of associate applications and accreditations, and the reasons, with their source."""

from datetime import date
from pathlib import Path

import yaml

from cadre.facilitators.models import AccreditationPolicy, AssociatePolicy, AssociateReason

FOLDER = Path(__file__).parent


def _read(name: str) -> dict:
    read: dict = yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return read


def load(today: date) -> str:
    """Load the files of this folder. A row that is there already is kept. Safe to repeat."""
    term = _read("accreditation.yaml")
    AccreditationPolicy.objects.get_or_create(from_on=term.pop("from_on"), defaults=term)
    rows = _read("associates.yaml")
    AssociatePolicy.objects.get_or_create(from_on=rows["policy"].pop("from_on"), defaults=rows["policy"])
    for position, row in enumerate(rows["reasons"]):
        key = {"kind": row.pop("kind"), "code": row.pop("code"), "from_on": rows["reasons_from"]}
        words = row | {"position": position, "source": rows["source"]}
        if not AssociateReason.objects.filter(kind=key["kind"], code=key["code"]).exists():
            AssociateReason.objects.create(**key, **words)
    return "the policies and reasons of associate applications and accreditations, marked as examples"
