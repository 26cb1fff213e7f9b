"""Filters and columns of the lists of applications."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from cadre.applications.models import Application, Sponsorship
from cadre.applications.states import SPONSORED, Outcome, SponsorState, State
from cadre.partners.models import Partner
from cadre.programmes.models import Offering
from cadre.ui.forms import TextField
from cadre.ui.listing import Column, FilterForm

ALL = ("", "All")
STATES = [pair for pair in State.choices() if pair[0] != State.DRAFT]


SPONSORS = [(state.value, state.label) for state in SponsorState if state != SponsorState.REPLACED]


def offered() -> tuple[dict[str, str], dict[str, str]]:
    """Qualifications and intakes that were ever offered: slug to name, in their order. One query."""
    rows = Offering.objects.order_by("qualification__position", "intake__starts_on").values_list(
        "qualification__slug", "qualification__code", "intake__slug", "intake__name", "intake__starts_on"
    )
    found = list(rows)
    qualifications = {slug: code for slug, code, *_ in found}
    intakes = {slug: name for *_, slug, name, _ in sorted(found, key=lambda row: row[-1])}
    return qualifications, intakes


class CourseFilter(FilterForm):
    """Search, qualification, intake and state: for every audience."""

    q = TextField(label="Name, email, reference or school", limit=100)
    qualification = forms.ChoiceField(label="Qualification")
    intake = forms.ChoiceField(label="Intake")
    state = forms.ChoiceField(label="State", choices=[ALL, *STATES])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        qualifications, intakes = offered()
        self.fields["qualification"].choices = [ALL, *qualifications.items()]  # type: ignore[attr-defined]
        self.fields["intake"].choices = [ALL, *intakes.items()]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if said.get("q"):
            rows = self.searched(rows, said["q"])
        if said.get("qualification"):
            rows = rows.filter(offering__qualification__slug=said["qualification"])
        if said.get("intake"):
            rows = rows.filter(offering__intake__slug=said["intake"])
        return rows.filter(state=said["state"]) if said.get("state") else rows

    def searched(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        return rows.matching(typed)  # type: ignore[attr-defined]


class ApplicationFilter(CourseFilter):
    partner = forms.ChoiceField(label="Partner")
    outcome = forms.ChoiceField(label="Quote", choices=[ALL, *Outcome.choices()])
    sponsor = forms.ChoiceField(label="Sponsor", choices=[ALL, *SPONSORS, ("none", "Not asked")])
    conflict = forms.BooleanField(label="Code differs")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Partner.objects.values_list("slug", "name")
        self.fields["partner"].choices = [ALL, *partners]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows, said = super().narrow(rows), self.cleaned_data
        if said.get("partner"):
            rows = rows.filter(preferred_partner__slug=said["partner"])
        if said.get("outcome"):
            rows = rows.filter(quote__outcome=said["outcome"])
        if said.get("sponsor"):
            rows = sponsored(rows, said["sponsor"])
        return rows.in_conflict() if said.get("conflict") else rows  # type: ignore[attr-defined]


def sponsored(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Those whose sponsor stands so, or whom nobody is asked to sponsor: `none`. Who has withdrawn waits no more."""
    if state == "none":
        return rows.exclude(pk__in=Sponsorship.objects.current().values("application"))
    found = rows.filter(pk__in=Sponsorship.objects.filter(state=state).values("application"))
    return found.filter(state__in=SPONSORED) if state == SponsorState.WAITING else found


def _pounds(row: Application) -> str:
    return f"{row.quote.payable_pence // 100}.{row.quote.payable_pence % 100:02}" if row.quote else ""


OFFICE_COLUMNS = [
    Column("name", "Person", "name", sort=("name",)),
    Column("ref", "Reference", "ref", sort=("ref",)),
    Column("course", "Course", "course"),
    Column("school", "School", "workplace"),
    Column("partner", "Partner", lambda row: row.preferred_partner and row.preferred_partner.short_name),
    Column("quote", "Quote", _pounds, number=True),
    Column("sponsor", "Sponsor", "sponsor_words"),
    Column("submitted", "Submitted", "submitted_at", sort=("submitted_at",)),
    Column("state", "State", "get_state_display", sort=("state",)),
]


CONFLICT_COLUMNS = [
    *OFFICE_COLUMNS[:5],
    Column("code", "Code typed", "code_typed"),
    Column("owner", "Whose code it is", lambda row: row.code and row.code.partner.name),
    Column("source", "They say it came from", "get_code_source_display"),
    *OFFICE_COLUMNS[5:],
]


class PartnerFilter(CourseFilter):
    """Found by what a partner may see: name and school, never by an address."""

    q = TextField(label="Name or school", limit=100)

    def searched(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        return rows.filter(
            Q(name__icontains=typed) | Q(school__name__icontains=typed) | Q(school_typed__icontains=typed)
        )


PARTNER_COLUMNS = [
    Column("name", "Person", "name", sort=("name",)),
    Column("school", "School", "workplace"),
    Column("course", "Course", "course"),
    Column("state", "State", "get_state_display", sort=("state",)),
]
