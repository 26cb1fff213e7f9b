"""What the pages of this room take in."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet

from cadre.formation.models import ForeseenMail, PlannedGroup, PlannedSeat
from cadre.formation.rules.drawing import Settings
from cadre.formation.states import MailChoice, PinKind, SeatKind
from cadre.ui.forms import Form, ParagraphsField, TextField
from cadre.ui.listing import FilterForm

REASON_LIMIT = 500
MOST_MORE = 30
FARTHEST = 200
CHANGES = [
    ("closed", "It runs no group"),
    ("more", "It can hold one more group, or its first"),
    ("people", "More people choose it"),
]


class AskForm(Form):
    """How a plan is to be made."""

    undecided = forms.BooleanField(label="Count people whose application waits for a decision", required=False)
    fill_confirmed = forms.BooleanField(label="Give free places in confirmed groups", required=False)
    open_groups = forms.BooleanField(label="Let chosen partners without a group open one", required=False)
    move_from_viable = forms.BooleanField(
        label="Move people from a group that runs, to make another run", required=False
    )
    unsaid_km = forms.IntegerField(
        label="Kilometres for people who named no limit",
        min_value=1,
        max_value=FARTHEST,
        widget=forms.TextInput(attrs={"class": "cd-w-s", "inputmode": "numeric"}),
    )

    def settings(self, usual: Settings) -> Settings:
        return replace(usual, **self.cleaned_data)


class ReasonForm(Form):
    """Why something is done about a plan."""

    reason = ParagraphsField(label="Reason", limit=REASON_LIMIT, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, asks: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = asks or "Reason"
        self.fields["reason"].error_messages["required"] = "Say why. It stays in the journal."


class CarryOutForm(ReasonForm):
    """Which of the empty groups are closed, and why the plan is carried out."""

    close = forms.MultipleChoiceField(
        label="Close the groups that nobody would sit in", required=False, widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(
        label="They agreed in another way",
        help_text="Everybody named as not asked, such as by phone.",
        required=False,
    )
    how = ParagraphsField(
        label="How did they agree?", limit=REASON_LIMIT, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ["close", "agreed", "how", "reason"]

    def __init__(self, *args: Any, closing: Sequence[tuple[str, str]], unasked: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not unasked:
            del self.fields["agreed"], self.fields["how"]
        self.fields["close"].choices = closing  # type: ignore[attr-defined]
        if not closing:
            del self.fields["close"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("agreed") and not said.get("how") and "how" not in self.errors:
            self.add_error("how", "Say how they agreed. It stays in the journal.")
        return said

    @property
    def agreed_otherwise(self) -> str:
        """How they agreed, empty unless the box is ticked."""
        said = self.cleaned_data
        return str(said.get("how", "")) if said.get("agreed") else ""


class GroupPinForm(ReasonForm):
    """One partner's groups run, or do not."""

    place = forms.ChoiceField(label="Partner")
    kind = forms.ChoiceField(
        label="What is decided",
        choices=[(PinKind.OPEN.value, "It runs"), (PinKind.CLOSED.value, "It does not run")],
        widget=forms.RadioSelect,
    )
    field_order = ["place", "kind", "reason"]

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", "Choose a partner"), *places]  # type: ignore[attr-defined]


class PersonPinForm(ReasonForm):
    """Where one person sits."""

    mark_optional = False
    person = forms.CharField(widget=forms.HiddenInput, max_length=20)
    place = forms.ChoiceField(label="Where", required=False)
    field_order = ["person", "place", "reason"]

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [*places, ("", "In no group")]  # type: ignore[attr-defined]


class WhatIfForm(Form):
    """A change to one partner, to be tried."""

    place = forms.ChoiceField(label="Partner")
    change = forms.ChoiceField(label="Change", choices=CHANGES)
    number = forms.IntegerField(
        label="How many people",
        required=False,
        min_value=1,
        max_value=MOST_MORE,
        widget=forms.TextInput(attrs={"class": "cd-w-s", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", "Choose a partner"), *places]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("change") == "people" and not said.get("number") and "number" not in self.errors:
            self.add_error("number", "Enter how many people, such as 3.")
        return said


class GroupFilter(FilterForm):
    """Which groups of a plan."""

    show = forms.ChoiceField(
        label="Groups",
        choices=[("", "All"), ("runs", "That run"), ("not", "That do not run"), ("changed", "That change")],
    )

    def narrow(self, rows: QuerySet[PlannedGroup]) -> QuerySet[PlannedGroup]:
        wanted = {
            "runs": Q(seated__gt=0),
            "not": Q(seated=0),
            "changed": Q(group=None) & ~Q(before=F("seated")) | Q(group__isnull=False, seated__gt=0),
        }
        return rows.filter(wanted.get(self.cleaned_data.get("show", ""), Q()))


class MailFilter(FilterForm):
    """Which of the mails that would go."""

    q = TextField(label="Name or address", limit=100)
    kind = forms.ChoiceField(label="Message")
    choice = forms.ChoiceField(label="Chosen", choices=[("", "Anything"), *MailChoice.choices()])

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Any message"), *kinds]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[ForeseenMail]) -> QuerySet[ForeseenMail]:
        asked = self.cleaned_data
        if words := asked.get("q"):
            rows = rows.filter(Q(to_name__icontains=words) | Q(to__icontains=words) | Q(about_label__icontains=words))
        exact = {name: asked[name] for name in ("kind", "choice") if asked.get(name)}
        return rows.filter(**exact)


class BoardFilter(Form):
    """Which groups of a board."""

    mark_optional = False
    q = TextField(label="Partner", limit=100, required=False)


class SeatFilter(FilterForm):
    """Which people of a plan."""

    q = TextField(label="Name or reference", limit=100)
    kind = forms.ChoiceField(label="Proposed", choices=[("", "Anything"), *SeatKind.choices()])
    partner = forms.ChoiceField(label="Would sit at")
    changes = forms.BooleanField(label="Only those who would change")

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = [("", "Any partner"), *places]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[PlannedSeat]) -> QuerySet[PlannedSeat]:
        asked = self.cleaned_data
        if words := asked.get("q"):
            rows = rows.filter(Q(application__name__icontains=words) | Q(application__ref__iexact=words))
        if kind := asked.get("kind"):
            rows = rows.filter(kind=kind)
        if place := asked.get("partner"):
            rows = rows.filter(place=place)
        if asked.get("changes"):
            same = Q(group=F("now_in")) | Q(group=None, now_in=None, place="")
            rows = rows.filter(offered=False).exclude(same)
        return rows
