"""Whose spreadsheets somebody sees: their own. See `export_file` in the access matrix."""

from datetime import datetime

from cadre.exports.models import Sheet, SheetQuerySet
from cadre.people.models import User


def sheets_visible_to(user: User, *, now: datetime) -> SheetQuerySet:
    """Their own, until they are deleted; nobody sees another's."""
    return Sheet.objects.filter(user=user, kept_until__gt=now)


def may_take(user: User, sheet: Sheet) -> bool:
    """Whether it is there to be taken away. That the list is still open to them is asked by taking it."""
    return sheet.user_id == user.pk and sheet.made_at is not None
