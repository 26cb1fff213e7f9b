"""Filters and columns of the lists of applications."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast

from cadre.applications.evidence import checklist_of
from cadre.applications.models import Application, Reason, Sponsorship
from cadre.applications.states import SPONSORED, Outcome, ReasonKind, SponsorState, State
from cadre.lib import clock
from cadre.partners.models import Partner
from cadre.people.access import officers_on
from cadre.people.models import User
from cadre.people.prepared import A_DAY, prepared
from cadre.programmes.models import Offering
from cadre.ui.forms import TextField
from cadre.ui.listing import Column, FilterForm

ALL = ("", "All")
STATES = [pair for pair in State.choices() if pair[0] != State.DRAFT]


SPONSORS = [(state.value, state.label) for state in SponsorState if state != SponsorState.REPLACED]


def offered() -> tuple[dict[str, str], dict[str, str]]:
    """Qualifications and intakes that were ever offered: slug to name, in their order. One query."""
    return in_order(list(Offering.objects.values_list(*COURSE)))


COURSE = (
    *("qualification__slug", "qualification__code", "qualification__position"),
    *("intake__slug", "intake__name", "intake__starts_on"),
)


def in_order(courses: list[Any]) -> tuple[dict[str, str], dict[str, str]]:
    qualifications = {slug: code for slug, code, *_ in sorted(courses, key=lambda row: (int(row[2]), str(row[5])))}
    intakes = {slug: name for *_, slug, name, _ in sorted(courses, key=lambda row: str(row[5]))}
    return qualifications, intakes


class CourseFilter(FilterForm):
    """Search, qualification, intake and state: for every audience."""

    q = TextField(label="Name, email, reference or school", limit=100)
    qualification = forms.ChoiceField(label="Qualification")
    intake = forms.ChoiceField(label="Intake")
    state = forms.ChoiceField(label="State", choices=[ALL, *STATES])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        qualifications, intakes = self.offered()
        self.fields["qualification"].choices = [ALL, *qualifications.items()]  # type: ignore[attr-defined]
        self.fields["intake"].choices = [ALL, *intakes.items()]  # type: ignore[attr-defined]

    def offered(self) -> tuple[dict[str, str], dict[str, str]]:
        return offered()

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


NOBODY, MINE = "nobody", "mine"


class ApplicationFilter(CourseFilter):
    """The office's. `user` is whose “Mine” it is; nobody's are also those of people who left the office."""

    officer = forms.ChoiceField(label="Officer")
    reason = forms.ChoiceField(label="Ended for")
    partner = forms.ChoiceField(label="Partner")
    outcome = forms.ChoiceField(label="Quote", choices=[ALL, *Outcome.choices()])
    sponsor = forms.ChoiceField(label="Sponsor", choices=[ALL, *SPONSORS, ("none", "Not asked")])
    conflict = forms.BooleanField(label="Code differs")

    user: User | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.found = office_choices(clock.today())
        super().__init__(*args, **kwargs)
        who = sorted(((key, name) for key, name, *_ in self.found["officer"]), key=lambda one: one[1])
        self.officers = [int(key) for key, _ in who]
        partners = sorted(((slug, name) for slug, name, *_ in self.found["partner"]), key=lambda one: one[1])
        self.fields["partner"].choices = [ALL, *partners]  # type: ignore[attr-defined]
        self.fields["officer"].choices = [ALL, (MINE, "Mine"), (NOBODY, "Nobody’s"), *who]  # type: ignore[attr-defined]
        self.fields["reason"].choices = [ALL, *_reasons(self.found["reason"])]  # type: ignore[attr-defined]

    def offered(self) -> tuple[dict[str, str], dict[str, str]]:
        return in_order(self.found["course"])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows, said = super().narrow(rows), self.cleaned_data
        if said.get("officer"):
            rows = self._of_officer(rows, said["officer"])
        if said.get("reason"):
            kind, _, code = said["reason"].partition(":")
            rows = rows.filter(ended_for__kind=kind, ended_for__code=code)
        if said.get("partner"):
            rows = rows.filter(preferred_partner__slug=said["partner"])
        if said.get("outcome"):
            rows = rows.filter(quote__outcome=said["outcome"])
        if said.get("sponsor"):
            rows = sponsored(rows, said["sponsor"])
        return rows.in_conflict() if said.get("conflict") else rows  # type: ignore[attr-defined]

    def _of_officer(self, rows: QuerySet[Any], who: str) -> QuerySet[Any]:
        if who == NOBODY:
            return rows.exclude(officer__in=self.officers)
        if who == MINE:
            return rows.filter(officer=self.user.pk if self.user else None)
        return rows.filter(officer=int(who))


def office_filter(user: User) -> type[ApplicationFilter]:
    """The office's filter with “Mine” meaning this user's."""
    return type("OfficeFilter", (ApplicationFilter,), {"user": user})


def _reasons(rows: list[Any]) -> list[tuple[str, str]]:
    """`decline:no_answer`, each code once, with its latest label."""
    latest = {
        (kind, code): (kind, int(at), label) for kind, label, at, code, *_ in sorted(rows, key=lambda row: row[5])
    }
    said = sorted((*found, code) for (_, code), found in latest.items())
    return [(f"{kind}:{code}", f"{ReasonKind(kind).label}: {label}") for kind, _, label, code in said]


def office_choices(today: date) -> dict[str, list[Any]]:
    """What the office's filters offer, by kind: course, partner, officer and reason, six texts a row. One query."""
    choices: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for kind, *texts in _offered_by_kind(today):
        choices[kind].append(texts)
    return choices


@prepared(A_DAY)
def _offered_by_kind(today: date) -> QuerySet[Any, Any]:
    """Its kind and six texts of each."""
    none = Value("", output_field=CharField())
    found: tuple[QuerySet[Any, Any], ...] = (
        _texts(Offering.objects.order_by(), *COURSE),
        _texts(Partner.objects.order_by(), "slug", "name", none, none, none, none),
        _texts(officers_on(today).order_by(), "pk", "name", none, none, none, none),
        _texts(Reason.objects.order_by(), "kind", "label", "position", "code", none, "from_on"),
    )
    rows = [one.annotate(what=Value(kind, output_field=CharField())) for kind, one in zip(KINDS, found, strict=True)]
    first, *others = (one.values_list("what", *(f"text{at}" for at in range(6))) for one in rows)
    return first.union(*others, all=True)


KINDS = ("course", "partner", "officer", "reason")


def _texts(rows: QuerySet[Any], *columns: Any) -> QuerySet[Any, Any]:
    return rows.annotate(**{f"text{at}": Cast(column, CharField()) for at, column in enumerate(columns)})


def _checked(row: Application) -> str:
    return checklist_of(row, open_pairs=row.has_open_pair, brief=True).words  # type: ignore[attr-defined]


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
    Column("school", "School", "workplace", wide=True),
    Column("partner", "Partner", lambda row: row.preferred_partner and row.preferred_partner.short_name),
    Column("quote", "Quote", _pounds, number=True),
    Column("sponsor", "Sponsor", "sponsor_words"),
    Column("checklist", "Checklist", _checked),
    Column("officer", "Officer", "officer_name"),
    Column("submitted", "Submitted", "submitted_at", sort=("submitted_at",)),
    Column("state", "State", "get_state_display", sort=("state",)),
    Column("reason", "Ended for", "ended_words", in_files=True),
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
