"""How the list of schools draws its columns, by their names; the others show their value."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from cadre.schools.models import School
from cadre.ui.markup import markup
from cadre.ui.tags.filters import UNKNOWN
from cadre.ui.tags.small import code, tag


def _school(row: School) -> SafeString:
    return markup('<a href="{}">{}</a>', reverse("office:schools:school", args=[row.urn]), row.name)


CELLS: dict[str, Callable[[Any], object]] = {
    "name": _school,
    "urn": lambda row: code(row.urn),
    "phase": lambda row: row.phase or UNKNOWN,
    "district": lambda row: row.district or UNKNOWN,
    "trust": lambda row: row.trust or "–",
    "state": lambda row: row.state if row.is_open else tag(row.state),
}
