"""Loads the published facts every site needs: qualifications, districts, rates. Safe to repeat."""

from importlib import import_module, util
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from cadre.lib import clock


class Command(BaseCommand):
    help = "Load qualifications, districts, rules and rates. What is there already is kept or brought up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        """Calls `load(today)` of every room that has a `reference`, from the lowest floor up, in one transaction."""
        with transaction.atomic():
            for room in settings.ROOMS:
                if util.find_spec(f"cadre.{room}.reference"):
                    said = import_module(f"cadre.{room}.reference").load(clock.today())
                    if options["verbosity"] > 1:
                        self.stdout.write(f"{room}: {said or 'loaded'}")
