"""The example text and terms of memoranda that a new deployment starts with, with their source."""

from pathlib import Path

import yaml

from cadre.lib import clock
from cadre.partners.models import MemorandumPolicy, MemorandumText
from cadre.partners.states import TextState

FOLDER = Path(__file__).parent


def load_memoranda() -> None:
    """Rows that are there already are kept. Safe to repeat."""
    rows = yaml.load((FOLDER / "memorandum.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if not MemorandumPolicy.objects.exists():
        MemorandumPolicy.objects.create(**rows["terms"])
    if not MemorandumText.objects.exists():
        MemorandumText.objects.create(
            **rows["text"],
            body=(FOLDER / "memorandum.md").read_text(encoding="utf-8"),
            state=TextState.PUBLISHED,
            saved_at=clock.now(),
            saved_by_name="Supplied",
            published_at=clock.now(),
            published_by_name="Supplied",
        )
