"""What partners do when something happens elsewhere. Each is safe to repeat."""

from cadre.journal.models import Entry
from cadre.partners import actions


def place_venues(entry: Entry) -> None:
    """After a register of schools was applied: venues whose postcode it knows now get their point."""
    actions.place_venues()
