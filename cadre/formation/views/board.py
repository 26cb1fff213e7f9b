"""The office: a plan as a board. A move is a pin with a reason, and the rest is planned around it."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from cadre.formation.access import may_adjust
from cadre.formation.forms import BoardFilter, PersonPinForm
from cadre.formation.models import Plan, PlannedSeat
from cadre.formation.queries.board import board_of, seat_of
from cadre.formation.queries.plans import places_open_to
from cadre.formation.views import words
from cadre.formation.views.office import plan_of
from cadre.people.access import page, signed_in


@page("formation_plan", "V", "office")
def board(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Groups against their minimum with their people. `move`: whom to move, `to`: where a card was put down."""
    user, found = signed_in(request), plan_of(request, ref)
    if not found.is_worked_out:
        return redirect(words.address("plan", found))
    narrow = BoardFilter(request.GET or None)
    q = narrow.cleaned_data.get("q", "") if narrow.is_valid() else ""
    shown = board_of(found, number=request.GET.get("page", "1"), words=q)
    adjusts = may_adjust(user, found)
    moved = seat_of(found, request.GET.get("move", "")) if adjusts else None
    context = {
        "plan": found,
        "board": shown,
        "narrow": narrow,
        "q": q,
        "may_adjust": adjusts,
        "person": moved.application if moved else None,
        "form": _moving(found, moved, request.GET.get("to", moved.place)) if moved else None,
    }
    return render(request, "formation/office/board.html", context)


def _moving(plan: Plan, moved: PlannedSeat, to: str) -> PersonPinForm:
    """Where to, and why. `to`: where the card was put down, else where they sit in the plan."""
    places, at = places_open_to(plan, moved.application), {"person": moved.application.ref, "place": to}
    return PersonPinForm(None, places=places, initial=at, asks="Why they sit there")
