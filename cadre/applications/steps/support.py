"""Sponsor and mentor; then what must be arranged at events, and what we may offer."""

from collections.abc import Mapping
from typing import Any

from django import forms

from cadre.applications.steps.base import Answers, Facts, Row, Step
from cadre.ui.forms import EmailField, Form, NameField, ParagraphsField, TextField

NEEDS_CONSENT = "Tell the people who run my days what I need at events, and nobody else."
FOOD_CONSENT = (
    "Tell the people who run my days what I eat, and nobody else. It may say something about my health or belief."
)


class SupportForm(Form):
    sponsor_name = NameField(
        label="Your sponsor’s name",
        help_text="Your headteacher, or the chair of governors if you are the head. They support you in the course.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    sponsor_email = EmailField(
        label="Your sponsor’s email address",
        help_text="We ask them to confirm, once you have submitted.",
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    mentor_name = NameField(
        label="Your mentor in school",
        required=False,
        help_text="A colleague who talks your work through with you. You may name them later.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    mentor_email = EmailField(
        label="Your mentor’s email address", required=False, widget=forms.EmailInput({"autocomplete": "off"})
    )

    def __init__(self, *args: Any, applicant: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.applicant = applicant

    def clean_sponsor_email(self) -> str:
        email: str = self.cleaned_data["sponsor_email"]
        if email and email.lower() == self.applicant.lower():
            raise forms.ValidationError("This is your own email address. Give the address of your sponsor.")
        return email

    def clean_mentor_email(self) -> str:
        email: str = self.cleaned_data["mentor_email"]
        if email and email.lower() == self.applicant.lower():
            raise forms.ValidationError("This is your own email address. Give your mentor’s, or leave it empty.")
        return email


class Support(Step):
    slug = "support"
    section = "Support"
    question = "Who supports you?"
    why = "A sponsor gives you time for the course and something to lead in school. Without one it is hard to finish."
    form_class = SupportForm

    @classmethod
    def next(cls, answers: Answers) -> type[Step]:
        return Days

    @classmethod
    def form(cls, facts: Facts, typed: Mapping[str, Any] | None) -> SupportForm:
        return SupportForm(typed, applicant=facts.email)

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        mentor = "\n".join(filter(None, [clean["mentor_name"], clean["mentor_email"]]))
        return [
            ("Sponsor", f"{clean['sponsor_name']}\n{clean['sponsor_email']}"),
            ("Mentor in school", mentor or "Not named yet"),
        ]


class DaysForm(Form):
    mark_optional = False
    needed = ParagraphsField(
        limit=1000,
        required=False,
        label="Is there anything you need at events?",
        help_text="Leave it empty if not. Say what to arrange, such as step-free access. You need not say why.",
        widget=forms.Textarea({"rows": 2}),
    )
    needed_consent = forms.BooleanField(required=False, label=NEEDS_CONSENT)
    dietary = TextField(
        limit=300,
        required=False,
        label="What should the kitchen know?",
        help_text="Leave it empty if you eat anything. Such as vegetarian, or no nuts",
    )
    dietary_consent = forms.BooleanField(required=False, label=FOOD_CONSENT)
    local = forms.ChoiceField(
        label="If your group is too small, may we offer you another group near you?",
        error_messages={"required": "Say whether we may offer you another group."},
        widget=forms.RadioSelect({"class": "govuk-radios--inline"}),
        choices=[("yes", "Yes"), ("no", "No")],
    )
    travel_km = forms.IntegerField(
        label="How far would you travel, in km?",
        help_text="If you would join another group",
        required=False,
        min_value=1,
        max_value=500,
        widget=forms.TextInput({"inputmode": "numeric", "class": "cd-w-s"}),
        error_messages={
            "min_value": "Write a number of kilometres from 1 to 500.",
            "max_value": "Write a number of kilometres from 1 to 500.",
        },
    )
    distance = forms.ChoiceField(
        label="May we offer you distance learning?",
        error_messages={"required": "Say whether we may offer you distance learning."},
        widget=forms.RadioSelect({"class": "govuk-radios--inline"}),
        choices=[("yes", "Yes"), ("no", "No")],
    )

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        for what, words in (("needed", "what you need"), ("dietary", "what you eat")):
            if clean.get(what) and not clean.get(f"{what}_consent"):
                self.add_error(what, f"Tick the box beneath so that we may pass on {words}, or delete it.")
        if clean.get("local") == "yes" and "travel_km" in clean and clean["travel_km"] is None:
            self.add_error("travel_km", "Write how many kilometres you would travel, such as 25.")
        return clean


class Days(Step):
    slug = "days"
    section = "Support"
    question = "Your days"
    why = "We keep what you need only until your course ends, and show it only to the people who arrange your days."
    form_class = DaysForm

    @classmethod
    def next(cls, answers: Answers) -> type[Step]:
        from cadre.applications.steps.payment import Payment

        return Payment

    @classmethod
    def filled(cls, clean: Mapping[str, Any]) -> dict[str, Any]:
        given = [text for what, text in (("needed", NEEDS_CONSENT), ("dietary", FOOD_CONSENT)) if clean[what]]
        return {
            "needed": clean["needed"],
            "dietary": clean["dietary"],
            "consents": "\n".join(given),
            "may_offer_local": clean["local"] == "yes",
            "may_offer_distance": clean["distance"] == "yes",
            "travel_km": clean["travel_km"] if clean["local"] == "yes" else None,
        }

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        local = f"You may offer me another group, up to {clean['travel_km']} km away" if clean["local"] == "yes" else ""
        distance = "distance learning" if clean["distance"] == "yes" else ""
        offers = {
            (True, True): f"{local}, or {distance}",
            (True, False): f"{local}, but not distance learning",
            (False, True): "You may offer me distance learning, but no other group",
            (False, False): "Offer me nothing else",
        }
        return [
            ("Arrangements you need", clean["needed"] or "None"),
            ("Food", clean["dietary"] or "Anything"),
            ("If your group is too small", offers[bool(local), bool(distance)]),
        ]
