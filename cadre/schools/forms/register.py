"""A file of the school register, and the files and the day that go with it."""

from django import forms

from cadre.ui.forms import DateTextField, Form

ACCEPTED = {"accept": ".csv,.zip"}


class RegisterForm(Form):
    file = forms.FileField(
        label="The register’s file",
        help_text="“edubasealldata” with its date, as CSV or in the zip it is downloaded in. Some 60 MB.",
        widget=forms.FileInput(ACCEPTED),
        error_messages={"required": "Choose the register’s file.", "empty": "This file is empty."},
    )
    links = forms.FileField(
        label="The file of links",
        help_text="“links_edubasealldata”: which school followed which. A zip may hold it already.",
        widget=forms.FileInput(ACCEPTED),
        required=False,
        error_messages={"empty": "This file is empty."},
    )
    dated = DateTextField(
        label="The day of the file", help_text="Where its name does not say it, such as 15/6/2026.", required=False
    )
