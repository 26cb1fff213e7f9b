"""How the office’s list of partners draws its columns, by their names; the others show their value."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from cadre.lib.dates import short_day
from cadre.ui.markup import markup
from cadre.ui.tags.filters import UNKNOWN
from cadre.ui.tags.small import code, tag


def _partner(row: Any) -> SafeString:
    """With what became of those that joined it, where `tell_mergers` said so."""
    name = markup('<a href="{}">{}</a>', reverse("office:partners:partner", args=[row.slug]), row.name)
    return markup('{} <span class="cd-sub">{}</span>', name, capfirst(row.history)) if row.history else name


CELLS: dict[str, Callable[[Any], object]] = {
    "name": _partner,
    "lead": lambda row: row.lead_name or UNKNOWN,
    "code": lambda row: code(row.code) if row.code else "none",
    "stage": lambda row: tag(row.stage, "good" if row.stage == "Signed" else ""),
    "signed": lambda row: short_day(row.signed_on) if row.signed_on else UNKNOWN,
}
