"""Signing in: the address, then the code."""

from allauth.account import forms as allauth_forms

from cadre.ui.forms import EmailField, Form, TextField, speak_plainly


class SignInForm(allauth_forms.RequestLoginCodeForm):
    use_required_attribute = False
    email = EmailField(label="Email address")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField(
            label="Email address", help_text="The one you applied with, or that your organisation gave us."
        )
        speak_plainly(self.fields["email"])


class CodeForm(allauth_forms.ConfirmLoginCodeForm):
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = TextField(label="Code from the mail", limit=20)
        self.fields["code"].widget.attrs.update({"autocomplete": "one-time-code", "class": "cd-w-m cd-code"})
        speak_plainly(self.fields["code"])


class ProofForm(Form):
    """The code that was mailed to `to`, beside whatever else a page asks. `is_click`: in the demo a click is enough."""

    code = TextField(label="Code from the mail", limit=20, help_text="Six letters and figures.")
    mark_optional = False
    is_click = False

    def __init__(self, *args, to: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.to = to
        self.fields["code"].widget.attrs.update({"autocomplete": "one-time-code", "class": "cd-w-m cd-code"})
