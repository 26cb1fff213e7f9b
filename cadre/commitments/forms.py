"""What people type about promises and activities."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from cadre.commitments.queries import progress, years
from cadre.commitments.rules import Year
from cadre.commitments.states import ActivityKind, Standing
from cadre.lib import clock
from cadre.ui.forms import DateTextField, Form, ParagraphsField, TextField
from cadre.ui.listing import FilterForm


def year_choices() -> list[tuple[str, str]]:
    return [(str(year.number), str(year)) for year in years(clock.today())]


def chosen_year(number: object) -> Year | None:
    """The year with that number, or the present one. None without a policy."""
    known = years(clock.today())
    return next((year for year in known if str(year.number) == str(number)), known[0] if known else None)


class ActivityForm(Form):
    kind = forms.ChoiceField(label="What", choices=ActivityKind.choices(), initial=ActivityKind.CALL)
    happened_on = DateTextField(label="When", error_messages={"required": "Enter the day it happened."})
    words = ParagraphsField(
        label="In a few words", limit=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    mark_optional = False


class ProgressFilter(FilterForm):
    """Which partners, and of which year."""

    year = forms.ChoiceField(label="Year", choices=year_choices)
    q = TextField(label="Partner", limit=120)
    state = forms.ChoiceField(label="With a promise", choices=[("", "All"), *Standing.choices(), ("quiet", "Quiet")])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if words := said.get("q"):
            rows = rows.filter(name__icontains=words)
        state, year = said.get("state"), chosen_year(said.get("year"))
        if not state or year is None:
            return rows
        found = progress(rows, year, today=clock.today())
        if state == "quiet":
            return rows.filter(pk__in=[pk for pk, one in found.items() if one.is_quiet])
        return rows.filter(pk__in=[pk for pk, one in found.items() if one.number(Standing(state))])
