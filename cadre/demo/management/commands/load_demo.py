"""Loads the demo network once. Quick when it is there."""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from cadre.demo.models import SiteDate
from cadre.demo.network.load import load
from cadre.lib import clock


class Command(BaseCommand):
    help = "Load the demo network, unless it is there."

    def handle(self, *args: Any, **options: Any) -> None:
        if SiteDate.objects.filter(loaded_at__isnull=False).exists():
            return
        started = time.monotonic()
        call_command("load_reference", verbosity=0)
        load(clock.today(), lambda line: self.stdout.write(f"  {line}"))
        SiteDate.objects.update_or_create(pk=1, defaults={"loaded_at": clock.now()})
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # so much at once, and the database plans by what it knew of empty tables
        self.stdout.write(f"The demo network is loaded ({time.monotonic() - started:.0f} seconds).")
