"""A partner's lead nominates associates, and sees how those they nominated stand."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.facilitators import actions
from cadre.facilitators.access import associates_nominated_by
from cadre.facilitators.forms.associates import NominationForm
from cadre.lib import clock
from cadre.lib.refs import new_token
from cadre.partners.access import partners_led_by
from cadre.people.access import page, signed_in


def _show(request: HttpRequest, form: NominationForm | None = None, once: str = "") -> HttpResponse:
    user = signed_in(request)
    partners = list(partners_led_by(user, today=clock.today()))
    context = {
        "rows": associates_nominated_by(user).order_by("-created_at")[:200],
        "form": form or NominationForm(partners=partners),
        "once": once or new_token(),
    }
    return render(request, "facilitators/partner/nominations.html", context, status=422 if form else 200)


@page("associate_application", "L", "partner")
def nominations(request: HttpRequest) -> HttpResponseBase:
    return _show(request)


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
