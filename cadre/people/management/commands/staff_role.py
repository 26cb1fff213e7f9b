"""Gives or ends a role in the provider's office. The first officer of a new site comes by it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from cadre.journal.actions import System
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.actions import end_role, grant_role, person_for
from cadre.people.states import StaffRoleName


class Command(BaseCommand):
    help = "Give somebody a role in the office from today on, with an account if they have none; or end it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=StaffRoleName.values())
        parser.add_argument("--name", help="of whoever has no account yet")
        parser.add_argument("--end", action="store_true", help="from today on they hold it no longer")

    def handle(self, *args: Any, **options: Any) -> None:
        email, role, by = options["email"], options["role"], System("The command line")
        try:
            validate_email(email)
            user = person_for(email=email, name=options["name"] or email, by=by)
            if options["end"]:
                end_role(user=user, role=role, to_on=clock.today(), by=by)
            else:
                grant_role(user=user, role=role, from_on=clock.today(), by=by)
        except (Refusal, ValidationError) as refused:
            raise CommandError("; ".join(getattr(refused, "messages", [str(refused)]))) from refused
        if options["verbosity"]:
            held = "holds no longer" if options["end"] else "holds"
            self.stdout.write(f"{user} {held} the role {StaffRoleName(role).label}.")
