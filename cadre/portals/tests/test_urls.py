"""A room is asked for an address only where one of its pages may stand there; and every page is found."""

import pytest
from django.http import HttpResponse
from django.urls import path

from cadre.portals.urls import AUDIENCES, Beginnings, tree


def nothing(request, **_) -> HttpResponse:
    return HttpResponse()


@pytest.mark.parametrize(
    ("routes", "address", "asked"),
    [
        (("groups/", "places/<str:ref>/"), "groups/", True),
        (("groups/", "places/<str:ref>/"), "places/P-1/", True),
        (("groups/", "places/<str:ref>/"), "place/P-1/", False),
        (("groups/", "places/<str:ref>/"), "", False),
        (("calendar.ics",), "calendar.ics", True),
        (("", "groups/"), "anything/at/all/", True),
        (("<slug:partner>/",), "anything/at/all/", True),
    ],
)
def test_pages_are_compared_where_one_begins_with_the_same_word(routes, address, asked):
    beginnings = Beginnings([path(route, nothing) for route in routes])
    assert beginnings.match(address) == ((address, (), {}) if asked else None)


def test_the_rooms_of_the_office_are_told_apart_by_their_first_words():
    """A page that took any first word would have its room asked for every address."""
    assert set(AUDIENCES) >= {"office"}
    assert [room.namespace for room in tree("office") if room.pattern.match("no-such-word/")] == ["portals"]
