"""What the pages of this room take in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from cadre.lib.dates import LONDON, clock_fault
from cadre.staffing.states import ByHand, InvitationState
from cadre.ui.forms import DateTextField, Form, ParagraphsField, TextField, TimeField
from cadre.ui.listing import FilterForm
from cadre.ui.seen import SeenForm

WORDS = 500


class AskForm(Form):
    """What is to be staffed: one intake, or all groups that lack somebody."""

    intake = forms.ChoiceField(label="Which groups", required=False)
    mark_optional = False

    def __init__(self, *args: Any, intakes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["intake"].choices = [("", "The whole season"), *intakes]  # type: ignore[attr-defined]


class DecideForm(Form):
    """Somebody takes a seat of a group, or does not staff it; the rest is worked out around that."""

    facilitator = forms.ChoiceField(label="Facilitator", error_messages={"required": "Choose a facilitator."})
    kind = forms.ChoiceField(
        label="What is decided",
        choices=[
            ("lead", "They are the lead facilitator"),
            ("co", "They are the co-facilitator"),
            (ByHand.EXCLUDE.value, "They do not staff this group"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is decided."},
    )
    reason = ParagraphsField(
        label="Reason",
        limit=WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why. It stays in the journal."},
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facilitator"].choices = [("", "Choose a facilitator"), *people]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What is decided, but for whom."""
        given = self.cleaned_data
        kind = ByHand.EXCLUDE if given["kind"] == ByHand.EXCLUDE else ByHand.FIX
        return {"kind": kind, "role": given["kind"], "reason": given["reason"]}


class SendForm(Form):
    """How invitations go on after a no."""

    follow = forms.BooleanField(
        label="After a no, or no answer in time, invite the next suggested by itself", required=False
    )


class DeclineForm(Form):
    message = ParagraphsField(
        label="Why not? A word helps us.", limit=WORDS, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReasonForm(Form):
    reason = ParagraphsField(
        label="Reason",
        limit=WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why. It stays in the journal."},
    )


class BriefingForm(SeenForm):
    """When the online hour begins, and how to join it."""

    day = DateTextField(label="Day")
    at = TimeField(
        label="Begins at",
        help_text="Such as 16:00. It takes an hour.",
        error_messages={"invalid": "Write the time as 16:00.", "required": "Write when it begins."},
    )
    joining_link = forms.URLField(
        label="Joining link",
        max_length=500,
        assume_scheme="https",
        error_messages={"required": "Paste the joining link."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if at := self.initial.get("at"):
            self.initial["at"] = f"{at:%H:%M}"

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if "day" in said and "at" in said and (wrong := clock_fault(said["day"], said["at"])):
            self.add_error("at", wrong)
        return said

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["at"], tzinfo=LONDON)


class HeldForm(SeenForm):
    """Who was at a briefing, its recording and notes."""

    there = forms.MultipleChoiceField(label="Who was there", required=False, widget=forms.CheckboxSelectMultiple)
    recording_link = forms.URLField(
        label="Link to the recording", max_length=500, required=False, assume_scheme="https"
    )
    notes = ParagraphsField(label="Notes", limit=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    mark_optional = False

    def __init__(self, *args: Any, team: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["there"].choices = team  # type: ignore[attr-defined]


class SubstituteForm(Form):
    """Who stands in for whom on one date, and why."""

    out = forms.ChoiceField(label="Who is not there", error_messages={"required": "Choose who is not there."})
    stand_in = forms.ChoiceField(label="Who stands in", error_messages={"required": "Choose who stands in."})
    reason = TextField(label="Why", limit=300, error_messages={"required": "Say why; the reason is kept."})
    agreed = forms.BooleanField(
        label="They have said yes already, so they stand in at once and are not asked", required=False
    )

    def __init__(
        self, *args: Any, team: Sequence[tuple[str, str]], staff: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["out"].choices = [("", "Choose"), *team]  # type: ignore[attr-defined]
        self.fields["stand_in"].choices = [("", "Choose"), *staff]  # type: ignore[attr-defined]


class VisitForm(Form):
    """Which quality lead visits the first event of whom."""

    new = forms.ChoiceField(label="First event of", error_messages={"required": "Choose whose first event it is."})
    visitor = forms.ChoiceField(label="Who visits", error_messages={"required": "Choose a quality lead."})

    def __init__(
        self, *args: Any, new: Sequence[tuple[str, str]], leads: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].choices = new if len(new) == 1 else [("", "Choose"), *new]  # type: ignore[attr-defined]
        self.fields["visitor"].choices = [("", "Choose"), *leads]  # type: ignore[attr-defined]


class TeamFilter(FilterForm):
    """Which groups of a suggestion."""

    state = forms.ChoiceField(
        label="Seats",
        choices=[("", "All"), ("unled", "Nobody leads"), ("alone", "One alone"), ("two", "Two")],
    )

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        state = self.cleaned_data.get("state")
        if state == "unled":
            return rows.filter(lead=None)
        if state == "alone":
            return rows.filter(co=None).exclude(lead=None)
        return rows.exclude(co=None) if state == "two" else rows


class BriefingFilter(FilterForm):
    """Which events that are to be briefed."""

    q = TextField(label="Group or partner", limit=100)
    briefing = forms.ChoiceField(label="Briefing", choices=[("", "Any"), ("no", "Not set"), ("yes", "Set")])
    covered = forms.ChoiceField(label="Covered", choices=[("", "Either"), ("no", "Not covered")])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if words := said.get("q"):
            rows = rows.filter(group__ref__icontains=words) | rows.filter(group__partner__name__icontains=words)
        if said.get("briefing"):
            rows = rows.filter(briefing__isnull=said["briefing"] == "no")
        return rows.filter(uncovered=True) if said.get("covered") else rows


class OwnBriefingFilter(BriefingFilter):
    """Which of a facilitator's own."""

    covered = None  # type: ignore[assignment]


class OwnInvitationFilter(FilterForm):
    """Which of a facilitator's own invitations."""

    q = TextField(label="Group, partner or qualification", limit=100)
    state = forms.ChoiceField(label="Your answer", choices=[("", "Any"), *InvitationState.choices()])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if words := said.get("q"):
            course = Q(group__offering__qualification__code__icontains=words)
            named = Q(group__ref__icontains=words) | Q(group__partner__name__icontains=words)
            rows = rows.filter(named | course | Q(group__offering__qualification__name__icontains=words))
        return rows.filter(state=said["state"]) if said.get("state") else rows


class InvitationFilter(FilterForm):
    """Which invitations."""

    q = TextField(label="Facilitator or group", limit=100)
    state = forms.ChoiceField(label="State", choices=[("", "Any"), *InvitationState.choices()])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if words := said.get("q"):
            rows = rows.filter(facilitator__user__name__icontains=words) | rows.filter(group__ref__icontains=words)
        return rows.filter(state=said["state"]) if said.get("state") else rows
