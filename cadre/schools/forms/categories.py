"""What is sent about lists of categories and single districts."""

import hashlib
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from cadre.lib.errors import Refusal
from cadre.schools import sheets
from cadre.schools.rules import NotAList, Read, read_list
from cadre.ui.forms import DateTextField, Form, TextField

CHOICES = [("", "Not confirmed"), *((one, f"Category {one}") for one in "123456"), ("5or6", "Category 5 or 6")]


class UploadForm(Form):
    """`read` is what the file says and `digest` the SHA-256 of its bytes, once the form is valid."""

    read: Read
    digest: str
    file = forms.FileField(
        label="The list",
        help_text="The department’s spreadsheet (.xlsx) or a CSV, with the columns “LTLA code” and "
        "“Grouping (of six)”. An “Opportunity area” column may stand beside them.",
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        error_messages={"required": "Choose the file with the list.", "empty": "This file is empty."},
    )

    def clean_file(self) -> UploadedFile:
        sent = cast(UploadedFile, self.cleaned_data["file"])
        try:
            sheet = sheets.read_sheet(cast(BinaryIO, sent), size=sent.size or 0)
            found = read_list(sheet.rows)
        except (Refusal, NotAList) as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        self.read = Read(found.rows, (*sheet.notes, *found.notes))
        sent.seek(0)
        self.digest = hashlib.sha256(sent.read()).hexdigest()
        return sent


class PublishForm(Form):
    name = TextField(limit=120, label="Name of the list", help_text="Such as Achieving Excellence Areas, March 2016")
    from_on = DateTextField(
        label="Used from",
        error_messages={"required": "Enter the first day the list is used."},
        help_text="Applications from this day on are decided by it.",
    )
    districts_as_at = DateTextField(
        label="Districts as at",
        error_messages={"required": "Enter the day whose districts the list names."},
        help_text="The day whose districts the list names. For the list of 2016: 31/3/2016.",
    )
    source = TextField(limit=300, label="Source", help_text="The document and where it is from, with its date")
    is_complete = forms.BooleanField(
        required=False,
        label="The list is complete",
        help_text="Every district of that day has a category. One without is never taken for “not eligible”.",
    )
    keep = forms.BooleanField(
        required=False,
        initial=True,
        label="Keep what the list in use says of districts that this file leaves out or does not categorise",
    )


class WithdrawForm(Form):
    why = TextField(limit=300, label="Why it is withdrawn", help_text="Such as: the file was last year’s")


class SettleForm(Form):
    category = forms.ChoiceField(label="Category", choices=CHOICES, required=False)
    opportunity_area = TextField(limit=60, required=False, label="Opportunity area", help_text="Its name, if it is one")
    source = TextField(
        limit=300, label="Where this is from", help_text="Such as: the department’s answer of 3 March to our question"
    )

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("category", "opportunity_area", "source")}
