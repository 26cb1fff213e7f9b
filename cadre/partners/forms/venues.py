"""Venues, what each has, and the checklist itself."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from cadre.partners.actions import checks_as_typed
from cadre.partners.models import Venue
from cadre.partners.queries.venues import Asked
from cadre.partners.states import CheckAnswer, CheckKind
from cadre.ui.forms import Form, ParagraphsField, PostcodeField, TextField
from cadre.ui.seen import SeenForm

MOST_SEATS = 2000
STEP_FREE = {"": None, "yes": True, "no": False}


class VenueForm(SeenForm):
    name = TextField(label="Name", limit=120, help_text="As a sign says it, with the town if that helps.")
    address = ParagraphsField(label="Address", limit=300, widget=forms.Textarea(attrs={"rows": 3}))
    postcode = PostcodeField(label="Postcode", max_length=10)
    capacity = forms.IntegerField(
        label="How many people it holds",
        help_text="At tables, with space to move to another.",
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        widget=forms.TextInput(attrs={"class": "cd-w-s", "inputmode": "numeric"}),
    )
    step_free = forms.TypedChoiceField(
        label="Step-free from the street to the room",
        choices=[("", "Not known yet"), ("yes", "Yes"), ("no", "No")],
        coerce=lambda value: STEP_FREE[value],
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    getting_there = ParagraphsField(
        label="How to arrive",
        help_text="Train, bus, parking, which door, whom to ask. It stands in the mail before each day.",
        limit=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    mark_optional = False

    def __init__(self, *args: Any, row: Venue | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if row is not None:
            self.initial["step_free"] = "" if row.step_free is None else "yes" if row.step_free else "no"

    def show_theirs(self, theirs: Mapping[str, object]) -> None:
        super().show_theirs(theirs)
        if "step_free" in self.errors:
            words = {True: "yes", False: "no"}.get(theirs["step_free"], "not known yet")  # type: ignore[call-overload]
            self.errors["step_free"].data[:] = [forms.ValidationError(f"It is now: {words}")]


class ChecksForm(SeenForm):
    """An answer and a note for each item of the checklist."""

    def __init__(self, *args: Any, asked: Iterable[Asked], **kwargs: Any) -> None:
        self.asked = list(asked)
        before = checks_as_typed({one.item.pk: one.check for one in self.asked})
        super().__init__(*args, before=before, **kwargs)
        for one in self.asked:
            self.fields[f"answer_{one.item.pk}"] = forms.ChoiceField(
                label=one.item.words,
                choices=CheckAnswer.choices(),
                initial=one.answer,
                widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
            )
            self.fields[f"note_{one.item.pk}"] = TextField(
                label=f"Note on {one.item.words.lower()}",
                limit=200,
                required=False,
                initial=one.check.note if one.check else "",
            )

    def by_kind(self) -> list[tuple[str, list[tuple[forms.BoundField, forms.BoundField, Asked]]]]:
        """(heading, [(answer, note, what is held)]) in the order of the kinds."""
        rows: dict[str, list[tuple[forms.BoundField, forms.BoundField, Asked]]] = {}
        for one in self.asked:
            row = (self[f"answer_{one.item.pk}"], self[f"note_{one.item.pk}"], one)
            rows.setdefault(one.item.kind, []).append(row)
        return [(kind.label, rows[kind]) for kind in CheckKind if kind in rows]

    def given(self) -> dict[int, tuple[str, str]]:
        """(answer, note) by the key of each item."""
        said = self.cleaned_data
        return {one.item.pk: (said[f"answer_{one.item.pk}"], said[f"note_{one.item.pk}"]) for one in self.asked}


class RetireForm(Form):
    reason = TextField(label="Reason", limit=200, help_text="For your own record and ours.")
