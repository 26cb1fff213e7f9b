"""What is said before and after people are reminded."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cadre.messages.queries import words_in_use
from cadre.programmes.models import Intake
from cadre.recruitment.emails import FINISH
from cadre.ui.tags.filters import plural


def reminded_words(number: int) -> str:
    """What a press came to."""
    if not number:
        return "Nobody was left to remind: each is reminded once."
    return f"{plural(number, 'person is,people are')} reminded, each with one mail."


def reminder_context(rows: Sequence[tuple[str, str, int]], number: int, intake: Intake, today: date) -> dict[str, Any]:
    """What the page before a press shows: whom it reaches, and what they get, with the merge fields in words."""
    _, subject, body = words_in_use([FINISH.key])[FINISH.key]
    for name, meaning in FINISH.fields.items():
        subject, body = (text.replace(f"{{{{ {name} }}}}", f"[{meaning}]") for text in (subject, body))
    return {
        "rows": rows,
        "number": number,
        "button": f"Remind {plural(number, 'person,people')}",
        "is_open": intake.opens_on <= today <= intake.closes_on,
        "subject": subject,
        "parts": [part for part in body.split("\n\n") if part.strip()],
    }
