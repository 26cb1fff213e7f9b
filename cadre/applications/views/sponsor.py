"""A sponsor, by the mailed link: who names them, what they are asked, and their answer. No account, no script."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.applications import actions
from cadre.applications.access import sponsorships_linked_by
from cadre.applications.actions.sponsorship import NoLongerAsked
from cadre.applications.forms import ConfirmSponsorForm, DeclineSponsorForm, PickedForm, SponsorLinkForm
from cadre.applications.models import SponsorshipQuerySet
from cadre.applications.sponsored import Request, for_sponsor, rules_now, undertakings
from cadre.applications.steps.payment import InvoiceForm
from cadre.applications.views.draft import UNSAVED
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page
from cadre.ui.forms import Form

P = ParamSpec("P")


def with_link(
    view: Callable[Concatenate[HttpRequest, SponsorshipQuerySet, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]:
    """Give the view what the link's address is asked. A link that is unknown, old or used up asks for an address."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request.sponsor_token = token  # type: ignore[attr-defined]
        return view(request, for_sponsor(sponsorships_linked_by(token, now=clock.now())), *args, **kwargs)

    return opened


def closed(request: HttpRequest) -> HttpResponse:
    """Unknown, expired, replaced and somebody else's look the same."""
    return render(request, "applications/sponsor/closed.html", {"lost": SponsorLinkForm()}, status=404)


def token_of(request: HttpRequest) -> str:
    return str(request.sponsor_token)  # type: ignore[attr-defined]


@page("application", "A", "token")
def lost(request: HttpRequest) -> HttpResponseBase:
    """Mail the link again. The answer is the same whether anybody names this address or not."""
    form = SponsorLinkForm(request.POST or None)
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "applications/sponsor/closed.html", {"lost": form, "form": form}, status=status)
    actions.send_sponsor_link(form.cleaned_data["email"], now=clock.now())
    return render(request, "applications/sponsor/link_sent.html", {"email": form.cleaned_data["email"]})


@page("application", "L", "token")
@with_link
def sponsored(request: HttpRequest, rows: SponsorshipQuerySet) -> HttpResponseBase:
    """Everybody who names this sponsor: who waits first."""
    return show_list(request, rows)


@page("application", "A", "token", methods=["POST"])
@with_link
def confirmations(request: HttpRequest, rows: SponsorshipQuerySet) -> HttpResponseBase:
    """Confirm those that are ticked. Each that cannot be is named with its reason; the others are confirmed."""
    form = PickedForm(request.POST, refs=[one.application.ref for one in rows])
    if not form.is_valid():
        return show_list(request, rows, form=form)
    picked = [one for one in rows if one.application.ref in form.cleaned_data["refs"]]
    done, refused = actions.confirm_sponsorships(picked, now=clock.now())
    if done:
        messages.success(request, f"You sponsor {', '.join(one.application.name for one in done)}. Thank you.")
    for words in refused:
        messages.warning(request, words)
    return redirect("token:applications:sponsored", token_of(request))


@page("application", "V", "token")
@with_link
def sponsorship(request: HttpRequest, rows: SponsorshipQuerySet, ref: str) -> HttpResponseBase:
    asked = asked_in(rows, ref)
    if asked is None:
        return closed(request)
    actions.open_sponsorships([asked.sponsorship], now=clock.now())
    return show_one(request, rows, asked)


@page("application", "A", "token", methods=["POST"])
@with_link
def confirmation(request: HttpRequest, rows: SponsorshipQuerySet, ref: str) -> HttpResponseBase:
    """Confirm, with ratings before a gateway, and the purchase order when it is given here."""
    asked = asked_in(rows, ref)
    if asked is None:
        return closed(request)
    form = confirm_form(asked, request.POST)

    def act() -> None:
        given = form.cleaned_data
        said = {"seen": given["seen"], "ratings": form.ratings, "role": given.get("role", ""), "now": clock.now()}
        if order := given.get("purchase_order"):
            actions.confirm_with_order(asked.sponsorship, purchase_order=order, **said)
        else:
            actions.confirm_sponsorship(asked.sponsorship, **said)

    return done(request, rows, asked, "confirm_form", form, act, f"You sponsor {asked.name}. Thank you.")


@page("application", "A", "token", methods=["POST"])
@with_link
def refusal(request: HttpRequest, rows: SponsorshipQuerySet, ref: str) -> HttpResponseBase:
    asked = asked_in(rows, ref)
    if asked is None:
        return closed(request)
    form = DeclineSponsorForm(request.POST, auto_id="decline_%s")

    def act() -> None:
        actions.decline_sponsorship(asked.sponsorship, **form.cleaned_data, now=clock.now())

    words = f"We have told {asked.name} that you do not sponsor them."
    return done(request, rows, asked, "decline_form", form, act, words)


@page("application", "A", "token", methods=["POST"])
@with_link
def invoice(request: HttpRequest, rows: SponsorshipQuerySet, ref: str) -> HttpResponseBase:
    """Correct who is invoiced and by which order."""
    asked = asked_in(rows, ref)
    if asked is None:
        return closed(request)
    form = InvoiceForm(request.POST, asks_payer=False, auto_id="invoice_%s")

    def act() -> None:
        actions.correct_invoice_details(asked.sponsorship, details=form.cleaned_data, now=clock.now())

    return done(request, rows, asked, "invoice_form", form, act, "The invoice details are saved.")


def asked_in(rows: SponsorshipQuerySet, ref: str) -> Request | None:
    found = rows.filter(application__ref=ref).first()
    return Request(found, rules_now(clock.today())) if found else None


def done(
    request: HttpRequest,
    rows: SponsorshipQuerySet,
    asked: Request,
    name: str,
    form: Form,
    act: Callable[[], None],
    words: str,
) -> HttpResponseBase:
    """One answer, and back to the page; a refusal is shown on it, with what was typed."""
    if form.is_valid():
        try:
            act()
            messages.success(request, words)
            return redirect("token:applications:sponsorship", token_of(request), asked.application.ref)
        except NoLongerAsked:
            return closed(request)
        except Refusal as refused:
            form.add_refusal(refused)
            asked = asked_in(rows, asked.application.ref) or asked
    return show_one(request, rows, asked, status=422, **{name: form})


def confirm_form(asked: Request, typed: Any = None) -> ConfirmSponsorForm:
    return ConfirmSponsorForm(
        typed,
        rules=asked.rules,
        needs_ratings=asked.needs_ratings,
        wants_order=asked.shows_billing and not asked.why_no_billing and not asked.application.purchase_order,
        initial={"seen": asked.sponsorship.state},
    )


def show_one(
    request: HttpRequest, rows: SponsorshipQuerySet, asked: Request, *, status: int = 200, **forms: Form
) -> HttpResponse:
    """The page of one application, with a form that was refused in its place."""
    seen = {"seen": asked.sponsorship.state}
    kept = {field: getattr(asked.application, field) for field in InvoiceForm.base_fields if field != "payer"}
    context: dict[str, Any] = {
        "asked": asked,
        "token": token_of(request),
        "others": rows.count() - 1,
        "confirm_form": confirm_form(asked),
        "decline_form": DeclineSponsorForm(initial=seen, auto_id="decline_%s"),
        "invoice_form": InvoiceForm(initial=kept, asks_payer=False, auto_id="invoice_%s"),
        "form": next(iter(forms.values()), None),
    }
    return render(request, "applications/sponsor/one.html", context | forms, status=status)


def show_list(request: HttpRequest, rows: SponsorshipQuerySet, *, form: Form | None = None) -> HttpResponse:
    """One list: who waits, who is answered, and what is over."""
    rules = rules_now(clock.today())
    everybody = [Request(one, rules) for one in rows]
    if not everybody:
        return closed(request)
    actions.open_sponsorships(rows, now=clock.now())
    context = {
        "token": token_of(request),
        "sponsor": everybody[0].sponsorship,
        "waiting": [one for one in everybody if one.waits],
        "answered": [one for one in everybody if not one.waits and not one.why_not],
        "over": [one for one in everybody if one.why_not],
        "ticks": sum(one.may_be_ticked for one in everybody),
        "undertakings": undertakings(rules, name="Each of them", school="the school they name"),
        "form": form,
    }
    return render(request, "applications/sponsor/list.html", context, status=422 if form else 200)


@with_link
def confirmation_again(request: HttpRequest, rows: SponsorshipQuerySet, ref: str) -> HttpResponseBase:
    """A form that came too late to be trusted: shown again with what was typed, nothing saved."""
    asked = asked_in(rows, ref)
    if asked is None:
        return closed(request)
    messages.warning(request, UNSAVED)
    return show_one(request, rows, asked, status=403, confirm_form=confirm_form(asked, request.POST))


confirmation.ask_again = confirmation_again  # type: ignore[attr-defined]
