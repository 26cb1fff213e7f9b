"""How the list of views draws its columns, by their names; the others show their value."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from cadre.people.models import User
from cadre.saved_views.models import SavedView
from cadre.ui.markup import markup
from cadre.ui.tags.filters import moment

SEE = '<a href="{}">Open<span class="vh"> {}</span></a>'


def view_cells(user: User) -> dict[str, Callable[[Any], object]]:
    return {
        "name": _name,
        "place": lambda row: row.place,
        "who": lambda row: _who(row, user),
        "saved": lambda row: moment(row.saved_at),
        "open": lambda row: markup(SEE, row.address, row.name),
    }


def _name(row: SavedView) -> SafeString:
    return markup('<a href="{}">{}</a>', reverse("public:saved_views:view", args=[row.pk]), row.name)


def _who(row: SavedView, user: User) -> str:
    if not row.is_shared:
        return "You alone"
    return "The office" if row.user_id == user.pk else f"The office; saved by {row.user.name}"
