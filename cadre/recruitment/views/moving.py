"""The office moves registration's days, once it has seen who is affected."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.programmes.access import intakes_visible_to, may_plan_intakes
from cadre.programmes.actions import move_registration
from cadre.programmes.actions.moving import CannotMove, refuse, wanted_days
from cadre.programmes.forms import RegistrationForm
from cadre.programmes.models import Intake
from cadre.programmes.queries.following import Lines, mark_of
from cadre.recruitment.queries.moving import Moved, touched_by


@page("intake", "E", "office")
def registration(request: HttpRequest, intake: str) -> HttpResponse:
    """Other days for registration; the first press shows who is affected, the second moves them."""
    user, today, lines = signed_in(request), clock.today(), Lines()
    if not may_plan_intakes(user):
        raise Http404
    found = get_object_or_404(intakes_visible_to(user), slug=intake)
    typed = request.POST if request.method == "POST" else None
    form = RegistrationForm(typed, intake=found, due=lines.opening(found), today=today)
    context: dict[str, Any] = {"intake": found, "form": form, "mark": mark_of(found, lines.followers(found))}
    if request.method == "POST" and form.is_valid() and (moved := _would_move(form, found, lines)):
        if request.POST.get("move") and _moved(request, form, found):
            told = (
                " Whoever has not finished is told by mail, and so are leads whose bookings are not filled."
                if moved.is_earlier
                else ""
            )
            messages.success(request, f"Registration for {found} is moved.{told}")
            return redirect("office:programmes:intake", slug=intake)
        context["moved"] = moved
    return render(request, "recruitment/office/registration.html", context, status=422 if form.errors else 200)


def _would_move(form: RegistrationForm, found: Intake, lines: Lines) -> Moved | None:
    """What the days would touch; None with the form saying why registration cannot have them."""
    today = clock.today()
    try:
        opens_on, closes_on = form.opening(found), form.cleaned_data["closes_on"]
        wanted = wanted_days(found, lines, opens_on=opens_on, closes_on=closes_on)
        refuse(found, wanted, lines, today=today)
    except CannotMove as refusal:
        _say(form, refusal)
        return None
    return touched_by(found, wanted, today=today)


def _moved(request: HttpRequest, form: RegistrationForm, found: Intake) -> bool:
    said = {"seen": request.POST.get("seen", ""), "reason": form.cleaned_data["reason"]}
    days = {"opens_on": form.opening(found), "closes_on": form.cleaned_data["closes_on"]}
    try:
        move_registration(found, **days, **said, by=signed_in(request), today=clock.today())
    except Refusal as refusal:
        _say(form, refusal)
        return False
    return True


def _say(form: RegistrationForm, refusal: Refusal) -> None:
    wrong = refusal.wrong if isinstance(refusal, CannotMove) else {refusal.field: str(refusal)}
    for field, sentence in wrong.items():
        form.add_error(field if field in form.fields else None, sentence)
