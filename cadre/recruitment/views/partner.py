"""A partner's own groups on the way to the deadline, what helps them, and reminding those who stopped halfway."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cadre.groups.access import groups_visible_to
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.partners.access import partners_led_by
from cadre.people.access import page, signed_in
from cadre.recruitment.actions import remind_unfinished
from cadre.recruitment.queries.cockpit import policy_on
from cadre.recruitment.queries.listed import with_offering
from cadre.recruitment.queries.partner import own_groups
from cadre.recruitment.queries.remindable import reach
from cadre.recruitment.views.reminder_words import reminded_words, reminder_context
from cadre.recruitment.views.sheets import sheet


@page("recruitment_progress", "L", "partner")
def viability(request: HttpRequest) -> HttpResponse:
    """Live: their groups in the intake that closes next, each with what they can do, best first."""
    today = clock.today()
    found = own_groups(partners_led_by(signed_in(request), today=today), today=today)
    context = {"found": found, "sheets": [sheet(own) for own in found.groups] if found else []}
    return render(request, "recruitment/partner/viability.html", context)


@page("group", "A", "partner")
def reminders(request: HttpRequest, ref: str) -> HttpResponse:
    """Those who chose the group's partner for its course. How many, never who: they have not handed in."""
    user, today = signed_in(request), clock.today()
    led = groups_visible_to(user).filter(partner__in=partners_led_by(user, today=today))
    group = get_object_or_404(with_offering(led), ref=ref)
    intake = group.offering.intake
    narrow: dict[str, Any] = {"qualification": group.offering.qualification, "partner": group.partner}
    if request.method == "POST":
        try:
            number = remind_unfinished(intake, by=user, today=today, now=clock.now(), **narrow)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, reminded_words(number))
        return redirect("partner:recruitment:viability")
    rows, number = reach(intake, policy_on(today), **narrow)
    context = {"group": group, "intake": intake, **reminder_context(rows, number, intake, today)}
    return render(request, "recruitment/partner/reminders.html", context)
