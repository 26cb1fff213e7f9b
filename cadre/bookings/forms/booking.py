"""The questions of a booking, and what is done about its places."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from cadre.applications.states import Payer
from cadre.applications.steps.course import NO_PREFERENCE
from cadre.applications.steps.payment import InvoiceForm
from cadre.applications.steps.school import SchoolForm
from cadre.bookings.actions import FilledBooking, Wanted
from cadre.bookings.models import Booking
from cadre.bookings.rules.party import people_of
from cadre.lib.dates import long_day
from cadre.partners.models import Partner
from cadre.programmes.models import Intake, Offering
from cadre.schools.models import Placement
from cadre.ui.forms import EmailField, Form, Hinted, NameField, ParagraphsField, TextField
from cadre.ui.seen import SeenForm

MOST_UNNAMED = 40
PEOPLE_LIMIT = 6000


class StartForm(Form):
    """Who books, and for which intake."""

    lead_name = NameField(label="Your name")
    lead_email = EmailField(label="Your email address", help_text="We mail you a link to this booking. No password.")
    lead_role = TextField(
        limit=120, required=False, label="Your role", help_text="Such as business manager or headteacher"
    )
    intake = forms.ChoiceField(label="Intake", widget=forms.RadioSelect)

    def __init__(self, *args: Any, intakes: Sequence[Intake], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.intakes = {intake.slug: intake for intake in intakes}
        if len(self.intakes) == 1:
            self.fields["intake"].widget = forms.HiddenInput()
            self.fields["intake"].initial = next(iter(self.intakes))
        self.fields["intake"].choices = [  # type: ignore[attr-defined]
            (slug, Hinted(str(one), hint=f"Starts {long_day(one.starts_on)}. Apply by {long_day(one.closes_on)}."))
            for slug, one in self.intakes.items()
        ]

    @property
    def lead(self) -> dict[str, str]:
        """The columns of the booking."""
        return {name: self.cleaned_data[name] for name in ("lead_name", "lead_email", "lead_role")}


class PayerForm(SchoolForm):
    """The school, found by search, and whether it pays or its trust."""

    payer = forms.ChoiceField(
        label="Who is invoiced?",
        widget=forms.RadioSelect,
        choices=[
            (Payer.SCHOOL, Hinted("This school", hint="Everybody you book a place for works here")),
            (Payer.TRUST, Hinted("Its trust", hint="Your people may work in different schools of the trust")),
        ],
        error_messages={"required": "Say whether the school is invoiced, or its trust."},
    )

    def __init__(self, typed: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(typed, **kwargs)
        self.fields["school"].error_messages["required"] = "Search for a school and choose it, or say it is not listed."
        self.fields["place"].label = "If it is not listed: the name and town of the school or trust"
        self.trust = None
        if self.chosen:
            placement = Placement.objects.filter(school=self.chosen, to_on=None).select_related("trust").first()
            self.trust = placement.trust if placement else None

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        if clean.get("payer") == Payer.TRUST and self.chosen and self.trust is None:
            self.add_error(
                "payer", f"We know no trust of {self.chosen}. Choose the school, or one of the trust’s schools."
            )
        return clean


class PlacesForm(Form):
    """For each qualification the people with a name, one a line, and how many without."""

    def __init__(self, *args: Any, offerings: Sequence[Offering], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offerings = list(offerings)
        for offering in self.offerings:
            code, slug = offering.qualification.code, offering.qualification.slug
            self.fields[f"people_{slug}"] = ParagraphsField(
                limit=PEOPLE_LIMIT,
                required=False,
                label=f"{code}: people you can name",
                help_text="One a line: name, comma, email address. You can paste two columns of a spreadsheet.",
                widget=forms.Textarea({"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
            )
            self.fields[f"unnamed_{slug}"] = forms.IntegerField(
                required=False,
                min_value=0,
                max_value=MOST_UNNAMED,
                label=f"{code}: places not named yet",
                widget=forms.TextInput({"class": "cd-w-s", "inputmode": "numeric", "autocomplete": "off"}),
                error_messages={"invalid": "Write a number in figures, such as 2."},
            )
        self.mark_optional = False

    @property
    def parts(self) -> list[tuple[Offering, Any, Any]]:
        """(offering, the field of people, the field of the number) for the page."""
        return [
            (one, self[f"people_{one.qualification.slug}"], self[f"unnamed_{one.qualification.slug}"])
            for one in self.offerings
        ]

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        for offering in self.offerings:
            name = f"people_{offering.qualification.slug}"
            people, faults = people_of(clean.get(name) or "")
            clean[f"parsed_{offering.pk}"] = people
            for fault in faults:
                self.add_error(name, fault)
        if not self.errors and not any(each.number for each in self.wanted):
            self.add_error(None, "Name somebody, or say how many places are not named yet.")
        return clean

    @property
    def wanted(self) -> list[Wanted]:
        """What was asked for, of a form that is valid so far."""
        found = []
        for one in self.offerings:
            unnamed = self.cleaned_data.get(f"unnamed_{one.qualification.slug}") or 0
            each = Wanted(one, self.cleaned_data.get(f"parsed_{one.pk}", []), unnamed)
            if each.number:
                found.append(each)
        return found


class PartnerForm(Form):
    """Preferred partner and code, once for all, and what holds for everybody."""

    partner = forms.ChoiceField(
        label="Preferred delivery partner",
        help_text="For everybody in this booking.",
        error_messages={"required": "Choose a delivery partner."},
    )
    code = TextField(
        limit=60,
        required=False,
        label="Allocation code",
        help_text="If a partner gave you one",
        widget=forms.TextInput({"class": "cd-w-m cd-code", "autocapitalize": "characters", "autocomplete": "off"}),
    )
    asks_scholarship = forms.BooleanField(
        required=False,
        label="Ask for a scholarship for each place first",
        help_text="Where one is given there is nothing to pay. Where not, you are invoiced.",
    )
    keeps_together = forms.BooleanField(
        required=False,
        label="Keep us together",
        help_text="If a group is full, all of us wait for one that has room for all.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = list(Partner.objects.active_on(today).only("slug", "name", "town"))
        self.partners = {partner.slug: partner for partner in partners}
        self.fields["partner"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a partner"),
            *[(partner.slug, f"{partner.name}, {partner.town}") for partner in partners],
            (NO_PREFERENCE, "We have no preference"),
        ]
        self.fields["partner"].error_messages["invalid_choice"] = "This partner is no longer offered. Choose again."


class BillingForm(InvoiceForm):
    """Billing and purchase order, once for every place."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, asks_payer=False, **kwargs)


class OtherBillingForm(SeenForm, BillingForm):
    """The same, of a booking that is booked."""


class BookForm(Form):
    true = forms.BooleanField(label="I may book these places, and those I name know that I give you their address")


class PersonForm(Form):
    """Somebody for a place."""

    name = NameField(label="Name", widget=forms.TextInput({"autocomplete": "off"}))
    email = EmailField(label="Email address", widget=forms.EmailInput({"autocomplete": "off"}))


class CorrectForm(SeenForm, PersonForm):
    """Somebody who is invited, by another name or address."""


class WhyForm(Form):
    reason = TextField(limit=300, label="Why?", help_text="For the record", error_messages={"required": "Write why."})


class TurnDownForm(Form):
    reason = TextField(
        limit=300,
        required=False,
        label="Why do you not want the place?",
        help_text="If you like. Whoever booked it reads it.",
    )


STEPS = ("places", "school", "partner", "billing")
TITLES = {
    "places": "Who is it for?",
    "school": "Which school or trust?",
    "partner": "Where, and how?",
    "billing": "Who do we invoice?",
}
SECTIONS = ["You", "Places", "School", "Partner", "Billing", "Check"]


def form_of(slug: str, typed: Mapping[str, Any] | None, *, offerings: Sequence[Offering], today: date) -> Any:
    """The form of a step, bound when something was typed."""
    if slug == "places":
        return PlacesForm(typed, offerings=offerings)
    if slug == "school":
        return PayerForm(typed)
    return PartnerForm(typed, today=today) if slug == "partner" else BillingForm(typed)


class Walk:
    """All steps of a draft, each with its form, checked again. `wrong` is the first that is missing or not valid."""

    def __init__(self, booking: Booking, *, offerings: Sequence[Offering], today: date) -> None:
        self.forms = {}
        for slug in STEPS:
            kept = booking.answers.get(slug)
            typed = dict(kept["typed"]) if kept else None
            self.forms[slug] = form_of(slug, typed, offerings=offerings, today=today)
        self.wrong = next((slug for slug, form in self.forms.items() if not (form.is_bound and form.is_valid())), None)

    @property
    def filled(self) -> FilledBooking:
        """What the answers say; every step is valid."""
        school, partner, billing = (self.forms[slug] for slug in ("school", "partner", "billing"))
        fields = {
            "payer": school.cleaned_data["payer"],
            "school": school.chosen,
            "school_typed": "" if school.chosen else school.cleaned_data["place"],
            "trust": school.trust if school.cleaned_data["payer"] == Payer.TRUST else None,
            "preferred_partner": partner.partners.get(partner.cleaned_data["partner"]),
            "code_typed": partner.cleaned_data["code"],
            "asks_scholarship": partner.cleaned_data["asks_scholarship"],
            "keeps_together": partner.cleaned_data["keeps_together"],
            **billing.cleaned_data,
        }
        return FilledBooking(fields, self.forms["places"].wanted)

    def sections(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """(step, heading, rows) as the check page reads them; every step is valid."""
        fields = self.filled.fields
        people = []
        for each in self.forms["places"].wanted:
            lines = [f"{person.name}, {person.email}" for person in each.people]
            lines += [f"{each.unnamed} not named yet"] if each.unnamed else []
            people.append((str(each.offering.qualification), "\n".join(lines)))
        where = fields["preferred_partner"]
        payer = fields["trust"] or fields["school"] or fields["school_typed"]
        scholarships = "Asked for first" if fields["asks_scholarship"] else "Not asked for"
        return [
            ("places", "Places", people),
            (
                "school",
                "School or trust",
                [("Invoiced", str(payer)), ("School", str(fields["school"] or "not listed"))],
            ),
            (
                "partner",
                "Partner",
                [
                    ("Preferred partner", f"{where}, {where.town}" if where else "No preference"),
                    ("Allocation code", fields["code_typed"] or "None"),
                    ("Scholarships", scholarships),
                    ("If a group is full", "We wait together" if fields["keeps_together"] else "Each waits alone"),
                ],
            ),
            (
                "billing",
                "Billing",
                [
                    ("Invoice to", f"{fields['billing_name']}\n{fields['billing_email']}"),
                    ("Invoice address", f"{fields['billing_address']}\n{fields['billing_postcode']}"),
                    ("Purchase order", fields["purchase_order"] or "Not given yet"),
                ],
            ),
        ]
