"""“What if”: any school, date, qualification and party. A page to look at; nothing is written."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cadre.applications.pricing import NoPrice
from cadre.applications.supposing import Party, suppose
from cadre.applications.what_if_form import WhatIfForm
from cadre.lib import clock
from cadre.people.access import page


@page("price_rule", "V", "office")
def what_if(request: HttpRequest) -> HttpResponseBase:
    asked = "qualification" in request.GET
    form = WhatIfForm(request.GET if asked else None, today=clock.today())
    party = answer(form) if asked and form.is_valid() else None
    links = [(school, form.address_with(request.GET, school)) for school in form.found]
    context = {"form": form, "party": party, "schools": links}
    return render(request, "applications/office/what_if.html", context, status=422 if form.errors else 200)


def answer(form: WhatIfForm) -> Party | None:
    """The prices, or None with the reason in the form."""
    typed = form.cleaned_data
    try:
        return suppose(
            form.filled(),
            form.offering(),
            on=typed["day"],
            people=typed["people"],
            after_those_who_applied=typed["after"],
        )
    except NoPrice as refusal:
        form.add_error("day", str(refusal))
        return None
