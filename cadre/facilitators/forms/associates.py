"""What whoever applies, a partner, a referee and the office type about associate applications."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from cadre.facilitators.models import AssociateReason
from cadre.facilitators.queries.associates import reasons_on
from cadre.facilitators.rules.associates import refuse_referees
from cadre.facilitators.states import AssociateState, DecisionKind, Support
from cadre.lib.errors import Refusal
from cadre.partners.forms import REGION_CHOICES
from cadre.partners.models import Partner
from cadre.programmes.models import Qualification
from cadre.schools.states import REGIONS
from cadre.ui.forms import EmailField, Form, NameField, ParagraphsField, PhoneField, TextField
from cadre.ui.listing import FilterForm


class StartForm(Form):
    name = NameField(label="Your name")
    email = EmailField(label="Your email address", help_text="We mail you a link, so that you can come back.")


class LostForm(Form):
    email = EmailField(label="Your email address")


class NominationForm(Form):
    """A partner's lead names somebody."""

    name = NameField(label="Their name")
    email = EmailField(label="Their email address", help_text="We mail them a link to apply.")
    partner = forms.ModelChoiceField(Partner.objects.none(), to_field_name="slug", label="For which partner?")
    words = ParagraphsField(
        label="Why them?", limit=1000, help_text="They read it in our mail.", widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = partners
        if len(partners) == 1:
            del self.fields["partner"]
        else:
            keys = [one.pk for one in partners]
            self.fields["partner"].queryset = Partner.objects.filter(pk__in=keys)  # type: ignore[attr-defined]

    @property
    def for_partner(self) -> Partner:
        return self.cleaned_data.get("partner") or self.partners[0]


class YouForm(Form):
    """Whoever applies, and where they lead."""

    phone = PhoneField(label="Your phone number")
    role = TextField(label="Your role", limit=120, help_text="For example: deputy head")
    employer = TextField(label="Your school or trust", limit=160)
    urn = TextField(
        label="Your school’s number in the register (URN)",
        limit=6,
        required=False,
        help_text="Six digits. It tells us how far you would travel.",
        widget=forms.TextInput(attrs={"class": "cd-w-s", "inputmode": "numeric"}),
    )
    region = forms.ChoiceField(label="Your region", choices=[("", "Choose"), *((name, name) for name in REGIONS)])
    serving = forms.BooleanField(
        label="I lead in a school or trust at present",
        error_messages={"required": "Associates are serving school leaders. Tick this if you are."},
    )

    def clean_urn(self) -> str:
        typed: str = self.cleaned_data["urn"]
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) == 6):
            raise forms.ValidationError("A URN has six digits, such as 112233. Leave it empty if you have none.")
        return typed


class ExperienceForm(Form):
    """What they have led and taught, and what they would like to run."""

    years_leading = forms.IntegerField(
        label="For how many years have you led others?",
        min_value=0,
        max_value=60,
        widget=forms.TextInput(attrs={"class": "cd-w-s", "inputmode": "numeric"}),
    )
    experience = ParagraphsField(
        label="What is your experience of helping adults to learn?",
        limit=4000,
        help_text="Training, coaching, mentoring, facilitating: what, for whom, and what came of it.",
    )
    subjects = TextField(
        label="In which subjects of leadership are you strongest?",
        limit=300,
        help_text="For example: curriculum, behaviour, finance",
    )
    qualifications = forms.ModelMultipleChoiceField(
        Qualification.objects.all(),
        to_field_name="slug",
        label="Which qualifications would you like to facilitate?",
        widget=forms.CheckboxSelectMultiple,
    )


class RefereesForm(Form):
    """Two people who know their work, neither of them whoever applies."""

    referee1_name = NameField(label="First referee: name")
    referee1_email = EmailField(label="First referee: email address")
    referee1_role = TextField(label="First referee: role", limit=120, help_text="Your head, chair or line manager")
    referee2_name = NameField(label="Second referee: name")
    referee2_email = EmailField(label="Second referee: email address")
    referee2_role = TextField(label="Second referee: role", limit=120)

    def __init__(self, *args: Any, email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = email

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        emails = [said.get(f"referee{number}_email") for number in (1, 2)]
        if all(emails):
            try:
                refuse_referees(self.own, [str(email) for email in emails])
            except Refusal as refusal:
                self.add_refusal(refusal)
        return said


class AgreeForm(Form):
    """What is agreed to before it is sent."""

    agreed = forms.BooleanField(
        label="I agree that you ask my referees, check my right to work and safeguarding, and keep this to decide",
        error_messages={"required": "We cannot decide without this. Tick it if you agree."},
    )


class ReferenceForm(Form):
    known = TextField(label="How do you know them, and since when?", limit=200)
    support = forms.ChoiceField(
        label="Would they run events for school leaders well?", choices=Support.choices(), widget=forms.RadioSelect
    )
    words = ParagraphsField(
        label="What should we know?",
        limit=3000,
        help_text="Their experience with adults, their standing with colleagues, and anything of concern.",
    )


class DecisionForm(Form):
    """A coded reason and words. Without words, those of the reason are mailed."""

    code = forms.ChoiceField(label="Reason")
    words = ParagraphsField(
        label="What we write",
        limit=2000,
        required=False,
        help_text="Leave empty for the words of the reason.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, kind: DecisionKind, day: date, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{kind}_%s", **kwargs)
        self.reasons = {row.code: row for row in reasons_on(kind, day)}
        choices = [("", "Choose"), *((code, row.label) for code, row in self.reasons.items())]
        self.fields["code"].choices = choices  # type: ignore[attr-defined]

    @property
    def reason(self) -> AssociateReason:
        return self.reasons[self.cleaned_data["code"]]


class AcceptForm(DecisionForm):
    """Accepting without every reference takes a reason of its own."""

    why = TextField(label="Why accept without every reference?", limit=300, required=False)

    def __init__(self, *args: Any, complete: bool, **kwargs: Any) -> None:
        super().__init__(*args, kind=DecisionKind.ACCEPT, **kwargs)
        if complete:
            del self.fields["why"]


class NominatedFilter(FilterForm):
    """Which of those whom a partner nominated: found by name alone, since what they wrote is not the partner's."""

    q = TextField(label="Name", limit=120)
    state = forms.ChoiceField(label="State", choices=[("", "All"), *AssociateState.choices()])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if typed := said.get("q"):
            rows = rows.filter(name__icontains=typed)
        return rows.filter(state=said["state"]) if said.get("state") else rows


class AssociateFilter(FilterForm):
    q = TextField(label="Name, email, school or reference", limit=120)
    state = forms.ChoiceField(label="State", choices=[("", "All"), *AssociateState.choices()[1:]])
    region = forms.ChoiceField(label="Region", choices=REGION_CHOICES)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if typed := said.get("q"):
            found = rows.filter(name__icontains=typed) | rows.filter(email__icontains=typed)
            rows = found | rows.filter(employer__icontains=typed) | rows.filter(ref__iexact=typed)
        if said.get("state"):
            rows = rows.filter(state=said["state"])
        if said.get("region"):
            rows = rows.filter(region=said["region"])
        return rows
