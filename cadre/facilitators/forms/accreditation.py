"""Why an accreditation is renewed."""

from cadre.ui.forms import Form, TextField


class RenewalForm(Form):
    reason = TextField(label="Why is it renewed?", limit=300, help_text="For example: led four days, visited in March")
