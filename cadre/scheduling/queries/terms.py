"""The terms of dates that hold on a day."""

from datetime import date

from cadre.lib.errors import Refusal
from cadre.scheduling.models import DatePolicy


def terms_on(day: date) -> DatePolicy:
    """Raises Refusal where none are kept, which a new deployment never has: they are loaded with its reference rows."""
    row = known_terms(day)
    if row is None:
        raise Refusal("No terms of dates are set. The office sets them under Rules.")
    return row


def known_terms(day: date) -> DatePolicy | None:
    """The same, or None."""
    return DatePolicy.objects.on(day).first()
