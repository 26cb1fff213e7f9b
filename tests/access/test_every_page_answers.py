"""Every page once, with PostgreSQL: opened by its first reader and sent empty; of a list each order and its file.

The grid asks far more of each, and runs on SQLite alone, since whom a page opens to no database can change. What a
database can change is whether it takes what the page asks.
"""

from collections.abc import Iterator

import pytest
from django.test import Client

from cadre.applications.models import Application
from cadre.applications.views.office import lists
from cadre.ui.listing import Listing
from tests import world
from tests.access.inventory import address, pages
from tests.access.test_grid import PERSONAS, client_of, persona_of
from tests.access.test_hostile import answered, fault
from tests.access.two_sides import two_sides

pytestmark = [pytest.mark.postgres, pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
LIST = "/office/applications/"


def ways(listing: Listing) -> Iterator[str]:
    """What may stand behind the address of a list: a search, a file, each way to sort."""
    yield from ("?q=an", "?format=csv", *(f"?sort=-{column.name}" for column in listing.columns if column.sort))


def test_every_page_answers():
    made, found, of_lists = two_sides(), [], 0
    clients = {persona: client_of(persona, made) for persona in PERSONAS}
    for page in pages():
        client, url = clients[persona_of(page, made)], address(page, made.a)
        broken, listing = answered(client, url)
        further = [fault(client, f"{url}{way}") for way in ways(listing)] if listing else []
        of_lists += len(further)
        found += [f"{page.name}: {why}" for why in (broken, fault(client, url, ""), *further) if why]
    assert found == []
    assert of_lists > 300


def test_a_page_whose_query_is_refused_is_caught(monkeypatch):
    """The control."""
    client = Client()
    client.force_login(world.an_officer())
    assert fault(client, LIST) == ""
    monkeypatch.setattr(lists, "applications_visible_to", lambda _: Application.objects.extra(where=["no_such_column"]))
    assert "no_such_column" in fault(client, LIST)
