"""A partner's statements: hosting owed to them, and to nobody else."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from cadre.documents.responses import pdf_response
from cadre.finance.access import hosting_of, schedule_copies_of
from cadre.finance.queries.lists import partner_rows
from cadre.finance.queries.statements import Statement, intakes_of, still_to_come
from cadre.finance.views.statements import read_statement, statement_pdf
from cadre.lib import clock
from cadre.partners.access import partners_of
from cadre.people.access import page, signed_in


@page("partner_hosting_claim", "L", "partner")
def statements(request: HttpRequest) -> HttpResponse:
    """The latest intake's statement, and the way to the others."""
    user = signed_in(request)
    rows = partner_rows(hosting_of(user))
    asked = (request.GET.get("partner", ""), request.GET.get("intake", ""))
    chosen = next((row for row in rows if (row.partner.slug, row.intake.slug) == asked), rows[0] if rows else None)
    several = len({row.partner.pk for row in rows}) > 1
    address = reverse("partner:finance:statements")
    context: dict[str, Any] = {
        "tabs": [
            {
                "title": f"{row.intake.name}, {row.partner.short_name}" if several else row.intake.name,
                "url": f"{address}?partner={row.partner.slug}&intake={row.intake.slug}",
                "current": row == chosen,
                "count": None,
            }
            for row in rows
        ],
        "statement": chosen and read_statement(user, chosen.partner, chosen.intake, hosting_of(user)),
    }
    context["to_come"] = still_to_come(chosen.partner, chosen.intake) if chosen else []
    return render(request, "finance/partner/statements.html", context)


@page("partner_hosting_claim", "V", "partner")
def paper(request: HttpRequest, partner: str, intake: str) -> HttpResponse:
    return statement_pdf(_own(request, partner, intake))


def _own(request: HttpRequest, partner: str, intake: str) -> Statement:
    user = signed_in(request)
    found = get_object_or_404(partners_of(user, today=clock.today()), slug=partner)
    which = get_object_or_404(intakes_of(hosting_of(user)), slug=intake)
    return read_statement(user, found, which, hosting_of(user))


@page("contract_schedule", "V", "partner")
def schedule(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """The partner's copy, without what the facilitator is paid."""
    found = get_object_or_404(schedule_copies_of(signed_in(request)), number=number, version=version)
    copy = found.partner_copy
    if copy is None:
        raise Http404
    return pdf_response(copy)
