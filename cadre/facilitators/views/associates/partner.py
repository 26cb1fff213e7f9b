"""A partner's lead nominates associates, and sees how those they nominated stand."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.facilitators import actions
from cadre.facilitators.access import associates_nominated_by
from cadre.facilitators.forms.associates import NominatedFilter, NominationForm
from cadre.lib import clock
from cadre.lib.refs import new_token
from cadre.partners.access import partners_led_by
from cadre.people.access import page, signed_in
from cadre.ui.listing import Column, Listing

COLUMNS = [
    Column("name", "Name", "name", sort=("name",)),
    Column("nominated", "Nominated", "created_at", sort=("created_at",)),
    Column("by", "By", "nominated_by_name", sort=("nominated_by_name", "-created_at")),
    Column("state", "State", "get_state_display", sort=("state", "-created_at")),
]


def _listing(request: HttpRequest) -> Listing:
    rows = associates_nominated_by(signed_in(request))
    return Listing(request, rows, COLUMNS, filter_form=NominatedFilter, name="nominations", default_sort="-nominated")


def _show(request: HttpRequest, form: NominationForm | None = None, once: str = "") -> HttpResponse:
    partners = list(partners_led_by(signed_in(request), today=clock.today()))
    context = {
        "listing": None if form else _listing(request),
        "form": form or NominationForm(partners=partners),
        "once": once or new_token(),
    }
    return render(request, "facilitators/partner/nominations.html", context, status=422 if form else 200)


@page("associate_application", "L", "partner")
def nominations(request: HttpRequest) -> HttpResponseBase:
    listing = _listing(request)
    return listing.file() if listing.wants_file else _show(request)


@page("associate_application", "C", "partner", methods=["POST"])
def nominating(request: HttpRequest) -> HttpResponseBase:
    user = signed_in(request)
    partners = list(partners_led_by(user, today=clock.today()))
    if not partners:
        raise Http404
    form, once = NominationForm(request.POST, partners=partners), request.POST.get("once", "")[:200]
    if not form.is_valid():
        return _show(request, form, once)
    said = {name: form.cleaned_data[name] for name in ("name", "email", "words")}
    made = actions.nominate(**said, partner=form.for_partner, once=once or new_token(), by=user, now=clock.now())
    messages.success(request, f"{made.name} is nominated. We have mailed them a link to apply.")
    return redirect("partner:facilitators:nominations")
