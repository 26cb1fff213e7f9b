"""A candidate: their own place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cadre.groups.access import places_of
from cadre.people.access import page, signed_in


@page("candidate_profile", "V", "candidate")
def my_place(request: HttpRequest, ref: str) -> HttpResponse:
    rows = places_of(signed_in(request)).select_related(
        "group__partner", "group__offering__qualification", "group__offering__intake", "application__quote"
    )
    place = get_object_or_404(rows, ref=ref)
    group = place.group
    facts = [
        ("Partner", group.partner.name),
        ("Group", group.ref),
        ("Your candidate number", place.ref),
        ("State", "Confirmed" if group.is_confirmed else group.get_state_display()),
        ("You joined", place.get_joined_by_display().lower()),
    ]
    return render(request, "groups/candidate/place.html", {"place": place, "rows": facts})
