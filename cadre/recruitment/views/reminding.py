"""The office reminds people who stopped halfway: first whom it reaches and what they get, then one press."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.people.access import page, signed_in
from cadre.recruitment.actions import remind_unfinished
from cadre.recruitment.forms import RemindForm
from cadre.recruitment.queries.cockpit import policy_on
from cadre.recruitment.queries.listed import intakes_by_deadline
from cadre.recruitment.queries.remindable import reach
from cadre.recruitment.views.reminder_words import reminded_words, reminder_context


@page("application", "A", "office")
def reminders(request: HttpRequest, intake: str) -> HttpResponse:
    """Nobody's name is shown: a draft is its applicant's alone before it is handed in. Counts are."""
    found = get_object_or_404(intakes_by_deadline(), slug=intake)
    user, today = signed_in(request), clock.today()
    form = RemindForm(request.POST if request.method == "POST" else request.GET)
    narrow = form.narrowing()
    if request.method == "POST":
        try:
            number = remind_unfinished(found, by=user, today=today, now=clock.now(), **narrow)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, reminded_words(number))
        return redirect("office:recruitment:index")
    rows, number = reach(found, policy_on(today), **narrow)
    context = {"intake": found, "narrow": narrow, **reminder_context(rows, number, found, today)}
    return render(request, "recruitment/office/reminders.html", context)
