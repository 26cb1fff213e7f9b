"""Filters and columns of the lists of bookings and of the waiting list."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from cadre.applications.lists import ALL, offered
from cadre.bookings.models import Booking
from cadre.bookings.queries.queue import Standings
from cadre.bookings.states import LIVE_ENTRIES, BookingState, EntryState
from cadre.partners.models import Partner
from cadre.programmes.models import Intake
from cadre.ui.forms import TextField
from cadre.ui.listing import Column, FilterForm

LIVE = "live"


class QueueFilter(FilterForm):
    """Who waits, and for what. Without a state: those still on the list."""

    q = TextField(label="Name, email or reference", limit=100)
    qualification = forms.ChoiceField(label="Qualification")
    intake = forms.ChoiceField(label="Intake")
    region = forms.ChoiceField(label="Region")
    partner = forms.ChoiceField(label="Partner")
    state = forms.ChoiceField(label="State", choices=[("", "On the list"), ("all", "All"), *EntryState.choices()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        qualifications, intakes = offered()
        partners = list(Partner.objects.values_list("slug", "name", "region"))
        regions = sorted({region for *_, region in partners if region})
        for name, choices in (
            ("qualification", qualifications.items()),
            ("intake", intakes.items()),
            ("partner", [(slug, name) for slug, name, _ in partners]),
            ("region", [(region, region) for region in regions]),
        ):
            self.fields[name].choices = [ALL, *choices]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if words := said.get("q"):
            behind = Q(members__application__name__icontains=words) | Q(email__icontains=words)
            rows = rows.filter(Q(name__icontains=words) | Q(ref__iexact=words) | behind).distinct()
        if said.get("qualification"):
            rows = rows.filter(offering__qualification__slug=said["qualification"])
        if said.get("intake"):
            rows = rows.filter(offering__intake__slug=said["intake"])
        if said.get("partner"):
            rows = rows.filter(partner__slug=said["partner"])
        if said.get("region"):
            rows = rows.filter(
                Q(region=said["region"]) | Q(partner__region=said["region"]) | Q(school__region=said["region"])
            )
        state = said.get("state") or LIVE
        if state == LIVE:
            return rows.filter(state__in=LIVE_ENTRIES)
        return rows if state == "all" else rows.filter(state=state)


def queue_columns(standings: Standings) -> list[Column]:
    """The list's columns; the last is the answer to “why not offered?”."""
    return [
        Column("name", "Who", "name", sort=("name",)),
        Column("ref", "Reference", "ref"),
        Column("course", "Course", "course"),
        Column("need", "Waits for", "need_words"),
        Column("places", "Places", "places", sort=("places",), number=True),
        Column("joined", "Since", "joined_at", sort=("joined_at",)),
        Column("how", "How", "get_how_display"),
        Column("state", "State", "get_state_display", sort=("state",)),
        Column("why", "Where it stands", standings.of),
    ]


class BookingFilter(FilterForm):
    """Which bookings."""

    q = TextField(label="School, trust, lead or reference", limit=100)
    intake = forms.ChoiceField(label="Intake")
    partner = forms.ChoiceField(label="Partner")
    state = forms.ChoiceField(
        label="State", choices=[ALL, *(pair for pair in BookingState.choices() if pair[0] != BookingState.DRAFT)]
    )
    show = forms.ChoiceField(
        label="Places",
        choices=[ALL, ("unnamed", "Some not named"), ("unanswered", "Some not applied"), ("full", "All applied")],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["intake"].choices = [ALL, *Intake.objects.values_list("slug", "name")]  # type: ignore[attr-defined]
        self.fields["partner"].choices = [ALL, *Partner.objects.values_list("slug", "name")]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        said = self.cleaned_data
        if words := said.get("q"):
            lead = Q(lead_name__icontains=words) | Q(lead_email__icontains=words) | Q(ref__iexact=words)
            payer = (
                Q(school__name__icontains=words) | Q(trust__name__icontains=words) | Q(school_typed__icontains=words)
            )
            rows = rows.filter(lead | payer)
        if said.get("intake"):
            rows = rows.filter(intake__slug=said["intake"])
        if said.get("partner"):
            rows = rows.filter(preferred_partner__slug=said["partner"])
        if said.get("state"):
            rows = rows.filter(state=said["state"])
        wanted = {"unnamed": Q(unnamed__gt=0), "unanswered": Q(invited__gt=0), "full": Q(unnamed=0, invited=0)}
        return rows.filter(wanted.get(said.get("show", ""), Q()))


def _partner(row: Booking) -> str:
    return row.preferred_partner.short_name if row.preferred_partner else "No preference"


BOOKING_COLUMNS = [
    Column("payer", "School or trust", "payer_name"),
    Column("ref", "Reference", "ref", sort=("ref",)),
    Column("lead", "Lead", "lead_name", sort=("lead_name",)),
    Column("email", "Email", "lead_email", in_files=True),
    Column("intake", "Intake", lambda row: str(row.intake)),
    Column("partner", "Partner", _partner),
    Column("booked", "Places", "booked", sort=("booked",), number=True),
    Column("applied", "Applied", "applied", sort=("applied",), number=True),
    Column("invited", "Invited", "invited", sort=("invited",), number=True),
    Column("unnamed", "Not named", "unnamed", sort=("unnamed",), number=True),
    Column("po", "Purchase order", "purchase_order", in_files=True),
    Column("submitted", "Booked", "submitted_at", sort=("submitted_at",)),
    Column("state", "State", "get_state_display", sort=("state",)),
]
