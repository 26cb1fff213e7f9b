"""The provider itself, named as the settings name it, and the hosting checklist to start with."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils.text import slugify

from cadre.partners.actions import provider_itself
from cadre.partners.models import HostingItem, PayeePolicy
from cadre.partners.reference.memoranda import load_memoranda

FOLDER = Path(__file__).parent


def load(today: date) -> str:
    """Make or update the provider's own row; items of the checklist that are there are kept. Safe to repeat."""
    row = provider_itself()
    row.name, row.address = settings.PROVIDER["name"], settings.PROVIDER["address"]
    row.save(update_fields=["name", "address"])
    held = _read("hosting.yaml")
    about = {"from_on": held["from_on"], "source": held["source"]}
    for position, (kind, words) in enumerate(held["items"], 1):
        defaults = {"kind": kind, "words": words, "position": position, **about}
        key = slugify(words)[:50]
        if not HostingItem.objects.filter(key=key).exists():
            HostingItem.objects.create(key=key, **defaults)
    terms = _read("payee.yaml")
    PayeePolicy.objects.get_or_create(from_on=terms.pop("from_on"), defaults=terms)
    load_memoranda()
    return "the provider itself, a hosting checklist marked as a proposal, examples of terms and a memorandum"


def _read(name: str) -> Any:
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
