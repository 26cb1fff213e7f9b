"""Name and address first, so that the draft can be taken up again; then birth and teacher number."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from cadre.applications.states import Before
from cadre.applications.steps.base import Answers, Facts, Row, Step
from cadre.lib.dates import long_day
from cadre.lib.typed_dates import refuse_birth_date
from cadre.ui.fields import DateInput
from cadre.ui.forms import DateField, EmailField, Form, NameField, PhoneField, TRNField


class YouForm(Form):
    name = NameField(
        label="Name on your certificate",
        help_text="As it should be printed",
        error_messages={"required": "Enter your name as it should be printed."},
    )
    email = EmailField(
        label="Email address",
        help_text="We send a link to it at once, so that you can stop and go on at any time.",
        error_messages={"required": "Enter your email address."},
    )
    phone = PhoneField(
        label="Phone number",
        help_text="In case something changes on the day of an event",
        error_messages={"required": "Enter your phone number."},
    )


class You(Step):
    slug = "you"
    section = "You"
    question = "Who is applying?"
    why = "Your name is printed on the certificate as you write it here."
    form_class = YouForm

    @classmethod
    def next(cls, answers: Answers) -> type[Step]:
        return Teacher

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        return [("Name on your certificate", clean["name"]), ("Email", clean["email"]), ("Phone", clean["phone"])]


class TeacherForm(Form):
    born_on = DateField(
        label="Date of birth",
        help_text="For example, 14 5 1988",
        widget=DateInput(birthday=True),
        error_messages={"required": "Enter your date of birth."},
    )
    trn = TRNField(
        label="Teacher reference number",
        required=False,
        help_text="7 digits, such as 19/07342. It is on your payslip and your pension papers.",
    )
    no_trn = forms.BooleanField(label="I do not have one", required=False)
    before = forms.ChoiceField(
        label="Have you held or started this qualification before?", widget=forms.RadioSelect, choices=Before.choices()
    )
    mark_optional = False

    def __init__(self, *args: Any, facts: Facts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = facts.today
        qualification = facts.offering.qualification
        self.fields["before"].label = f"Have you held or started {qualification} before?"
        self.fields["before"].error_messages["required"] = (
            f"Say whether you have held or started {qualification} before."
        )

    def clean_born_on(self) -> date | None:
        born: date | None = self.cleaned_data["born_on"]
        if born and (why := refuse_birth_date(born, self.today)):
            raise forms.ValidationError(why)
        return born

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        if "trn" in clean and not clean["trn"] and not clean.get("no_trn"):
            self.add_error("trn", "Enter your teacher reference number, or tick “I do not have one”.")
        if clean.get("trn") and clean.get("no_trn"):
            self.add_error("trn", "You gave a number and ticked “I do not have one”. Keep the one that is right.")
        return clean


class Teacher(Step):
    slug = "teacher"
    section = "You"
    question = "About you as a teacher"
    why = (
        "We check your identity with the date of birth and the teacher reference number. "
        "Only our team sees them. A scholarship is for people who have not held or started the qualification."
    )
    form_class = TeacherForm

    @classmethod
    def next(cls, answers: Answers) -> type[Step]:
        from cadre.applications.steps.school import Workplace

        return Workplace

    @classmethod
    def form(cls, facts: Facts, typed: Mapping[str, Any] | None) -> TeacherForm:
        return TeacherForm(typed, facts=facts)

    @classmethod
    def filled(cls, clean: Mapping[str, Any]) -> dict[str, Any]:
        return {"born_on": clean["born_on"], "trn": clean["trn"], "before": clean["before"]}

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        trn = clean["trn"]
        return [
            ("Date of birth", long_day(clean["born_on"])),
            ("Teacher reference number", f"{trn[:2]}/{trn[2:]}" if trn else "I do not have one"),
            (str(form.fields["before"].label), Before(clean["before"]).label),
        ]
