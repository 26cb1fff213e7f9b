"""The office: other windows for a qualification's timeline in an intake, with who is affected shown first."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.programmes.access import may_plan_intakes
from cadre.programmes.models import Offering
from cadre.scheduling.access import offerings_visible_to
from cadre.scheduling.actions import change_timeline
from cadre.scheduling.forms import TimelineForm
from cadre.scheduling.queries.timelines import affected_by, holds_outside, mark_of, planned
from cadre.scheduling.rules.timelines import refuse_timeline


@page("intake", "E", "office")
def timeline(request: HttpRequest, intake: str, qualification: str) -> HttpResponse:
    """The windows in a table; the first press shows who is affected, the second changes them."""
    user = signed_in(request)
    if not may_plan_intakes(user):
        raise Http404
    rows = offerings_visible_to(user)
    offering = get_object_or_404(rows, intake__slug=intake, qualification__slug=qualification)
    elements = list(offering.timeline.order_by("-pathway", "starts_on", "kind", "number"))
    form = TimelineForm(request.POST if request.method == "POST" else None, elements=elements)
    context: dict[str, Any] = {"offering": offering, "form": form, "mark": mark_of(planned(elements))}
    if request.method == "POST" and form.is_valid() and _fits(form):
        if request.POST.get("change") and (changed := _changed(request, offering, form)):
            messages.success(request, f"{changed} windows changed. Partners are told.")
            return redirect("office:programmes:intake", slug=intake)
        context |= _would_change(offering, form)
    return render(request, "scheduling/office/timeline.html", context, status=422 if form.errors else 200)


def _fits(form: TimelineForm) -> bool:
    """Whether the windows can be; else the form says at each element what is wrong."""
    wrong = refuse_timeline(planned(form.elements, form.windows))
    for key, sentence in wrong.items():
        form.add_error(f"starts_{key}", sentence)
    return not wrong


def _changed(request: HttpRequest, offering: Offering, form: TimelineForm) -> int:
    """How many windows were changed; 0 with the form saying why not."""
    said = {"seen": request.POST.get("seen", ""), "reason": form.cleaned_data["reason"]}
    try:
        return change_timeline(offering, form.windows, **said, by=signed_in(request), now=clock.now())
    except Refusal as refusal:
        form.add_refusal(refusal)
        return 0


def _would_change(offering: Offering, form: TimelineForm) -> dict[str, Any]:
    before, wanted = planned(form.elements), planned(form.elements, form.windows)
    return {
        "looked": True,
        "changes": [(old, new) for old, new in zip(before, wanted, strict=True) if old != new],
        "affected": affected_by(offering, wanted),
        "holds": holds_outside(offering, wanted),
    }
