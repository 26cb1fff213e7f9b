"""For somebody who lost their telephone and their recovery codes: they set up the second step of signing in anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cadre.journal.actions import System
from cadre.lib.errors import Refusal
from cadre.people import second_step
from cadre.people.models import User


class Command(BaseCommand):
    help = "Reset the second step of signing in of one person, who is signed out everywhere and told by mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--because", required=True, help="how you know that it is them; kept in the journal")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody has the address {options['email']}.")
        try:
            second_step.reset(user, by=System("The command line"), because=options["because"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["verbosity"]:
            self.stdout.write(f"{user} sets it up anew with the next sign-in.")
