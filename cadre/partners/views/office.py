"""The office's partners: the list, one partner, and its codes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners import actions, codes, queries
from cadre.partners.access import codes_visible_to, may_issue_codes, may_rotate_code, partners_visible_to
from cadre.partners.forms import EndCodeForm, IssueCodeForm, PartnerFilter
from cadre.partners.models import Partner
from cadre.people.access import page, signed_in
from cadre.ui.listing import Column, Listing

COLUMNS = [
    Column("name", "Partner", "name", sort=("name",)),
    Column("kind", "Kind", "get_kind_display", sort=("kind",)),
    Column("region", "Region", "region", sort=("region",)),
    Column("town", "Town", "town", sort=("town",)),
    Column("lead", "Lead", "lead_name", sort=("lead_name",)),
    Column("code", "Code", "code", sort=("code",)),
    Column("venues", "Venues", "venue_count", sort=("venue_count",), number=True),
    Column("signed", "Signed", "signed_on", sort=("signed_on",)),
]


@page("partner_org", "L", "office")
def partner_list(request: HttpRequest) -> HttpResponseBase:
    """Every partner, by name."""
    rows = queries.office_list(partners_visible_to(signed_in(request)), clock.today())
    listing = Listing(request, rows, COLUMNS, filter_form=PartnerFilter, name="partners", default_sort="name")
    return listing.file() if listing.wants_file else render(request, "partners/office/list.html", {"listing": listing})


@page("partner_org", "V", "office")
def partner(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One partner: details, people, venues and codes."""
    user, today = signed_in(request), clock.today()
    found = get_object_or_404(partners_visible_to(user).select_related("host_school"), slug=slug)
    return render(request, "partners/office/partner.html", _shown(request, found, IssueCodeForm()) | {"today": today})


def _shown(request: HttpRequest, found: Partner, form: IssueCodeForm) -> dict[str, object]:
    user, today = signed_in(request), clock.today()
    given = codes_visible_to(user).filter(partner=found)
    return {
        "partner": found,
        "active": found.is_active_on(today),
        "qualifications": [one for one, _ in queries.offered_by(found, today)],
        "contacts": found.contacts.on(today).select_related("user").order_by("purpose", "from_on"),
        "venues": found.venues.all(),
        "codes": [(code, codes.state(code, today)) for code in given],
        "may_issue": may_issue_codes(user),
        "form": form,
        "entries": entries_about(found),
        "today": today,
    }


@page("allocation_code", "C", "office", methods=("POST",))
def issue(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A new code beside those there are."""
    user, today = signed_in(request), clock.today()
    found = get_object_or_404(partners_visible_to(user).select_related("host_school"), slug=slug)
    form = IssueCodeForm(request.POST)
    if form.is_valid():
        try:
            made = actions.issue_code(found, by=user, today=today, shown=form.cleaned_data["shown"])
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, f"{made.shown} leads to {found.name} from today.")
            return redirect("office:partners:partner", found.slug)
    return render(request, "partners/office/partner.html", _shown(request, found, form), status=422)


@page("allocation_code", "A", "office")
def rotation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Replace a code."""
    return _ending(request, pk, "rotation")


@page("allocation_code", "A", "office")
def expiry(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End a code without a new one."""
    return _ending(request, pk, "expiry")


def _ending(request: HttpRequest, pk: int, how: str) -> HttpResponseBase:
    user, today = signed_in(request), clock.today()
    code = get_object_or_404(codes_visible_to(user).select_related("partner"), pk=pk)
    if not may_rotate_code(user, code):
        raise Http404
    form = EndCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act = actions.rotate_code if how == "rotation" else actions.expire_code
        try:
            act(code, by=user, today=today, ends_on=form.cleaned_data["ends_on"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{code.shown} {codes.until(code, today)}.")
            return redirect("office:partners:partner", code.partner.slug)
    context = {"form": form, "code": code, "partner": code.partner, "rotates": how == "rotation"}
    return render(request, "partners/office/end_code.html", context, status=422 if form.errors else 200)
