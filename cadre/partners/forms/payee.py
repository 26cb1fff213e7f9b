"""Bank and VAT details, typed by the partner; never filled in again from what is kept."""

from collections.abc import Mapping
from typing import Any

from django import forms

from cadre.partners.actions import Bank, TakenDown
from cadre.partners.rules.payee import account_number, roll_number, sort_code, vat_number
from cadre.partners.states import Told
from cadre.ui.fields import CleanedField
from cadre.ui.forms import Form, NameField, ParagraphsField, TextField

NUMBERS = {"class": "cd-w-m", "inputmode": "numeric", "autocomplete": "off"}


class PayeeForm(Form):
    """What was typed stands there again only in the answer to the press that was wrong."""

    account_name = TextField(label="Name on the account", limit=120, help_text="As the bank has it.")
    sort_code = CleanedField(
        label="Sort code",
        clean_with=sort_code,
        help_text="Six figures.",
        widget=forms.TextInput(attrs=NUMBERS),
    )
    account = CleanedField(
        label="Account number",
        clean_with=account_number,
        help_text="Eight figures.",
        widget=forms.TextInput(attrs=NUMBERS),
    )
    roll = CleanedField(
        label="Roll number",
        clean_with=roll_number,
        required=False,
        help_text="Only for a building society.",
        widget=forms.TextInput(attrs={"class": "cd-w-m", "autocomplete": "off"}),
    )
    is_registered = forms.BooleanField(label="We are registered for VAT", required=False)
    vat = TextField(label="VAT number", required=False, limit=20, help_text="Nine figures, such as GB 123 4567 82.")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        typed = said.get("vat") or ""
        if typed and not said.get("is_registered"):
            self.add_error("is_registered", "Tick this, or leave the VAT number out.")
        if said.get("is_registered") and "vat" not in self.errors:
            try:
                said["vat"] = vat_number(typed)
            except ValueError as wrong:
                self.add_error("vat", str(wrong))
        return said

    def details(self) -> dict[str, Any]:
        """The arguments of the action."""
        said = self.cleaned_data
        bank = Bank(said["sort_code"], said["account"], said["roll"])
        return {"account_name": said["account_name"], "bank": bank, "vat_number": said["vat"]}


class TakenDownForm(PayeeForm):
    """What was given on the phone or by letter, with who gave it and on which number they were called back."""

    giver = NameField(label="Who gave these details?", limit=200)
    told = forms.ChoiceField(label="How?", choices=Told.choices(), widget=forms.RadioSelect)
    contact = forms.TypedChoiceField(
        label="On which number did you call them back?",
        coerce=int,
        widget=forms.RadioSelect,
        help_text="Only numbers that we had before. Never one that came with the details.",
    )
    field_order = ["giver", "told", "contact"]

    def __init__(self, *args: Any, numbers: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].choices = list(numbers.items())  # type: ignore[attr-defined]
        self.fields["is_registered"].label = "They are registered for VAT"

    def details(self) -> dict[str, Any]:
        """The arguments of the action."""
        said = self.cleaned_data
        taken = TakenDown(said["giver"], Told(said["told"]), said["contact"])
        return {**super().details(), "taken": taken}


class RefusePayeeForm(Form):
    reason = ParagraphsField(
        label="Why is it refused?",
        limit=300,
        help_text="It stands in the mail to the partner. Write no digits of the account.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
