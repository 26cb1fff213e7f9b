"""The columns of the room's lists and files, and the filter of a partner's."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from cadre.consent.models import AlternateOffer
from cadre.consent.states import AgreementState
from cadre.ui.forms import TextField
from cadre.ui.listing import Column, FilterForm

ROUNDS = [
    Column("ref", "Round", "ref"),
    Column("course", "Course", lambda row: str(row.offering)),
    Column("plan", "Plan", "plan.ref"),
    Column("started", "Begun", "started_at", sort=("started_at",)),
    Column("by", "By", "started_by.name"),
    Column("partners", "Partners open", "partners_open", sort=("partners_open",), number=True),
    Column("offers", "People open", "offers_open", sort=("offers_open",), number=True),
    Column("accepted", "Accepted", "accepted", sort=("accepted",), number=True),
    Column("state", "State", "get_state_display", sort=("state",)),
]


def _options(row: AlternateOffer) -> str:
    return ", ".join(row.options)


OFFERS = [
    Column("name", "Person", "application.name", sort=("application__name",)),
    Column("ref", "Reference", "application.ref"),
    Column("school", "School", "application.workplace"),
    Column("what", "Offered", "what"),
    Column("group", "Group", lambda row: row.group.ref if row.group else ""),
    Column("km", "Km", "km", sort=("km",), number=True),
    Column("options", "Choices", _options),
    Column("until", "Until", "expires_at", sort=("expires_at",)),
    Column("state", "State", "get_state_display", sort=("state",)),
    Column("took", "Took", "taken"),
    Column("why", "Why", "why"),
]

AGREEMENTS = [
    Column("course", "Course", lambda row: str(row.round.offering)),
    Column("partner", "Partner", "partner.short_name", sort=("partner__name", "-asked_at"), in_files=True),
    Column("asked", "Asked", "asked_at", sort=("asked_at",)),
    Column("until", "Until", "due_at", sort=("due_at",)),
    Column("state", "Your answer", "get_state_display", sort=("state", "-asked_at")),
]
"""As a partner's lead reads what the partner was asked."""


class AgreementFilter(FilterForm):
    """Which of a partner's own requests."""

    q = TextField(label="Qualification or intake", limit=100)
    state = forms.ChoiceField(label="Your answer", choices=[("", "All"), *AgreementState.choices()])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if words := said.get("q"):
            course = Q(round__offering__qualification__code__icontains=words)
            course |= Q(round__offering__qualification__name__icontains=words)
            rows = rows.filter(course | Q(round__offering__intake__name__icontains=words))
        return rows.filter(state=said["state"]) if said.get("state") else rows
