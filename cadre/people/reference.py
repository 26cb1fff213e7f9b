"""How somebody proves anew who they are, to start with."""

from datetime import date

from cadre.people.models import ProofPolicy

SINCE = date(2016, 1, 1)
EXAMPLE = {"fresh_minutes": 15, "code_minutes": 10, "tries": 3, "codes_an_hour": 5}
SOURCE = "EXAMPLE: to be set by the provider; at most 10 guesses in 5 minutes (Cyber Essentials)"


def load(today: date) -> str:
    """A row that is there already is kept. Safe to repeat."""
    if not ProofPolicy.objects.exists():
        ProofPolicy.objects.create(from_on=SINCE, source=SOURCE, **EXAMPLE)
    return "an example of how people prove who they are"
