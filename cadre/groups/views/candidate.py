"""A candidate's own place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cadre.groups.access import places_of
from cadre.groups.queries import group as queries
from cadre.groups.queries.history import tell_history
from cadre.people.access import page, signed_in


@page("group", "V", "candidate")
def place(request: HttpRequest, ref: str) -> HttpResponse:
    own = places_of(signed_in(request)).select_related(*queries.OF_A_PLACE)
    enrolment = get_object_or_404(own, ref=ref)
    tell_history([enrolment.group])
    context = {
        "enrolment": enrolment,
        "group": enrolment.group,
        "offering": enrolment.group.offering,
        "has_place": enrolment.seat is not None,
        "kilometres": queries.distance(enrolment.application, enrolment.group.partner),
    }
    return render(request, "groups/candidate/place.html", context)
