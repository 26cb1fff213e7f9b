"""What is sent to an application after its questions."""

from typing import Any

from django import forms

from cadre.applications.states import Finding
from cadre.schools.models import School
from cadre.ui.forms import EmailField, Form, ParagraphsField, TextField


class CheckForm(Form):
    """The declaration. `seen` is the price in pence that the page showed."""

    true = forms.BooleanField(label="What I have said is true, and I have read how my data are used")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class LostLinkForm(Form):
    email = EmailField(label="The email address you gave")


class AnswerForm(Form):
    answer = ParagraphsField(limit=3000, label="Your answer")


class WithdrawForm(Form):
    reason = TextField(
        limit=300, label="Why do you withdraw?", help_text="A word or two help us. We do not hold it against you."
    )


class AcceptForm(Form):
    reason = TextField(limit=300, label="Reason", help_text="For the record. The applicant does not see it.")


class DeclineForm(Form):
    reason = ParagraphsField(
        limit=2000,
        label="Reason",
        help_text="In kind words: the applicant reads them.",
        widget=forms.Textarea({"rows": 3}),
    )


class AskForm(Form):
    question = ParagraphsField(
        limit=2000,
        label="What do you need to know?",
        help_text="The applicant answers on one page, by a mailed link.",
        widget=forms.Textarea({"rows": 3}),
    )


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

    finding = forms.ChoiceField(label="What did you find?", widget=forms.RadioSelect, choices=Finding.choices())
    words = ParagraphsField(
        limit=1000,
        label="Evidence or reason",
        help_text="In one sentence, with its source. The applicant reads it.",
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_finding(self) -> Finding:
        return Finding(self.cleaned_data["finding"])


class BulkForm(Form):
    """The applications by their references, and one reason for all."""

    refs = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput)
    reason = TextField(limit=300, label="Reason", help_text="For the record of each. The applicants do not see it.")

    def __init__(self, *args: Any, refs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["refs"].choices = [(ref, ref) for ref in refs]  # type: ignore[attr-defined]
