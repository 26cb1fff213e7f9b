"""What people type to sign a document, and to check whether a file is one of ours."""

import hashlib
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from cadre.documents.fingerprints import fingerprint_of
from cadre.ui.forms import Form, NameField, TextField

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
        self.fields["agrees"].label = self.consent = consent


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
