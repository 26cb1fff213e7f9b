"""Training that a partner is asked to host."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.training import actions
from cadre.training.access import may_answer_as_host, sessions_hosted_by
from cadre.training.forms import HostedFilter, HostForm
from cadre.training.models import Session
from cadre.training.queries.demand import with_places
from cadre.training.states import HOST_TAGS, HostState
from cadre.ui.listing import Column, Listing

COLUMNS = [
    Column("title", "Training", "title", sort=("title", "-first_on")),
    Column("ref", "Reference", "ref", in_files=True),
    Column("first_on", "First day", "first_on", sort=("first_on", "ref")),
    Column("venue", "Venue", "venue", sort=("venue", "-first_on")),
    Column("booked", "Booked", "booked", sort=("booked", "-first_on"), number=True),
    Column("places", "Places", "places", number=True, in_files=True),
    Column(
        "answer",
        "Your answer",
        lambda row: "Called off" if row.called_off_at else row.get_host_state_display(),
        sort=("host_state", "-first_on"),
    ),
]


@page("training_host", "L", "partner")
def hosting(request: HttpRequest) -> HttpResponseBase:
    """Every session they are asked to host or host, with how many come; never who."""
    rows = with_places(sessions_hosted_by(signed_in(request)))
    listing = Listing(request, rows, COLUMNS, filter_form=HostedFilter, name="training", default_sort="-first_on")
    if listing.wants_file:
        return listing.file()
    return render(request, "training/partner/hosting.html", {"listing": listing})


def _show(request: HttpRequest, session: Session, form: HostForm) -> HttpResponse:
    context = {
        "session": session,
        "parts": session.parts.all(),
        "state_kind": HOST_TAGS[HostState(session.host_state)],
        "may_answer": may_answer_as_host(signed_in(request), session),
        "form": form,
    }
    return render(request, "training/partner/answer.html", context, status=422 if form.errors else 200)


@page("training_host", "A", "partner")
def answer(request: HttpRequest, ref: str) -> HttpResponseBase:
    user = signed_in(request)
    session = get_object_or_404(with_places(sessions_hosted_by(user)), ref=ref)
    if request.method != "POST":
        return _show(request, session, HostForm())
    form = HostForm(request.POST)
    said = request.POST.get("answer", "")
    if not may_answer_as_host(user, session):
        raise Http404
    if said not in (HostState.ACCEPTED, HostState.DECLINED):
        form.add_error(None, "Choose yes or no.")
    if not form.is_valid():
        return _show(request, session, form)
    words = form.cleaned_data["words"]
    try:
        accepts = said == HostState.ACCEPTED
        actions.answer_as_host(session, accepts=accepts, words=words, by=user, now=clock.now())
        messages.success(request, "Thank you for hosting it." if accepts else "Thank you for telling us.")
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("partner:training:hosting")
