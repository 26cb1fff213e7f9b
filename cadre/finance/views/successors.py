"""Finance confirms to whom a partner's hosting is paid after it went into another."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cadre.finance.access import fees_visible_to
from cadre.finance.actions.successors import decide_payee
from cadre.finance.forms import SuccessorForm
from cadre.finance.queries.payments import payables, payees_in_use
from cadre.finance.queries.successors import decisions_on, gone_words, merger_of
from cadre.finance.tabs import finance_tabs
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners.access import partners_visible_to
from cadre.partners.models import OrgChange
from cadre.people.access import page, signed_in


@page("partner_hosting_claim", "A", "office", methods=("GET", "POST"))
def successor(request: HttpRequest, partner: str) -> HttpResponse:
    """What is owed, the two that could be paid, and what was decided before. One press decides."""
    user, today = signed_in(request), clock.today()
    found = get_object_or_404(partners_visible_to(user), slug=partner)
    change = merger_of(found)
    context = {"tabs": finance_tabs(request, "payments"), "partner": found, "change": change}
    if change is None or change.into is None:
        return render(request, "finance/office/successor.html", context)
    form = _form(request, change)
    if form.is_valid():
        to = found if form.cleaned_data["to"] == found.slug else change.into
        try:
            decide_payee(change, to=to, reason=form.cleaned_data["reason"], by=user, now=clock.now())
            messages.success(request, f"Confirmed: {to} is paid. It stands on the statements of {found}.")
            return redirect("office:finance:payments")
        except Refusal as refusal:
            form.add_refusal(refusal)
    rows = payables(fees_visible_to(user).filter(partner=found), today)
    context |= {"form": form, "decisions": decisions_on(change), "row": rows[0] if rows else None}
    context |= {"gone": gone_words(change), "is_planned": change.on_day > today}
    return render(request, "finance/office/successor.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, change: OrgChange) -> SuccessorForm:
    """The partner that goes on first, and chosen where nothing was decided."""
    ends = [one for one in (change.into, change.partner) if one]
    details, last = payees_in_use([one.pk for one in ends], clock.today()), decisions_on(change)[:1]
    return SuccessorForm(
        request.POST if request.method == "POST" else None,
        choices=[(one, details.get(one.pk)) for one in ends],
        initial={"to": last[0].paid_to.slug if last else ends[0].slug},
    )
