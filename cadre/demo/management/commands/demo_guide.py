"""Says where to click first, and who to sign in as."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cadre.demo.cast import CAST


class Command(BaseCommand):
    help = "Print where to begin in the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        people = "\n".join(f"    {part.name:<14} {part.role}: {part.look_at}" for part in CAST)
        self.stdout.write(
            f"\nCadre is at {settings.SITE_URL}\n"
            f"  Apply:        {settings.SITE_URL}/ and choose a qualification\n"
            f"  Sign in as:   {settings.SITE_URL}/sign-in/\n{people}\n"
            f"  Every mail:   {settings.SITE_URL}/demo/mails/\n"
            f"  Move the date: {settings.SITE_URL}/demo/date/\n"
        )
