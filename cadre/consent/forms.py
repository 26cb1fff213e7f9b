"""What the pages of this room take in."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from cadre.consent.actions import NOTHING, Said
from cadre.consent.states import AgreementState, GroupWish, Heard, OfferState, Option, RoundState
from cadre.lib.dates import LONDON, clock_fault
from cadre.ui.forms import DateTextField, Form, NameField, ParagraphsField, TextField, TimeField
from cadre.ui.listing import FilterForm

WORDS = 500
MOST_PEOPLE = 200


class StartForm(Form):
    """How a round goes on once its partners have answered."""

    sends_alone = forms.BooleanField(
        label="Offer places by themselves once every partner has answered", required=False, initial=True
    )


class ReasonForm(Form):
    reason = TextField(limit=300, label="Reason", help_text="For the record, and in the mail to whoever it concerns.")


class TakeBackForm(ReasonForm):
    """Offers by their references, and one reason for all."""

    refs = forms.MultipleChoiceField(
        widget=forms.MultipleHiddenInput, error_messages={"required": "Tick at least one offer."}
    )

    def __init__(self, *args: Any, refs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["refs"].choices = [(ref, ref) for ref in refs]  # type: ignore[attr-defined]


class AgreementForm(Form):
    """A partner's answer. What is asked beside it counts for a counter-proposal alone."""

    answer = forms.ChoiceField(
        label="Do you agree?",
        choices=[
            (AgreementState.AGREED.value, "We agree"),
            (AgreementState.DECLINED.value, "We do not agree"),
            (AgreementState.COUNTERED.value, "Something else would work"),
        ],
        help_text="What is asked below it counts where something else would work.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer."},
    )
    may_go = forms.ChoiceField(
        label="May your people be offered other places?",
        choices=[("yes", "Yes"), ("no", "No, they stay")],
        widget=forms.RadioSelect,
        initial="yes",
        required=False,
    )
    takes = forms.IntegerField(
        label="How many people who chose others do you take?",
        help_text="0 for none.",
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"class": "cd-w-s", "inputmode": "numeric"}),
    )
    group = forms.ChoiceField(
        label="Your own group",
        choices=GroupWish.choices(),
        widget=forms.RadioSelect,
        initial=GroupWish.AS_PROPOSED,
        required=False,
    )
    words = ParagraphsField(
        label="In your own words",
        help_text="Wanted unless you simply agree.",
        limit=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    mark_optional = False

    def __init__(self, *args: Any, by_phone: bool = False, coming: int = 0, going: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_phone:
            self.fields["answer"].label = "Do they agree?"
            self.fields["words"].label = "Who answered, how, and what they said"
            self.fields["words"].help_text = "It stays in the journal."
        if not coming:
            del self.fields["takes"]
        if not going:
            del self.fields["may_go"]

    def given(self) -> dict[str, Any]:
        """The arguments of the action."""
        said = self.cleaned_data
        return {
            "answer": said["answer"],
            "may_go": said.get("may_go", "yes") != "no",
            "takes": said.get("takes"),
            "group": said.get("group") or GroupWish.AS_PROPOSED,
            "words": said.get("words", ""),
        }


class SaidForm(Form):
    """What somebody answered to an offer, as staff were told it. The time is London's."""

    who = NameField(label="Who gave the answer?", limit=100)
    how = forms.ChoiceField(label="How?", choices=Heard.choices(), widget=forms.RadioSelect)
    on = DateTextField(label="On which day?", error_messages={"required": "Enter the day they said so."})
    at = TimeField(
        label="At what time?",
        error_messages={"invalid": "Write a time such as 14:30.", "required": "Enter the time, such as 14:30."},
    )
    answer = forms.ChoiceField(
        label="What did they answer?", widget=forms.RadioSelect, error_messages={"required": "Choose an answer."}
    )
    mark_optional = False

    def __init__(self, *args: Any, presses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [*presses, (NOTHING, "None of these")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if "on" in said and "at" in said and (wrong := clock_fault(said["on"], said["at"])):
            self.add_error("at", wrong)
        return said

    def said(self) -> Said:
        at = datetime.combine(self.cleaned_data["on"], self.cleaned_data["at"], tzinfo=LONDON)
        return Said(self.cleaned_data["who"], Heard(self.cleaned_data["how"]), at)


class RoundFilter(FilterForm):
    """Which rounds."""

    state = forms.ChoiceField(label="State", choices=[("", "Any"), *RoundState.choices()])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        state = self.cleaned_data.get("state")
        return rows.filter(state=state) if state else rows


class OfferFilter(FilterForm):
    """Which offers of a round."""

    q = TextField(label="Name or reference", limit=100)
    state = forms.ChoiceField(label="State", choices=[("", "Any"), *OfferState.choices()])
    answer = forms.ChoiceField(label="Took", choices=[("", "Anything"), *Option.choices()])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if words := said.get("q"):
            rows = rows.filter(application__name__icontains=words) | rows.filter(application__ref__iexact=words)
        if state := said.get("state"):
            rows = rows.filter(state=state)
        if answer := said.get("answer"):
            rows = rows.filter(answer=answer, state=OfferState.ACCEPTED)
        return rows
