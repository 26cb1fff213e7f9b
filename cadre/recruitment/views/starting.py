"""The office moves an intake's start, once it has seen who is affected."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.dates import weekday_day
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.programmes.access import intakes_visible_to, may_plan_intakes
from cadre.programmes.models import Intake
from cadre.recruitment.queries.starting import touched_by_start
from cadre.scheduling.actions import move_start
from cadre.scheduling.forms import StartForm
from cadre.scheduling.queries.starting import start_of


@page("intake", "E", "office")
def start(request: HttpRequest, intake: str) -> HttpResponse:
    """Another start; the first press shows who is affected, the second moves it."""
    user, today = signed_in(request), clock.today()
    if not may_plan_intakes(user):
        raise Http404
    found = get_object_or_404(intakes_visible_to(user), slug=intake)
    form = StartForm(request.POST if request.method == "POST" else None, intake=found)
    context: dict[str, Any] = {"intake": found, "form": form}
    if form.is_valid():
        would = start_of(found, form.cleaned_data["starts_on"], along=form.along, today=today)
        if would.wrong:
            form.add_error("starts_on", would.wrong)
        elif would.starts_on == found.starts_on:
            form.add_error("starts_on", f"It starts on {weekday_day(found.starts_on)} already.")
        elif request.POST.get("move") and _moved(request, form, found):
            messages.success(request, f"{found} starts on {weekday_day(would.starts_on)}. Partners are told.")
            return redirect("office:programmes:intake", slug=intake)
        else:
            context |= {"would": would, "lines": touched_by_start(would)}
    return render(request, "recruitment/office/start.html", context, status=422 if form.errors else 200)


def _moved(request: HttpRequest, form: StartForm, found: Intake) -> bool:
    said = {"seen": request.POST.get("seen", ""), "reason": form.cleaned_data["reason"]}
    wanted = {"starts_on": form.cleaned_data["starts_on"], "along": form.along}
    try:
        move_start(found, **wanted, **said, by=signed_in(request), today=clock.today(), now=clock.now())
    except Refusal as refusal:
        form.add_refusal(refusal)
        return False
    return True
