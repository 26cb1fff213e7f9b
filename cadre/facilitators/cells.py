"""How the office’s list of facilitators draws its columns, by their names; the others show their value."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from cadre.facilitators.models import Facilitator
from cadre.lib.dates import short_day
from cadre.ui.markup import markup
from cadre.ui.tags.filters import UNKNOWN


def _name(row: Facilitator) -> SafeString:
    return markup('<a href="{}">{}</a>', reverse("office:facilitators:facilitator", args=[row.pk]), row.user.name)


def _accredited(row: Any) -> object:
    return ", ".join(str(one.qualification) for one in row.held) or markup('<span class="soft">nothing now</span>')


CELLS: dict[str, Callable[[Any], object]] = {
    "name": _name,
    "employer": lambda row: row.employer or UNKNOWN,
    "accredited": _accredited,
    "joined": lambda row: short_day(row.joined_on),
    "left": lambda row: short_day(row.left_on) if row.left_on else "–",
}
