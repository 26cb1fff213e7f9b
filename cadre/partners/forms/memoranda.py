"""What people type about memoranda: signatures, who signs, reasons, the text, the terms, and files to check."""

import hashlib
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from cadre.lib import clock
from cadre.partners.models import Memorandum, Partner
from cadre.partners.queries.memoranda import to_renew
from cadre.partners.rules.memoranda import fingerprint_of
from cadre.partners.states import MemorandumState
from cadre.ui.forms import DateTextField, EmailField, Form, NameField, ParagraphsField, TextField
from cadre.ui.listing import FilterForm

LARGEST_FILE = 10 * 1024 * 1024
PDF_MARK = b"%PDF-"
MARK_WITHIN = 1024


class SignForm(Form):
    """A signature. `consent` is the sentence beside the box, and is kept as it was shown."""

    name = NameField(label="Your full name, as your signature", limit=200)
    role = TextField(label="Your role", limit=120, help_text="Such as head teacher, chair of trustees, chief executive")
    agrees = forms.BooleanField(error_messages={"required": "Tick the box to sign."})
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    mark_optional = False

    def __init__(self, *args: Any, consent: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agrees"].label = consent


class SignatoryForm(Form):
    signatory = NameField(label="Who has the authority to sign?", limit=200)
    email = EmailField(label="Their email address", help_text="A link to read and sign goes there.")
    role = TextField(label="Their role", limit=120)
    mark_optional = False


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


class CheckForm(Form):
    """A file, or its fingerprint. `fingerprint` is the SHA-256 to look for, once the form is valid."""

    fingerprint: str
    file = forms.FileField(
        label="The PDF",
        required=False,
        help_text="It is read and forgotten: we keep nothing of it.",
        widget=forms.FileInput({"accept": ".pdf,application/pdf"}),
        error_messages={"empty": "This file is empty."},
    )
    typed = TextField(
        label="Or its SHA-256 fingerprint",
        limit=200,
        required=False,
        help_text="64 figures and letters from a to f; spaces do not matter.",
    )
    mark_optional = False

    def clean_file(self) -> UploadedFile | None:
        sent = cast(UploadedFile | None, self.cleaned_data["file"])
        if sent is None:
            return None
        if (sent.size or 0) > LARGEST_FILE:
            raise forms.ValidationError("This file is larger than 10 MB. Ours never are.")
        content = sent.read()
        if PDF_MARK not in content[:MARK_WITHIN]:
            raise forms.ValidationError("This is not a PDF. Choose the PDF that you were sent.")
        self.fingerprint = hashlib.sha256(content).hexdigest()
        return sent

    def clean_typed(self) -> str:
        typed = str(self.cleaned_data["typed"] or "")
        if typed and fingerprint_of(typed) is None:
            raise forms.ValidationError("A SHA-256 fingerprint has 64 figures and letters from a to f.")
        return typed

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return clean
        if clean.get("file") is None:
            if not clean.get("typed"):
                raise forms.ValidationError("Choose a PDF, or type its fingerprint.")
            self.fingerprint = fingerprint_of(clean["typed"]) or ""
        return clean
