"""A partner's details and the people who speak for it."""

from typing import Any

from django import forms

from cadre.partners.models import Contact, Partner
from cadre.partners.states import NETWORK, ContactPurpose
from cadre.schools.states import REGIONS
from cadre.ui.forms import DateField, EmailField, Form, NameField, ParagraphsField, PhoneField, PostcodeField, TextField
from cadre.ui.seen import SeenForm

KINDS = [(kind.value, kind.label) for kind in NETWORK]
HOME_REGIONS = [(name, name) for name in REGIONS]
SHOWN_TO_ALL = "Show name, address and phone on our public page"


def postal_address() -> ParagraphsField:
    """Where post reaches somebody, with town and postcode."""
    return ParagraphsField(
        label="Postal address",
        limit=300,
        required=False,
        help_text="Where post reaches them. Leave it empty if that is the partner’s own.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DetailsForm(SeenForm):
    name = TextField(label="Full name", limit=120)
    short_name = TextField(label="Short name", limit=60, help_text="As people say it, such as Peakside.")
    kind = forms.ChoiceField(label="Kind", choices=KINDS, widget=forms.RadioSelect)
    region = forms.ChoiceField(label="Region", choices=[("", "Choose a region"), *HOME_REGIONS])
    town = TextField(label="Town", limit=80)
    postcode = PostcodeField(label="Postcode", max_length=10)
    address = ParagraphsField(
        label="Postal address",
        limit=300,
        required=False,
        help_text="Street and house, without town and postcode.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    contact_email = EmailField(
        label="Email of its office", required=False, help_text="Of nobody in person. It stays when people change."
    )
    contact_phone = PhoneField(label="Phone of its office", required=False)
    mark_optional = False

    def __init__(self, *args: Any, row: Partner, columns: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, row=row, columns=columns, **kwargs)
        for name in set(self.fields) - {"seen", *columns}:
            del self.fields[name]


class ProspectForm(Form):
    """A partner that is not signed yet, and who speaks for it if that is known."""

    name = TextField(label="Full name", limit=120)
    short_name = TextField(label="Short name", limit=60, help_text="As people say it, such as Peakside.")
    kind = forms.ChoiceField(label="Kind", choices=KINDS, widget=forms.RadioSelect)
    region = forms.ChoiceField(label="Region", choices=[("", "Choose a region"), *HOME_REGIONS])
    town = TextField(label="Town", limit=80)
    postcode = PostcodeField(label="Postcode", max_length=10)
    address = ParagraphsField(
        label="Postal address", limit=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    lead_name = NameField(label="Name of the lead", required=False)
    lead_email = EmailField(
        label="Email of the lead", required=False, help_text="They are invited to fill in the rest, from a phone too."
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("lead_name")) != bool(said.get("lead_email")) and not {"lead_email", "lead_name"} & set(
            self.errors
        ):
            missing = "lead_email" if said.get("lead_name") else "lead_name"
            self.add_error(missing, "Give both name and email of the lead, or neither.")
        return said

    def details(self) -> dict[str, Any]:
        """The arguments of `actions.add_prospect`, without the lead."""
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith("lead_")}


class ContactField(forms.ModelChoiceField):
    def label_from_instance(self, contact: Any) -> str:
        return f"{contact.user.name}, {contact.get_purpose_display().lower()}"


class ContactForm(Form):
    """Somebody who is to speak for the partner."""

    purpose = forms.ChoiceField(label="For", choices=ContactPurpose.choices(), widget=forms.RadioSelect)
    name = NameField(label="Name")
    email = EmailField(label="Email", help_text="They sign in with it. One person, one address.")
    phone = PhoneField(label="Phone", required=False)
    postal_address = postal_address()
    replaces = ContactField(
        queryset=Contact.objects.none(),
        label="In place of",
        required=False,
        empty_label="Nobody: they come in addition",
        help_text="Whoever you choose ends today, and is told so.",
    )

    def __init__(self, *args: Any, contacts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["replaces"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = contacts

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        replaced = said.get("replaces")
        if replaced and said.get("purpose") and replaced.purpose != said["purpose"]:
            self.add_error("replaces", "Choose somebody who does the same.")
        return said


class ContactReachForm(SeenForm):
    phone = PhoneField(label="Phone", required=False)
    postal_address = postal_address()
    is_public = forms.BooleanField(label=SHOWN_TO_ALL, required=False)


class ContactEndForm(Form):
    ends_on = DateField(
        label="First day without the task",
        required=False,
        help_text="Leave empty to end it today. They are told by mail.",
    )
