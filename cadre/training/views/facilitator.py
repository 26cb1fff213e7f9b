"""A facilitator's own training and accreditation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.facilitators.access import facilitators_visible_to
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.training import actions
from cadre.training.access import own_helping, own_places
from cadre.training.models import Place
from cadre.training.queries.assisting import where_they_help
from cadre.training.queries.people import own_training
from cadre.training.states import HelperState, PlaceState


@page("facilitator_training", "L", "facilitator")
def own(request: HttpRequest) -> HttpResponseBase:
    """What they are accredited for, sessions they are invited to, and whether they help."""
    user, today = signed_in(request), clock.today()
    me = facilitators_visible_to(user).filter(user=user).first()
    if me is None:
        raise Http404
    context = {
        "accreditations": me.accreditations.select_related("qualification").order_by("qualification__position"),
        "rows": own_training(user, today),
        "helper": own_helping(user).first(),
        "helping": where_they_help(user, today),
        "today": today,
    }
    return render(request, "training/facilitator/own.html", context)


def _place(request: HttpRequest, ref: str) -> Place:
    rows = own_places(signed_in(request)).filter(session__called_off_at=None)
    return get_object_or_404(rows.select_related("session", "facilitator__user"), session__ref=ref)


@page("facilitator_training", "A", "facilitator", methods=["POST"])
def booking(request: HttpRequest, ref: str) -> HttpResponseBase:
    try:
        row = actions.book(_place(request, ref), by=signed_in(request), now=clock.now(), today=clock.today())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        waits = row.state == PlaceState.WAITING
        messages.success(
            request,
            "All places are taken. You wait for one, and we write to you." if waits else "Your place is booked.",
        )
    return redirect("facilitator:training:own")


@page("facilitator_training", "A", "facilitator", methods=["POST"])
def declining(request: HttpRequest, ref: str) -> HttpResponseBase:
    try:
        actions.decline(_place(request, ref), by=signed_in(request), now=clock.now(), today=clock.today())
        messages.success(request, "Thank you for telling us. Somebody else can have the place.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("facilitator:training:own")


@page("facilitator_training", "A", "facilitator", methods=["POST"])
def helping(request: HttpRequest) -> HttpResponseBase:
    """Whether they help to train and assure others."""
    helper = get_object_or_404(own_helping(signed_in(request)))
    helps = request.POST.get("answer") == HelperState.ACCEPTED
    actions.answer_about_helping(helper, helps=helps, by=signed_in(request), now=clock.now())
    messages.success(request, "Thank you. We write to you about the next session." if helps else "Thank you. We know.")
    return redirect("facilitator:training:own")


@page("facilitator_training", "V", "facilitator")
def confirmation(request: HttpRequest, ref: str) -> HttpResponseBase:
    """That they took part in every part of a session, to print."""
    user = signed_in(request)
    found = [one for one in own_training(user, clock.today()) if one.place.session.ref == ref and one.was_there]
    if not found:
        raise Http404
    return render(request, "training/facilitator/confirmation.html", {"session": found[0].place.session, "user": user})
