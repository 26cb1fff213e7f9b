"""A public page is drawn once for many visitors, and anew for everybody who is known."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from cadre.lib import clock
from cadre.ui import kept

ask = RequestFactory()


@pytest.fixture
def drawn(settings):
    """A page that counts how often it was drawn."""
    settings.KEPT_SECONDS = 10
    kept.forget()
    times: list[str] = []

    @kept.kept_for_visitors
    def page(request, answer=lambda request: HttpResponse()):
        times.append(request.get_full_path())
        made = answer(request)
        made.content = f"drawn {len(times)}"
        return made

    yield page
    kept.forget()


def test_visitors_share_a_page_until_its_seconds_or_the_day_are_over(drawn, settings):
    assert [drawn(ask.get("/a/")).content for _ in range(3)] == [b"drawn 1"] * 3
    assert drawn(ask.get("/b/")).content == b"drawn 2"
    with clock.moved(timedelta(days=1)):
        assert drawn(ask.get("/a/")).content == b"drawn 3"
    settings.KEPT_SECONDS = -1
    kept.forget()
    assert [drawn(ask.get("/a/")).content for _ in range(2)] == [b"drawn 4", b"drawn 5"]


def test_who_is_known_or_asks_for_something_has_it_drawn(drawn):
    assert drawn(ask.get("/a/")).content == b"drawn 1"
    assert drawn(ask.get("/a/?near=Derby")).content == b"drawn 2"
    assert drawn(ask.post("/a/")).content == b"drawn 3"
    assert drawn(ask.get("/a/", headers={"hx-request": "true"})).content == b"drawn 4"
    for cookie in ("sessionid", "messages"):
        signed_in = ask.get("/a/")
        signed_in.COOKIES[cookie] = "something"
        assert drawn(signed_in).content != b"drawn 1"
    assert drawn(ask.get("/a/")).content == b"drawn 1"


@pytest.mark.parametrize("kind", ["a cookie", "a token", "a refusal", "a private page"])
def test_nothing_personal_is_kept(drawn, kind):
    def answer(request):
        made = HttpResponse(status=404 if kind == "a refusal" else 200)
        if kind == "a cookie":
            made.set_cookie("language", "en")
        if kind == "a token":
            get_token(request)
        if kind == "a private page":
            made.headers["Cache-Control"] = "no-store, private"
        return made

    assert [drawn(ask.get("/a/"), answer).content for _ in range(2)] == [b"drawn 1", b"drawn 2"]


def test_a_cache_between_knows_that_the_page_depends_on_who_asks(drawn):
    assert [drawn(ask.get("/a/"))["Vary"] for _ in range(2)] == ["Cookie", "Cookie"]


def test_where_nothing_is_kept_every_visitor_has_it_drawn(drawn, settings):
    settings.KEPT_SECONDS = 0
    assert [drawn(ask.get("/a/")).content for _ in range(2)] == [b"drawn 1", b"drawn 2"]
