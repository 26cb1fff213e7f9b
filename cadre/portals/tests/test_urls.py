"""A room is asked for an address only where one of its pages may stand there; and every page is found."""

import pytest
from django.http import HttpResponse
from django.urls import Resolver404, URLResolver, path
from django.urls.resolvers import RoutePattern

from cadre.portals.routes import Beginnings, Expression, compiled_when_asked
from cadre.portals.urls import AUDIENCES, tree


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


def test_a_page_is_found_and_its_address_written_as_django_does():
    def asked(pages) -> list[object]:
        resolver = URLResolver(RoutePattern(""), pages)
        return [
            resolver.resolve("places/7/").kwargs,
            resolver.resolve("places/").url_name,
            resolver.reverse("place", 7),
            resolver.reverse("places"),
        ]

    pages = [path("places/", nothing, name="places"), path("places/<int:number>/", nothing, name="place")]
    ours = [compiled_when_asked(page) for page in pages]
    assert all(isinstance(page.pattern.regex, Expression) for page in ours)
    assert asked(ours) == [{"number": 7}, "places", "places/7/", "places/"]
    with pytest.raises(Resolver404):
        URLResolver(RoutePattern(""), ours).resolve("places/seven/")


def test_writing_an_address_compiles_the_expression_of_no_page():
    pages = [compiled_when_asked(path("places/<int:number>/", nothing, name="place"))]
    assert URLResolver(RoutePattern(""), pages).reverse("place", 7) == "places/7/"
    assert "_compiled" not in vars(pages[0].pattern.regex)


def test_every_page_of_a_room_is_compiled_when_asked():
    rooms = [room for audience in AUDIENCES for room in tree(audience)]
    assert {type(page.pattern.regex) for room in rooms for page in room.url_patterns} == {Expression}
