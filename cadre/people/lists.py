"""Filters and columns of the list of who works in the office."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html_join

from cadre.lib import clock
from cadre.people.models import StaffRole, User
from cadre.people.queries import WAITING, roles_in_words, standing
from cadre.people.states import StaffRoleName
from cadre.ui.forms import TextField
from cadre.ui.listing import Column, FilterForm
from cadre.ui.markup import markup
from cadre.ui.tags.filters import moment
from cadre.ui.tags.small import tag

HERE, LEFT, WAITS, CLOSED, WITHOUT = "here", "left", "waits", "closed", "without"
STATES = [
    ("", "All"),
    (HERE, "Works here"),
    (WITHOUT, "Works here, without a second step"),
    (WAITS, "A role waits for a second"),
    (LEFT, "No longer here"),
    (CLOSED, "Account closed"),
]


class ColleagueFilter(FilterForm):
    q = TextField(label="Name or email", limit=100)
    role = forms.ChoiceField(label="Role today", choices=[("", "All"), *StaffRoleName.choices()])
    state = forms.ChoiceField(label="State", choices=STATES)

    def narrow(self, rows: QuerySet[User]) -> QuerySet[User]:
        said, held = self.cleaned_data, StaffRole.objects.on(clock.today()).filter(user=OuterRef("pk"))
        if said.get("q"):
            rows = rows.filter(Q(name__icontains=said["q"]) | Q(email__icontains=said["q"]))
        if said.get("role"):
            rows = rows.filter(Exists(held.filter(role=said["role"])))
        narrowed: dict[str, Any] = {
            HERE: Q(Exists(held), is_active=True),
            WITHOUT: Q(Exists(held), is_active=True, has_second_step=False),
            WAITS: Q(Exists(WAITING.filter(user=OuterRef("pk")))),
            LEFT: ~Q(Exists(held)),
            CLOSED: Q(is_active=False),
        }
        return rows.filter(narrowed[said["state"]]) if said.get("state") else rows


COLUMNS = [
    Column("name", "Person", "name", sort=("name",)),
    Column("email", "Email", "email", sort=("email",)),
    Column("roles", "Roles today", lambda row: roles_in_words(row, clock.today())),
    Column("second_step", "Second step", lambda row: "Set up" if row.has_second_step else "Not yet"),
    Column("last", "Last signed in", "last_login", sort=("last_login",)),
    Column("state", "State", lambda row: standing(row, clock.today())[0]),
]


def _name(row: User) -> object:
    return markup('<a href="{}">{}</a>', reverse("office:people:colleague", args=[row.pk]), row.name)


def _roles(row: User) -> object:
    asked = ((tag(f"{one.label} asked for", "open"),) for one in row.waiting)  # type: ignore[attr-defined]
    return markup("{} {}", roles_in_words(row, clock.today()), format_html_join(" ", "{}", asked))


CELLS: dict[str, Callable[[Any], object]] = {
    "name": _name,
    "roles": _roles,
    "last": lambda row: moment(row.last_login) if row.last_login else "Never",
    "state": lambda row: tag(*standing(row, clock.today())),
}
"""How the page draws them; the other columns show their value."""
