"""What is asked when the Department's confirmations move on, and when an applicant says who pays."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from cadre.applications.actions.confirmation import NEEDS_REASON
from cadre.applications.states import Payer
from cadre.applications.steps.payment import InvoiceForm
from cadre.ui.forms import DateTextField, Form, ParagraphsField, TextField


@dataclass(frozen=True)
class Verb:
    """The words of one move: on its button, over its preview, and when it is done."""

    button: str
    heading: str
    done: str
    when: str
    follows: str


VERBS = {
    "apply": Verb(
        "Applied for…",
        "Applied for to the Department",
        "Marked as applied for",
        "Applied on",
        "They take their place in the fund. Nobody is written to.",
    ),
    "approve": Verb(
        "Approved…",
        "Approved by the Department",
        "Approved",
        "Approved on",
        "Each of them is told that nothing is to pay.",
    ),
    "refuse": Verb(
        "Refused…",
        "Refused by the Department",
        "Refused",
        "Refused on",
        "Each of them is quoted again without a scholarship, and asked to withdraw without charge or to say who pays.",
    ),
    "exhaust": Verb(
        "Funds exhausted…",
        "No money is left for them",
        "Marked as exhausted",
        "Known since",
        "Each of them is quoted again without a scholarship, and asked to withdraw without charge or to say who pays.",
    ),
    "apply_again": Verb(
        "Apply again…",
        "To be applied for again",
        "To be applied for again",
        "Decided on",
        "They have a scholarship again, subject to the Department. Whoever has said who pays stays as they are.",
    ),
}


class MoveForm(Form):
    """The day, the Department's reference, and the reason where one is needed."""

    on = DateTextField(label="On", error_messages={"required": "Enter the day."})
    reference = TextField(
        limit=80, required=False, label="The Department’s reference", help_text="Kept with each of them."
    )
    reason = ParagraphsField(
        limit=1000,
        label="Reason",
        help_text="Kept, and read by whoever is refused.",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, verb: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial, self.fields["on"].latest = today, today  # type: ignore[attr-defined]
        if verb in VERBS:
            self.fields["on"].label = VERBS[verb].when
        self.fields["reason"].required = verb in NEEDS_REASON


class PayerForm(InvoiceForm):
    """Who pays now that there is no scholarship. `seen_…` are the prices in pence that the page showed."""

    def __init__(self, *args: Any, prices: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, asks_payer=True, **kwargs)
        self.fields["payer"].label = "Who pays for your place?"
        self.fields["payer"].error_messages["required"] = "Say who pays, or withdraw below."
        for payer, pence in prices.items():
            self.fields[f"seen_{payer}"] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=pence)

    @property
    def chosen(self) -> Payer:
        return Payer(self.cleaned_data["payer"])

    @property
    def seen_pence(self) -> int:
        return self.cleaned_data.get(f"seen_{self.chosen.value}") or -1

    @property
    def billing(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name.startswith(("billing_", "purchase_"))}
