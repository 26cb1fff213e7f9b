"""The office's partners: the list and the record of one."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from cadre.journal.queries import entries_about
from cadre.lib import clock
from cadre.partners import actions, codes, queries
from cadre.partners.access import (
    codes_visible_to,
    may_confirm_payees,
    may_edit_partners,
    may_issue_codes,
    may_keep_memoranda,
    may_name_contacts,
    memoranda_visible_to,
    partners_changed_by,
    partners_published_by,
    partners_visible_to,
    sees_memoranda,
    sees_promises,
    why_closed,
)
from cadre.partners.cells import CELLS
from cadre.partners.forms import IssueCodeForm, PartnerFilter
from cadre.partners.models import Partner
from cadre.partners.states import STAGE_TAGS
from cadre.partners.views.shared.door import OFFICE
from cadre.people.access import page, signed_in
from cadre.ui.latest import latest, latest_or_all
from cadre.ui.listing import Column, Listing

MEMORANDA_SHOWN = 5
COLUMNS = [
    Column("name", "Partner", "name", sort=("name",)),
    Column("kind", "Kind", "get_kind_display", sort=("kind",)),
    Column("region", "Region", "region", sort=("region",)),
    Column("town", "Town", "town", sort=("town",)),
    Column("lead", "Lead", "lead_name", sort=("lead_name",)),
    Column("code", "Code", "code", sort=("code",)),
    Column("venues", "Venues", "venue_count", sort=("venue_count",), number=True),
    Column("stage", "Stage", "stage", sort=("stage",)),
    Column("signed", "Signed", "signed_on", sort=("signed_on",)),
]


@page("partner_org", "L", "office")
def partner_list(request: HttpRequest) -> HttpResponseBase:
    """Every partner, by name."""
    rows = queries.office_list(partners_visible_to(signed_in(request)), clock.today())
    columns = [*COLUMNS, Column("history", "History", queries.merger_teller(), in_files=True)]
    listing = Listing(
        request, rows, columns, filter_form=PartnerFilter, name="partners", default_sort="name", drawn=CELLS
    )
    if listing.wants_file:
        return listing.file()
    user = signed_in(request)
    queries.tell_mergers(listing.rows)
    context = {
        "listing": listing,
        "may_keep": may_name_contacts(user),
        "may_pay": may_confirm_payees(user),
    }
    return render(request, "partners/office/list.html", context)


@page("partner_org", "V", "office")
def partner(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One partner: details, people, venues and codes; for one that is not signed, what is missing."""
    visible = partners_visible_to(signed_in(request))
    found = get_object_or_404(visible.select_related("host_school"), slug=slug)
    form = IssueCodeForm(before=actions.codes_given(found))
    return render(request, "partners/office/partner.html", record(request, found, form))


def record(request: HttpRequest, found: Partner, form: IssueCodeForm) -> dict[str, object]:
    """What the record of a partner is drawn from."""
    user, today = signed_in(request), clock.today()
    given = codes_visible_to(user).filter(partner=found)
    return OFFICE.context(found) | {
        "active": found.is_active_on(today),
        "stage": found.stage_on(today),
        "stage_kind": STAGE_TAGS.get(found.stage_on(today), ""),
        "needs": queries.checklist(found, today),
        "may_edit": may_edit_partners(user),
        "may_publish": partners_published_by(user).filter(pk=found.pk).exists(),
        "formerly": queries.formerly(found),
        "change": queries.standing_change(found),
        "may_change": partners_changed_by(user).filter(pk=found.pk).exists(),
        "may_name": may_name_contacts(user),
        "covered": found.covered.on(today).count(),
        "qualifications": [one for one, _ in queries.offered_by(found, today)],
        "contacts": found.contacts.on(today).select_related("user").order_by("purpose", "from_on"),
        "venues": found.venues.in_use(today),
        "codes": [(code, codes.state(code, today)) for code in given],
        "may_issue": may_issue_codes(user),
        "form": form,
        "closed": why_closed(found, today),
        "memoranda": latest(memoranda_visible_to(user).filter(partner=found), MEMORANDA_SHOWN),
        "sees_memoranda": sees_memoranda(user),
        "sees_promises": sees_promises(user),
        "keeps_memoranda": may_keep_memoranda(user),
        "entries": latest_or_all(entries_about(found).changes(), request.GET),
        "today": today,
    }
