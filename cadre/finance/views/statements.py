"""The office's statements: what each partner is owed for each intake."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cadre.documents.rendering import render as draw
from cadre.documents.responses import pdf_response
from cadre.finance.access import fees_visible_to, may_pay
from cadre.finance.models import EventFeeQuerySet
from cadre.finance.queries.lists import partner_rows
from cadre.finance.queries.payments import to_approve
from cadre.finance.queries.statements import Statement, intakes_of, statement, statement_paper
from cadre.finance.tabs import finance_tabs
from cadre.lib import clock
from cadre.partners.access import partners_visible_to, sees_payee
from cadre.partners.actions import read_payee
from cadre.partners.models import Partner
from cadre.partners.queries import tell_mergers
from cadre.people.access import page, signed_in
from cadre.people.models import User
from cadre.programmes.models import Intake


@page("partner_hosting_claim", "L", "office")
def statements(request: HttpRequest) -> HttpResponse:
    rows = partner_rows(fees_visible_to(signed_in(request)))
    context = {
        "tabs": finance_tabs(request, "statements"),
        "rows": rows,
        "events": sum(row.events for row in rows),
        "total": sum(row.pence for row in rows),
    }
    return render(request, "finance/office/statements.html", context)


@page("partner_hosting_claim", "V", "office")
def one(request: HttpRequest, partner: str, intake: str) -> HttpResponse:
    made = _statement(request, partner, intake)
    due = to_approve(made.partner, made.intake) if may_pay(signed_in(request)) else []
    context = {
        "tabs": finance_tabs(request, "statements"),
        "statement": made,
        "to_approve": sum(pence for _, pence in due),
        "may_pay": may_pay(signed_in(request)),
    }
    return render(request, "finance/office/statement.html", context)


@page("partner_hosting_claim", "V", "office")
def paper(request: HttpRequest, partner: str, intake: str) -> HttpResponse:
    return statement_pdf(_statement(request, partner, intake))


def _statement(request: HttpRequest, partner: str, intake: str) -> Statement:
    user = signed_in(request)
    found = get_object_or_404(partners_visible_to(user), slug=partner)
    which = get_object_or_404(intakes_of(fees_visible_to(user)), slug=intake)
    return read_statement(user, found, which, fees_visible_to(user))


def read_statement(user: User, partner: Partner, intake: Intake, fees: EventFeeQuerySet) -> Statement:
    """As at today. That somebody read which account is paid is on record."""
    tell_mergers([partner])
    made = statement(partner, intake, fees, on=clock.today(), sees=lambda whose: sees_payee(user, whose))
    if made.paying.payee and made.shows_account:
        read_payee(made.paying.payee, by=user)
    return made


def statement_pdf(made: Statement) -> HttpResponse:
    """Drawn now from the fees as they stand; its number names partner, intake and day."""
    return pdf_response(draw("statement", dict(statement_paper(made))), f"{made.number}.pdf")
