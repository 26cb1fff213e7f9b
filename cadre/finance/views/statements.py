"""The office's statements: what each partner is owed for each intake."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from cadre.documents.rendering import render as draw
from cadre.documents.responses import pdf_response
from cadre.finance.access import fees_visible_to, may_pay
from cadre.finance.actions.payments import approve_hosting
from cadre.finance.cells import statement_cells
from cadre.finance.forms import StatementFilter
from cadre.finance.models import EventFeeQuerySet
from cadre.finance.queries.lists import PartnerRow, in_pounds, partner_rows
from cadre.finance.queries.payments import due_by_statement, to_approve
from cadre.finance.queries.statements import Statement, intakes_of, statement, statement_paper
from cadre.finance.tabs import finance_tabs
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.money import pounds
from cadre.lib.text import whole_number
from cadre.lib.words import counted
from cadre.partners.access import partners_visible_to, sees_payee
from cadre.partners.actions import read_payee
from cadre.partners.models import Partner
from cadre.partners.queries import tell_mergers
from cadre.people.access import page, signed_in
from cadre.people.models import User
from cadre.programmes.models import Intake
from cadre.ui.held import HeldListing
from cadre.ui.listing import MOST, Column, picked

COLUMNS = [
    Column("partner", "Partner", "partner.name", sort=("partner.name", "intake.starts_on")),
    Column("intake", "Intake", "intake.name", sort=("intake.starts_on", "partner.name")),
    Column("events", "Events", "events", sort=("events",), number=True),
    Column("people", "People, counted", "people", sort=("people",), number=True),
    Column("owed", "Owed", lambda row: in_pounds(row.pence), sort=("pence",), number=True),
    Column("due", "To approve", lambda row: in_pounds(row.to_approve), sort=("to_approve",), number=True),
]
PAPER = Column("paper", "Paper", "")
HISTORY = Column("history", "Partner’s history", "partner.history")


def _rows(request: HttpRequest) -> list[PartnerRow]:
    fees = fees_visible_to(signed_in(request))
    return partner_rows(fees, due_by_statement(fees))


@page("partner_hosting_claim", "L", "office")
def statements(request: HttpRequest) -> HttpResponseBase:
    may_approve = may_pay(signed_in(request))
    listing = HeldListing(
        request,
        _rows(request),
        [*COLUMNS, PAPER],
        filter_form=StatementFilter,
        name="statements",
        drawn=statement_cells(may_approve=may_approve),
        file_columns=[*COLUMNS, HISTORY],
    )
    if listing.wants_file:
        return listing.file()
    found: Any = listing.filtered
    context = {
        "tabs": finance_tabs(request, "statements"),
        "listing": listing,
        "may_approve": may_approve,
        "filtered": [(key, value) for key, value in request.GET.items() if key in StatementFilter.base_fields],
        "events": sum(row.events for row in found),
        "total": sum(row.pence for row in found),
        "to_approve": sum(row.to_approve for row in found),
    }
    return render(request, "finance/office/statements.html", context)


@page("partner_hosting_claim", "A", "office")
def approving(request: HttpRequest) -> HttpResponseBase:
    """Several at once: first what each owes, then what was shown. What has changed since is left, and said."""
    sent, rows = request.POST if request.method == "POST" else request.GET, _rows(request)
    if request.method == "POST":
        seen = dict(one.split(":") for one in picked(sent, "seen") if one.count(":") == 1)
        _approve(request, [(row, whole_number(seen[row.key]) or 0) for row in rows if row.key in seen])
        return redirect("office:finance:statements")
    chosen = [row for row in _chosen(sent, rows) if row.to_approve]
    context = {
        "rows": chosen[:MOST],
        "total": sum(row.to_approve for row in chosen[:MOST]),
        "others": max(0, len(chosen) - MOST),
    }
    return render(request, "finance/office/approving.html", context)


def _chosen(sent: QueryDict, rows: list[PartnerRow]) -> list[PartnerRow]:
    """Those that were ticked (`ref`), or with `all` every one that passes the list's filter in the same address."""
    if not sent.get("all"):
        ticked = picked(sent, "ref")
        return [row for row in rows if row.key in ticked]
    narrowed = StatementFilter(sent)
    narrowed.is_valid()
    return narrowed.narrow(rows)


def _approve(request: HttpRequest, seen: list[tuple[PartnerRow, int]]) -> None:
    """Each is approved, or left with its reason."""
    done = []
    for row, pence in seen:
        try:
            done.append(approve_hosting(row.partner, row.intake, seen=pence, by=signed_in(request), now=clock.now()))
        except Refusal as refusal:
            messages.warning(request, f"{row.partner}, {row.intake}: {refusal}")
    if done:
        many = counted(len(done), "statement")
        messages.success(request, f"Approved: {pounds(sum(done))} on {many}. The next payment run pays it.")
    elif not seen:
        messages.warning(request, "Nothing was selected, so nothing was approved.")


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
