"""The grid is itself tried: with a check taken away, it must go red."""

import pytest
from django.http import HttpResponse
from django.urls import path

from cadre.groups.models import Group
from cadre.scheduling.views import partner
from tests.access import inventory, test_grid
from tests.access.two_sides import two_sides

pytestmark = [pytest.mark.grid, pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def test_a_list_that_forgets_whose_rows_it_shows_is_caught(monkeypatch):
    made = two_sides()
    assert not [line for line in test_grid.faults("partner_lead", made) if "scheduling:dates" in line]
    monkeypatch.setattr(partner, "groups_led_by", lambda _user: Group.objects.all())
    assert [line for line in test_grid.faults("partner_lead", made) if "scheduling:dates twin" in line]


def test_a_door_that_lets_everybody_in_is_caught(monkeypatch):
    made = two_sides()
    only = [page for page in test_grid.guarded_pages() if page.name == "office:applications:list"]
    monkeypatch.setattr(test_grid, "guarded_pages", lambda: only)
    assert list(test_grid.faults("nobody", made)) == []
    monkeypatch.setattr("cadre.people.access.roles_of", lambda user, **_: frozenset({"ops"}))
    assert [line for line in test_grid.faults("nobody", made) if "office:applications:list" in line]


def test_a_url_without_a_door_is_caught(monkeypatch):
    bare = path("planted/", lambda _request: HttpResponse(), name="planted")
    resolver = inventory.get_resolver()
    monkeypatch.setattr(resolver, "url_patterns", [*resolver.url_patterns, bare])
    assert [page.name for page in inventory.pages() if page.access is None] == ["planted"]
