"""Writes the documents that are drawn from the code into docs/."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cadre.portals.drawing import drawn_documents


class Command(BaseCommand):
    help = "Draw docs/map.md and docs/states.md from the code."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, text in drawn_documents().items():
            path = Path(settings.BASE_DIR) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"Drew {name}")
