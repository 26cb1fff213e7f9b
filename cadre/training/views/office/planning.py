"""Where training is wanted, and new sessions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.training import actions
from cadre.training.forms import ChangeForm, SessionForm
from cadre.training.queries.demand import demand_by_region
from cadre.training.states import SessionKind
from cadre.training.views.office.sessions import one
from cadre.ui.components.track import plain_track


@page("facilitator_training", "L", "office")
def demand(request: HttpRequest) -> HttpResponseBase:
    """By region: how many want training, against free places in sessions to come."""
    rows = demand_by_region(clock.today())
    most = max((max(row.wanting, row.places) for row in rows), default=0) or 1
    drawn = [(row, plain_track(row.wanting, most), plain_track(row.places, most, height=8)) for row in rows]
    total = sum(row.missing for row in rows)
    return render(request, "training/office/demand.html", {"rows": drawn, "total": total})


@page("facilitator_training", "C", "office")
def planning(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A new session. Its host is asked at once."""
    if kind not in SessionKind.values():
        raise Http404
    sort, today = SessionKind(kind), clock.today()
    initial = {"region": request.GET.get("region", "")[:40]}
    form = SessionForm(request.POST or None, kind=sort, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_session(**form.given(), by=signed_in(request), now=clock.now(), today=today)
            messages.success(request, f"Planned. {made.host} is asked to host it.")
            return redirect("office:training:session", made.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    if request.method == "POST" and not form.is_bound:
        form = SessionForm(request.POST, kind=sort, today=today)
    context = {"form": form, "kind": sort}
    return render(request, "training/office/planning.html", context, status=422 if form.errors else 200)


@page("facilitator_training", "E", "office")
def changing(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Other days, times or another venue. Whoever has to do with it is told."""
    row, today = one(request, ref), clock.today()
    parts = list(row.parts.all())
    form = ChangeForm(request.POST or None, kind=SessionKind(row.kind), session=row, parts=parts)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_session(row, **form.given(), by=signed_in(request), now=clock.now(), today=today)
            messages.success(request, "Changed. Whoever has to do with it is told.")
            return redirect("office:training:session", row.ref)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"form": form, "session": row}
    return render(request, "training/office/changing.html", context, status=422 if form.errors else 200)
