from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cadre.journal.worker import Worker


class Command(BaseCommand):
    requires_system_checks = ()  # `migrate` has made them, and a worker should start in a second
    help = "Works: reactions, mail, retries, and what falls due as time passes. Stops cleanly on SIGTERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--queue", action="append", default=[], help="Take only this queue; may be given twice.")
        parser.add_argument("--interval", type=float, default=0.3, help="Seconds between looks at an empty queue.")
        parser.add_argument("--no-clock", action="store_true", help="Leave what falls due to another worker.")

    def handle(self, *args: Any, **options: Any) -> None:
        Worker(queues=options["queue"], interval=options["interval"], clocked=not options["no_clock"]).run()
