"""What was logged with partners, as a list: its columns, and its filters for each reader."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from cadre.commitments.states import HEARD, ActivityKind
from cadre.partners.models import Partner
from cadre.ui.forms import DateTextField, TextField
from cadre.ui.listing import Column, FilterForm

ACTIVITIES = [
    Column("day", "Day", "happened_on", sort=("happened_on", "pk")),
    Column("kind", "What", "get_kind_display", sort=("kind", "-happened_on")),
    Column("partner", "Partner", "partner.name", sort=("partner__name", "-happened_on")),
    Column("words", "In a few words", "words", wide=True),
    Column("by", "By", "by_name", sort=("by_name", "-happened_on")),
]


class OwnActivityFilter(FilterForm):
    """A partner's: of what its lead may see."""

    q = TextField(label="Words or name", limit=100)
    kind = forms.ChoiceField(
        label="What", choices=[("", "All"), *((one.value, one.label) for one in ActivityKind if one in HEARD)]
    )
    since = DateTextField(label="From")
    until = DateTextField(label="To")

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if words := said.get("q"):
            rows = rows.filter(words__icontains=words) | rows.filter(by_name__icontains=words)
        if said.get("kind"):
            rows = rows.filter(kind=said["kind"])
        if said.get("since"):
            rows = rows.filter(happened_on__gte=said["since"])
        return rows.filter(happened_on__lte=said["until"]) if said.get("until") else rows


class ActivityFilter(OwnActivityFilter):
    """The office's: of every partner, notes among them."""

    partner = forms.ModelChoiceField(
        Partner.objects.exclude(signed_on=None).order_by("name"),
        label="Partner",
        to_field_name="slug",
        empty_label="All",
    )
    kind = forms.ChoiceField(label="What", choices=[("", "All"), *ActivityKind.choices()])
    field_order = ("q", "partner", "kind", "since", "until")

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().narrow(rows)
        return rows.filter(partner=self.cleaned_data["partner"]) if self.cleaned_data.get("partner") else rows
