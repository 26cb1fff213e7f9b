"""What is sent to an application after its questions."""

from typing import Any

from django import forms

from cadre.applications.decision_forms import CodedForm
from cadre.applications.models import SponsorRules
from cadre.applications.states import BY_STAFF, CodeVerdict, Finding, ReasonKind, SponsorReason, SponsorState
from cadre.schools.models import School, Trust
from cadre.ui.forms import EmailField, Form, NameField, ParagraphsField, TextField, speak_plainly


class CheckForm(Form):
    """The declaration. `seen` is the price in pence that the page showed."""

    true = forms.BooleanField(label="What I have said is true, and I have read how my data are used")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class LostLinkForm(Form):
    email = EmailField(label="The email address you gave")


class AnswerForm(Form):
    answer = ParagraphsField(limit=3000, label="Your answer")


class WithdrawForm(CodedForm):
    kind = ReasonKind.WITHDRAW
    reason = TextField(
        limit=300, label="Anything you would like to add", required=False, help_text="We do not hold it against you."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            self.fields["code"].label = "Why do you withdraw?"
            speak_plainly(self.fields["code"])


class AskForm(Form):
    question = ParagraphsField(
        limit=2000,
        label="What do you need to know?",
        help_text="The applicant answers on one page, by a mailed link.",
        widget=forms.Textarea({"rows": 3}),
    )


class SettleTrustForm(Form):
    uid = TextField(limit=10, label="Number of the trust")

    def clean_uid(self) -> Trust:
        trust = Trust.objects.filter(uid=self.cleaned_data["uid"]).first()
        if trust is None:
            raise forms.ValidationError("No trust has this number.")
        return trust


class SettleSchoolForm(Form):
    urn = TextField(
        limit=6, label="URN of the school", widget=forms.TextInput({"class": "cd-w-s cd-code", "inputmode": "numeric"})
    )

    def clean_urn(self) -> School:
        school = School.objects.open().filter(urn=self.cleaned_data["urn"]).first()
        if school is None:
            raise forms.ValidationError("No open school has this URN.")
        return school


class SettleForm(Form):
    """What was found out about a scholarship."""

    finding = forms.ChoiceField(
        label="What did you find?", widget=forms.RadioSelect, choices=[(one, one.label) for one in BY_STAFF]
    )
    words = ParagraphsField(
        limit=1000,
        label="Evidence or reason",
        help_text="In one sentence, with its source. The applicant reads it.",
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_finding(self) -> Finding:
        return Finding(self.cleaned_data["finding"])


class SettleCodesForm(Form):
    """The applications by their references, whose partner counts, and one reason for all."""

    refs = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput)
    verdict = forms.ChoiceField(
        label="Which partner counts?",
        widget=forms.RadioSelect,
        choices=CodeVerdict.choices(),
        error_messages={"required": "Say which partner counts."},
    )
    reason = TextField(limit=300, label="Reason", help_text="For the record of each. The applicants do not see it.")

    def __init__(self, *args: Any, refs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["refs"].choices = [(ref, ref) for ref in refs]  # type: ignore[attr-defined]

    def clean_verdict(self) -> CodeVerdict:
        return CodeVerdict(self.cleaned_data["verdict"])


class SponsorAnswerForm(Form):
    """`seen` is the state of the sponsorship that the page showed."""

    seen = forms.ChoiceField(widget=forms.HiddenInput, choices=SponsorState.choices())


class ConfirmSponsorForm(SponsorAnswerForm):
    """Confirming. Before a gateway, with the sponsor's role and a rating of each behaviour of the rules."""

    role = TextField(
        limit=120,
        label="Your own role",
        help_text="Such as headteacher, or chair of governors",
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    purchase_order = TextField(
        limit=60,
        required=False,
        label="Purchase order number",
        help_text="As it should stand on the invoice. You can add it later with the same link.",
        widget=forms.TextInput({"class": "cd-w-m", "autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, rules: SponsorRules | None, needs_ratings: bool, wants_order: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.behaviours = rules.behaviours if rules and needs_ratings else []
        if not needs_ratings:
            del self.fields["role"]
        if not wants_order:
            del self.fields["purchase_order"]
        scale = rules.scale if rules else []
        for one in self.behaviours:
            self.fields[f"rating_{one['key']}"] = forms.TypedChoiceField(
                label=one["name"],
                help_text=one["description"],
                coerce=int,
                choices=[(score, f"{score}") for score, _ in enumerate(scale, 1)],
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"Choose a rating for {one['name'].lower()}.",
                    "invalid_choice": f"Choose a rating for {one['name'].lower()} from 1 to {len(scale)}.",
                },
            )

    @property
    def rating_fields(self) -> list[forms.BoundField]:
        return [self[f"rating_{one['key']}"] for one in self.behaviours]

    @property
    def ratings(self) -> dict[str, int]:
        """Behaviour to score, of a valid form."""
        return {one["key"]: self.cleaned_data[f"rating_{one['key']}"] for one in self.behaviours}


class DeclineSponsorForm(SponsorAnswerForm):
    reason = forms.ChoiceField(
        label="Why?",
        widget=forms.RadioSelect,
        choices=SponsorReason.choices(),
        help_text="The applicant reads this in kind words.",
        error_messages={"required": "Choose a reason."},
    )
    words = ParagraphsField(
        limit=2000,
        required=False,
        label="Anything our office should know?",
        help_text="Only our office reads this.",
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        if clean.get("reason") == SponsorReason.OTHER and "words" in clean and not clean["words"]:
            self.add_error("words", "Say in a few words why not.")
        return clean


class SponsorLinkForm(Form):
    email = EmailField(label="Your email address")


class NameSponsorForm(Form):
    """Another sponsor than the one there is."""

    sponsor_name = NameField(label="Name of the sponsor", widget=forms.TextInput({"autocomplete": "off"}))
    sponsor_email = EmailField(label="Email address of the sponsor", widget=forms.EmailInput({"autocomplete": "off"}))


class PickedForm(Form):
    """Applications by their references."""

    refs = forms.MultipleChoiceField(
        widget=forms.MultipleHiddenInput, error_messages={"required": "Tick at least one person."}
    )

    def __init__(self, *args: Any, refs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["refs"].choices = [(ref, ref) for ref in refs]  # type: ignore[attr-defined]
