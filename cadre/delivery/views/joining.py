"""Adding somebody who came without being on the register."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cadre.delivery import actions
from cadre.delivery.forms import JoinerSearch
from cadre.delivery.joiners import Joiner, joiners_named
from cadre.delivery.views.shared import here, to
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import signed_in
from cadre.scheduling.models import Event


def joiners(request: HttpRequest, event: Event, template: str) -> HttpResponse:
    """Search by name, then add one of those found."""
    asked = request.POST if request.method == "POST" else request.GET
    form = JoinerSearch(asked) if "q" in asked else JoinerSearch()
    found = joiners_named(event, form.cleaned_data["q"]) if form.is_bound and form.is_valid() else []
    if request.method == "POST":
        return _add(request, event, next((one for one in found if one.ref == request.POST.get("person")), None))
    given = {"event": event, "here": here(request), "form": form, "found": found, "searched": form.is_bound}
    return render(request, template, given)


def _add(request: HttpRequest, event: Event, joiner: Joiner | None) -> HttpResponse:
    if joiner is None:
        raise Http404
    try:
        joiner.add(actions.register_of(event), by=signed_in(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return to(request, "joiners", event.ref)
    messages.success(request, f"{joiner.name} is on the register, not marked yet.")
    return to(request, "register", event.ref)
