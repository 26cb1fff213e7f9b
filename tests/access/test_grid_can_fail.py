"""The grid and the hostile walk are themselves tried: with a check taken away, they must go red."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from django.http import HttpResponse
from django.urls import path

from cadre.groups.models import Enrolment, Group
from cadre.groups.queries import group
from cadre.scheduling.views import partner
from cadre.ui.listing import Listing
from cadre.ui.tags import parts
from tests import world
from tests.access import inventory, test_grid
from tests.access.test_hostile import asked, fault, form_faults
from tests.access.two_sides import World, two_sides

pytestmark = [pytest.mark.grid, pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker) -> Iterator[World]:
    """One world for this file: each test takes back what it did in it, and the file takes back the world."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(world.NOW, tick=False):
            found = two_sides()
        yield found
        transaction.set_rollback(True)


def only(name: str, monkeypatch) -> None:
    """The grid walks this one page."""
    found = [page for page in test_grid.guarded_pages() if page.name == name]
    assert found
    monkeypatch.setattr(test_grid, "guarded_pages", lambda: found)


def test_a_page_that_forgets_whose_rows_it_opens_is_caught(made, monkeypatch):
    only("partner:scheduling:dates", monkeypatch)
    assert list(test_grid.faults("partner_lead", made)) == []
    monkeypatch.setattr(partner, "groups_led_by", lambda _user: Group.objects.all())
    assert "partner:scheduling:dates twin: 200 instead of 404" in test_grid.faults("partner_lead", made)


def test_a_list_that_forgets_whose_rows_it_shows_is_caught(made, monkeypatch):
    only("partner:groups:group", monkeypatch)
    assert list(test_grid.faults("partner_lead", made)) == []
    monkeypatch.setattr(group, "members", lambda *_: Enrolment.objects.select_related("application__school"))
    found = list(test_grid.faults("partner_lead", made))
    assert "partner:groups:group: shows something of the other partner" in found
    assert "partner:groups:group?format=csv: shows something of the other partner" in found


def test_a_field_shown_to_whoever_may_not_see_it_is_caught(made, monkeypatch):
    only("office:applications:application", monkeypatch)
    assert list(test_grid.faults("ops", made)) == []
    monkeypatch.setitem(test_grid.SECRETS, "theirs", made.a.waiting.email)
    monkeypatch.setitem(test_grid.FIELDS, "theirs", ("application", "equality_monitoring"))
    assert "office:applications:application: shows theirs" in test_grid.faults("ops", made)


def test_a_list_that_gives_its_file_to_whoever_reads_it_is_caught(made, monkeypatch):
    only("office:facilitators:list", monkeypatch)
    assert list(test_grid.faults("quality", made)) == []
    monkeypatch.setattr("cadre.people.access.opens", lambda *_: True)
    assert "office:facilitators:list: gives a file, and the matrix gives no X" in test_grid.faults("quality", made)


def test_a_list_that_keeps_its_file_from_whoever_may_take_it_is_caught(made, monkeypatch):
    only("office:applications:list", monkeypatch)
    monkeypatch.setattr(Listing, "wants_file", False)
    assert "office:applications:list: gives no file, and the matrix gives X" in test_grid.faults("ops", made)


def test_a_link_to_a_page_that_is_closed_to_its_reader_is_caught(made, monkeypatch):
    only("office:partners:list", monkeypatch)
    assert list(test_grid.faults("finance", made)) == []
    monkeypatch.setattr(parts, "_may_open", lambda *_: True)
    closed = "office:partners:list: leads to office:partners:memoranda, which is closed to its reader"
    assert closed in test_grid.faults("finance", made)


def test_a_door_that_lets_everybody_in_is_caught(made, monkeypatch):
    only("office:applications:list", monkeypatch)
    assert list(test_grid.faults("nobody", made)) == []
    monkeypatch.setattr("cadre.people.access.roles_of", lambda user, **_: frozenset({"ops"}))
    assert [line for line in test_grid.faults("nobody", made) if "office:applications:list" in line]


def test_a_url_without_a_door_is_caught(monkeypatch):
    bare = path("planted/", lambda _request: HttpResponse(), name="planted")
    resolver = inventory.get_resolver()
    monkeypatch.setattr(resolver, "url_patterns", [*resolver.url_patterns, bare])
    assert [page.name for page in inventory.pages() if page.access is None] == ["planted"]


def test_a_number_that_is_read_as_it_comes_is_caught(made, monkeypatch):
    (removal,) = asked([one for one in inventory.pages() if one.name == "partner:partners:school_removal"], made)
    assert list(form_faults(removal)) == []
    monkeypatch.setattr("cadre.partners.access.whole_number", int)
    assert any("ValueError" in line for line in form_faults(removal))


def test_a_list_that_trusts_its_address_is_caught(made, monkeypatch):
    client = test_grid.client_of("ops", made)
    assert fault(client, "/office/applications/?page=NaN") == ""
    monkeypatch.setattr(Listing, "page", property(lambda self: int(self.request.GET["page"])))
    assert "ValueError" in fault(client, "/office/applications/?page=NaN")
