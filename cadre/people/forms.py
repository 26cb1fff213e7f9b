"""Signing in: the address, then the code; the code of an app, where that was set up; and roles in the office."""

from allauth.account import forms as allauth_forms
from allauth.mfa.base import forms as second_step_forms
from django import forms
from django.core.exceptions import ValidationError

from cadre.lib import clock
from cadre.people.states import StaffRoleName
from cadre.ui.forms import DateField, EmailField, Form, NameField, ParagraphsField, TextField, speak_plainly


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


class AppCodeForm(second_step_forms.AuthenticateForm):
    """The code that the app of `user` shows, or one of their recovery codes. Tried as often as allauth allows."""

    use_required_attribute = False
    from_app = True
    is_click = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = app_code("A recovery code works, too.")
        speak_plainly(self.fields["code"])

    def note_use(self) -> None:
        """The code is used up, and when it was used is kept."""
        self.save()

    @property
    def was_recovery(self) -> bool:
        """Whether a recovery code was typed."""
        return bool(self.authenticator.type == self.authenticator.Type.RECOVERY_CODES)


class SetUpForm(Form):
    """The code that an app shows which has just been told `secret`."""

    code = TextField(label="Code from the app", limit=20)
    mark_optional = False

    def __init__(self, *args, secret: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.secret = secret
        self.fields["code"] = app_code()
        speak_plainly(self.fields["code"])

    def clean_code(self) -> str:
        from allauth.mfa.totp.internal.auth import validate_totp_code

        code = self.cleaned_data["code"]
        if not validate_totp_code(self.secret, code):
            raise ValidationError("This is not the code your app shows now. Wait for the next one, and type that.")
        return code


def app_code(hint: str = "") -> TextField:
    field = TextField(label="Code from the app", limit=20, help_text=f"Six figures. {hint}".strip())
    field.widget.attrs.update({"autocomplete": "one-time-code", "inputmode": "numeric", "class": "cd-w-m cd-code"})
    return field


class ProofForm(Form):
    """The code that was mailed to `to`, beside whatever else a page asks. `is_click`: in the demo a click is enough."""

    code = TextField(label="Code from the mail", limit=20, help_text="Six letters and figures.")
    mark_optional = False
    is_click = from_app = False

    def __init__(self, *args, to: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.to = to
        self.fields["code"].widget.attrs.update({"autocomplete": "one-time-code", "class": "cd-w-m cd-code"})


class RoleForm(Form):
    """A role in the office, from a day on."""

    role = forms.ChoiceField(label="Role", choices=[("", "Choose"), *StaffRoleName.choices()])
    from_on = DateField(label="From", earliest=clock.today, initial=clock.today)
    reason = ParagraphsField(
        label="Why",
        limit=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Whoever agrees to it reads this.",
    )


class JoiningForm(RoleForm):
    """The same for somebody who may have no account yet."""

    name = NameField(label="Full name")
    email = EmailField(label="Email address", help_text="They sign in with it. It has to be theirs alone.")
    field_order = ("name", "email", "role", "from_on", "reason")


class RoleEndForm(Form):
    to_on = DateField(label="First day without it", earliest=clock.today, initial=clock.today)


class AccountForm(Form):
    """What is done with an account. `acts`: (value, words) of those that apply to it now."""

    act = forms.ChoiceField(label="What to do", widget=forms.RadioSelect)
    because = ParagraphsField(
        label="Why",
        limit=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="How you know that it is them, or what happened. The journal keeps it.",
    )

    def __init__(self, *args, acts: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = acts  # type: ignore[attr-defined]
