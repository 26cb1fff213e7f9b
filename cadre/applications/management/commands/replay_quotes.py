"""`manage.py replay_quotes`: works every stored quote out again and says how many come out the same."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cadre.applications.replay import replay


class Command(BaseCommand):
    help = "Works every stored quote out again from its inputs and rules. Fails when one differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--show", type=int, default=20, help="how many differences to print")

    def handle(self, *args: Any, **options: Any) -> None:
        count, differing = 0, []
        for quote, fault in replay():
            count += 1
            if fault:
                differing.append(f"{quote.application.ref}: {fault}")
        for line in differing[: options["show"]]:
            self.stderr.write(line)
        if differing:
            raise CommandError(f"{len(differing)} of {count} quotes came out differently.")
        self.stdout.write(f"{count} quotes worked out again, 100 % equal." if count else "There are no quotes yet.")
