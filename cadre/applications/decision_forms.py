"""What an officer fills in to decide: for one application, and for several at once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from cadre.applications.models import Reason
from cadre.applications.reasons import reasons_on
from cadre.applications.rules.checklist import BY_HAND
from cadre.applications.states import Item, PairState, ReasonKind
from cadre.people.access import officers_on
from cadre.people.models import User
from cadre.programmes.models import Intake, Offering
from cadre.ui.forms import Form, ParagraphsField, TextField

CHOOSE = ("", "Choose")
TICKABLE = [pair for pair in Item.choices() if pair[0] in BY_HAND]
FOR_THE_RECORD = "For the record. The applicant does not see it."


class CodedForm(Form):
    """With a coded reason of `kind`, offered as on a day. Where none is loaded, the field is left out."""

    kind: ReasonKind
    code = forms.ChoiceField(label="Reason")

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reasons: dict[str, Reason] = {reason.code: reason for reason in reasons_on(self.kind, day)}
        if self.reasons:
            offered = [CHOOSE, *((code, reason.label) for code, reason in self.reasons.items())]
            self.fields["code"].choices = offered  # type: ignore[attr-defined]
        else:
            del self.fields["code"]

    def clean_code(self) -> Reason:
        return self.reasons[self.cleaned_data["code"]]


class AcceptForm(Form):
    """`open_words` names what is open on the checklist: then a reason for accepting all the same is asked for."""

    reason = TextField(limit=300, label="Reason", help_text=FOR_THE_RECORD)
    despite = TextField(
        limit=300,
        label="Why accept although something is open",
        required=False,
        error_messages={"required": "Say why you accept although something is open."},
    )

    def __init__(self, *args: Any, open_words: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if open_words:
            self.fields["despite"].help_text = f"Open: {open_words}. What you write is kept with the decision."
            self.fields["despite"].required = True
        else:
            del self.fields["despite"]


class DeclineForm(CodedForm):
    """The words are what the applicant reads; `words_of` proposes them."""

    kind = ReasonKind.DECLINE
    reason = ParagraphsField(
        limit=2000,
        label="What we write to the applicant",
        error_messages={"required": "Write to the applicant why."},
        help_text="In kind words. “Fill in our words” proposes some for your reason. Change them as you see fit.",
        widget=forms.Textarea({"rows": 6}),
    )

    def words_of(self, code: str) -> str:
        """The proposed words of a reason; empty for none."""
        return self.reasons[code].words if code in self.reasons else ""


class OfficerForm(Form):
    officer = forms.ChoiceField(label="Officer")

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officers: dict[str, User] = {str(user.pk): user for user in officers_on(day)}
        offered = [CHOOSE, *((key, user.name) for key, user in self.officers.items())]
        self.fields["officer"].choices = offered  # type: ignore[attr-defined]

    def clean_officer(self) -> User:
        return self.officers[self.cleaned_data["officer"]]


class TickForm(Form):
    item = forms.ChoiceField(widget=forms.HiddenInput, choices=TICKABLE)
    note = TextField(limit=300, label="Why it is settled", help_text="Such as who confirmed it, and when.")

    def clean_item(self) -> Item:
        return Item(self.cleaned_data["item"])


class ReopenForm(Form):
    """`late` says why the rule is against it: then a reason for doing it all the same is asked for."""

    reason = TextField(limit=300, label="Why it is opened again", help_text=FOR_THE_RECORD)
    override = TextField(limit=300, label="Why although it is late", required=False)

    def __init__(self, *args: Any, late: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if late:
            self.fields["override"].help_text = late
            self.fields["override"].required = True
        else:
            del self.fields["override"]


class BulkAcceptForm(Form):
    reason = TextField(limit=300, label="Reason", help_text="For the record of each. The applicants do not see it.")
    despite = TextField(
        limit=300,
        label="Why accept those with something open, too",
        required=False,
        help_text="Leave it empty to accept only those with nothing open.",
    )


class BulkAskForm(Form):
    question = ParagraphsField(
        limit=2000,
        label="What do you need to know?",
        help_text="Each answers on one page, by a mailed link.",
        widget=forms.Textarea({"rows": 4}),
    )


class SettlePairForm(Form):
    state = forms.ChoiceField(
        label="What did you find?",
        widget=forms.RadioSelect,
    )
    note = TextField(limit=300, label="How you know", help_text="For the record. Applicants never see it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = (PairState.DIFFERENT, PairState.BOTH_STAND)
        self.fields["state"].choices = [(one.value, one.label) for one in found]  # type: ignore[attr-defined]

    def clean_state(self) -> PairState:
        return PairState(self.cleaned_data["state"])


class MergeForm(Form):
    reason = TextField(limit=300, label="How you know that they are one person", help_text="Kept with both.")


class LaterForm(CodedForm):
    """A reason, and one of the `later` offerings, or none: the next that is planned."""

    kind = ReasonKind.DEFER
    wanted = forms.ChoiceField(label="Start in", required=False)

    def __init__(self, *args: Any, day: date, later: Sequence[Offering], **kwargs: Any) -> None:
        super().__init__(*args, day=day, **kwargs)
        self.later = {offering.intake.slug: offering for offering in later}
        known = [(slug, offering.intake.name) for slug, offering in self.later.items()]
        self.fields["wanted"].choices = [*known, ("", "The next intake, once it is planned")]  # type: ignore[attr-defined]

    def clean_wanted(self) -> Offering | None:
        return self.later.get(self.cleaned_data["wanted"])

    def chosen(self) -> tuple[str, Offering | None]:
        """What is chosen so far, right or wrong: the reason's code, and the offering."""
        typed = self.data if self.is_bound else self.initial
        code, wanted = str(typed.get("code", "")), str(typed.get("wanted", ""))
        return (code if code in self.reasons else ""), self.later.get(wanted)


class DeferForm(LaterForm):
    override = TextField(
        limit=300,
        label="Why, where the policy does not simply allow it",
        required=False,
        help_text="Kept with the decision. Leave it empty where the policy allows it.",
    )


class AskLaterForm(LaterForm):
    words = ParagraphsField(
        limit=1000, label="Anything we should know", required=False, widget=forms.Textarea({"rows": 3})
    )


class RefuseDeferralForm(Form):
    reason = ParagraphsField(
        limit=2000,
        label="What we write to the applicant",
        error_messages={"required": "Write to the applicant why."},
        help_text="In kind words.",
        widget=forms.Textarea({"rows": 4}),
    )


class BulkDeferForm(CodedForm):
    """One reason and one intake for several, of whatever qualification it offers."""

    kind = ReasonKind.DEFER
    intake = forms.ChoiceField(label="Start in", error_messages={"required": "Choose the intake they start in."})

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, day=day, **kwargs)
        intakes = Intake.objects.filter(starts_on__gt=day).order_by("starts_on")
        self.intakes = {intake.slug: intake for intake in intakes}
        self.fields["intake"].choices = [CHOOSE, *((slug, one.name) for slug, one in self.intakes.items())]  # type: ignore[attr-defined]

    def clean_intake(self) -> Intake:
        return self.intakes[self.cleaned_data["intake"]]
