"""How it is paid, and who is invoiced when there is something to pay."""

from collections.abc import Mapping
from typing import Any

from django import forms

from cadre.applications.states import Funding, Payer
from cadre.applications.steps.base import Answers, Row, Step
from cadre.ui.forms import EmailField, Form, Hinted, ParagraphsField, PostcodeField, TextField


class PaymentForm(Form):
    funding = forms.ChoiceField(
        label="How will your place be paid?",
        error_messages={"required": "Say how your place will be paid."},
        widget=forms.RadioSelect,
        choices=[
            (
                Funding.SCHOLARSHIP,
                Hinted(Funding.SCHOLARSHIP.label, hint="We look it up now. If it cannot be given you decide again."),
            ),
            (Funding.SCHOOL, Funding.SCHOOL.label),
            (Funding.TRUST, Funding.TRUST.label),
            (Funding.SELF, Funding.SELF.label),
        ],
    )
    heading_field = "funding"


class Payment(Step):
    slug = "payment"
    section = "Payment"
    question = "How will your place be paid?"
    why = "A scholarship pays the whole fee for people in eligible schools. You see your price before you submit."
    form_class = PaymentForm
    turns = (
        (
            "a scholarship that is certain",
            Answers({"payment": {"typed": {"funding": Funding.SCHOLARSHIP}}, "noted": {"scholarship": "yes"}}),
        ),
        ("anything else", Answers({})),
    )

    @classmethod
    def next(cls, answers: Answers) -> type[Step]:
        """Nobody is invoiced for a full scholarship, so nobody is asked about it."""
        from cadre.applications.steps.about import HeardOf

        if answers.said("payment", "funding") == Funding.SCHOLARSHIP and answers.has_scholarship:
            return HeardOf
        return Invoice

    @classmethod
    def filled(cls, clean: Mapping[str, Any]) -> dict[str, Any]:
        funding = clean["funding"]
        return {"funding": funding, "payer": "" if funding == Funding.SCHOLARSHIP else Payer(funding).value}

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        return [("How it is paid", Funding(clean["funding"]).label)]


class InvoiceForm(Form):
    payer = forms.ChoiceField(
        label="Who pays if there is no scholarship?",
        widget=forms.RadioSelect,
        choices=Payer.choices(),
        error_messages={"required": "Say who pays if there is no scholarship."},
    )
    billing_name = TextField(
        limit=160,
        label="Who is the invoice addressed to?",
        error_messages={"required": "Write who the invoice is addressed to."},
        help_text="A person or an office, such as Finance office, Sherwin Hall School",
    )
    billing_email = EmailField(label="Their email address", widget=forms.EmailInput({"autocomplete": "off"}))
    billing_address = ParagraphsField(limit=500, label="Invoice address", widget=forms.Textarea({"rows": 3}))
    billing_postcode = PostcodeField(label="Postcode")
    purchase_order = TextField(
        limit=60,
        required=False,
        label="Purchase order number",
        help_text="As it should stand on the invoice. You may add it later.",
        widget=forms.TextInput({"class": "cd-w-m", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, asks_payer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_payer:
            del self.fields["payer"]


class Invoice(Step):
    slug = "invoice"
    section = "Payment"
    question = "Who do we invoice?"
    why = "We invoice once your group is confirmed, never before. Until then you can withdraw without charge."
    form_class = InvoiceForm

    @classmethod
    def next(cls, answers: Answers) -> type[Step]:
        from cadre.applications.steps.about import HeardOf

        return HeardOf

    @classmethod
    def filled(cls, clean: Mapping[str, Any]) -> dict[str, Any]:
        return dict(clean)

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        payer = [("Without a scholarship", Payer(clean["payer"]).label)] if "payer" in clean else []
        return [
            *payer,
            ("Invoice to", f"{clean['billing_name']}\n{clean['billing_email']}"),
            ("Invoice address", f"{clean['billing_address']}\n{clean['billing_postcode']}"),
            ("Purchase order", clean["purchase_order"] or "Not given yet"),
        ]
