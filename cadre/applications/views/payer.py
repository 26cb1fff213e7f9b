"""There is no scholarship after all: withdraw without charge, or say who pays. By mailed link, or signed in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.applications import actions
from cadre.applications.actions.submission import PriceChanged
from cadre.applications.confirmation_forms import PayerForm
from cadre.applications.forms import WithdrawForm
from cadre.applications.models import Application
from cadre.applications.pricing import prices_by_payer
from cadre.applications.queries import application_opened_by, open_question
from cadre.applications.rules.pricing import Price
from cadre.applications.states import Payer
from cadre.applications.views.draft import locked
from cadre.applications.views.submitted import own
from cadre.journal.actions import Actor, System
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in

STATUS = {"token": "token:applications:status", "candidate": "candidate:applications:application"}
SAID = "Thank you. Your place goes on, and the invoice follows once your group is confirmed."


@page("application_draft", "E", "token")
def payer(request: HttpRequest, ref: str) -> HttpResponseBase:
    row = application_opened_by(request, ref)
    if row is None:
        return locked(request)
    return choose(request, row, System(row.name), "token")


@page("application", "A", "candidate")
def own_payer(request: HttpRequest, ref: str) -> HttpResponseBase:
    return choose(request, own(request, ref), signed_in(request), "candidate")


def choose(request: HttpRequest, row: Application, by: Actor, audience: str) -> HttpResponseBase:
    status = STATUS[audience]
    question = open_question(row)
    if question is None:
        return redirect(status, row.ref)
    prices = prices_by_payer(row, on=clock.today())
    seen = {name: price.payable_pence for name, price in prices.items()}
    form = PayerForm(request.POST if request.method == "POST" else None, prices=seen, initial=_known(row))
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_payer(
                row, payer=form.chosen, billing=form.billing, seen_pence=form.seen_pence, by=by, now=clock.now()
            )
            messages.success(request, SAID)
            return redirect(status, row.ref)
        except PriceChanged as refusal:
            typed = request.POST.copy()
            typed.update({f"seen_{name}": str(pence) for name, pence in seen.items()})
            form = PayerForm(typed, prices=seen)
            form.add_refusal(refusal)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"draft": row, "question": question, "form": form}
    return shown(request, context, prices, audience, status=422 if form.errors else 200)


def shown(
    request: HttpRequest, context: dict[str, Any], prices: dict[str, Price], audience: str, *, status: int
) -> HttpResponse:
    context |= {
        "prices": [(Payer(name).label, price) for name, price in prices.items()],
        "withdraw_form": WithdrawForm(day=clock.today(), auto_id="withdraw_%s"),
        "withdrawal_url": f"{audience}:applications:withdrawal",
        "layout": f"ui/layouts/{'apply' if audience == 'token' else 'candidate'}.html",
    }
    return render(request, "applications/public/payer.html", context, status=status)


def _known(row: Application) -> dict[str, str]:
    """What they said when they applied, so that it is not typed twice."""
    fields = ("payer", "billing_name", "billing_email", "billing_address", "billing_postcode", "purchase_order")
    return {name: getattr(row, name) for name in fields}
