"""Every group as a list: its columns and its filter, which is how a group is searched everywhere."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from cadre.applications.lists import offered
from cadre.groups.models import GroupQuerySet
from cadre.groups.states import GroupState
from cadre.ui.forms import TextField
from cadre.ui.listing import Column, FilterForm

ALL = ("", "All")
EVERY_GROUP = [
    Column("ref", "Group", "ref", sort=("ref",)),
    Column("partner", "Partner", "partner.name", sort=("partner__name", "ref")),
    Column(
        "qualification",
        "Qualification",
        "offering.qualification.code",
        sort=("offering__qualification__position", "ref"),
    ),
    Column("intake", "Intake", "offering.intake.name", sort=("offering__intake__starts_on", "ref")),
    Column("pathway", "Pathway", "get_pathway_display", in_files=True),
    Column("people", "People", "people", sort=("people", "ref"), number=True),
    Column("minimum", "Minimum", "minimum", number=True, in_files=True),
    Column("size", "Places", "size", sort=("size", "ref"), number=True),
    Column("state", "State", "get_state_display", sort=("state", "ref")),
]


def search_groups(rows: GroupQuerySet, typed: str) -> GroupQuerySet:
    """Those whose reference or partner's name holds what was typed."""
    return rows.filter(Q(ref__icontains=typed) | Q(partner__name__icontains=typed))


class EveryGroupFilter(FilterForm):
    """Which of all groups."""

    q = TextField(label="Group or partner", limit=120)
    qualification = forms.ChoiceField(label="Qualification")
    intake = forms.ChoiceField(label="Intake")
    state = forms.ChoiceField(label="State", choices=[ALL, *GroupState.choices()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        qualifications, intakes = offered()
        self.fields["qualification"].choices = [ALL, *qualifications.items()]  # type: ignore[attr-defined]
        self.fields["intake"].choices = [ALL, *intakes.items()]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if said.get("q"):
            rows = search_groups(rows, said["q"])  # type: ignore[arg-type]
        if said.get("qualification"):
            rows = rows.filter(offering__qualification__slug=said["qualification"])
        if said.get("intake"):
            rows = rows.filter(offering__intake__slug=said["intake"])
        return rows.filter(state=said["state"]) if said.get("state") else rows
