"""What people type about memoranda: who signs, reasons, the text and the terms."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from cadre.lib import clock
from cadre.partners.models import Memorandum, Partner
from cadre.partners.queries.memoranda import to_renew
from cadre.partners.states import MemorandumState
from cadre.ui.forms import DateTextField, EmailField, Form, NameField, ParagraphsField, TextField
from cadre.ui.listing import FilterForm
from cadre.ui.seen import SeenForm


class SignatoryForm(SeenForm):
    """Who signs for the partner. It shows whoever is named already, who gets a new link when it is sent unchanged."""

    signatory = NameField(label="Who has the authority to sign?", limit=200)
    email = EmailField(label="Their email address", help_text="A link to read and sign goes there.")
    role = TextField(label="Their role", limit=120)
    mark_optional = False

    def __init__(self, typed: Mapping[str, Any] | None = None, *, named: Mapping[str, object] | None = None) -> None:
        # It stands beside the form to sign, which asks for a role too.
        super().__init__(typed, auto_id="signatory_%s", before=named)

    def given(self) -> dict[str, str]:
        """What was typed, as arguments of the action."""
        return {"name" if name == "signatory" else name: value for name, value in self.cleaned_data.items()}


class WhyForm(Form):
    reason = ParagraphsField(
        limit=500, label="Reason", help_text="The other side reads it.", widget=forms.Textarea(attrs={"rows": 3})
    )


class PaperForm(Form):
    """A memorandum that was signed outside."""

    in_force_on = DateTextField(
        label="In force since", error_messages={"required": "Enter the day both sides had signed."}
    )
    ends_on = DateTextField(
        label="Until before", error_messages={"required": "Enter the first day it no longer holds."}
    )
    reason = TextField(label="Where the paper is kept", limit=300)
    mark_optional = False


class TextForm(Form):
    body = ParagraphsField(
        label="Text",
        help_text="A line ## Heading begins a section. An empty line between paragraphs, **bold**, - for points.",
        limit=60_000,
        widget=forms.Textarea(attrs={"rows": 30}),
    )
    source = TextField(label="Source", help_text="Who settled these words, and when.", limit=300)
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    mark_optional = False


class PublishForm(Form):
    from_on = DateTextField(label="Used from", error_messages={"required": "Enter the first day it is used."})
    changes = forms.IntegerField(widget=forms.HiddenInput)


class PartnerChoice(FilterForm):
    """Whose values a preview shows."""

    partner = forms.ModelChoiceField(Partner.objects.order_by("name"), to_field_name="slug", label="As it reads for")


class MemorandumFilter(FilterForm):
    """Which memoranda."""

    q = TextField(label="Partner or reference", limit=120)
    state = forms.ChoiceField(
        label="State", choices=[("", "All"), *MemorandumState.choices(), ("renewal", "Renewal due")]
    )

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if words := said.get("q"):
            rows = rows.filter(partner__name__icontains=words) | rows.filter(ref__icontains=words)
        state = said.get("state")
        if state == "renewal":
            due = to_renew(Memorandum.objects.all(), clock.today()).values("pk")
            return rows.filter(pk__in=due)
        return rows.filter(state=state) if state else rows
