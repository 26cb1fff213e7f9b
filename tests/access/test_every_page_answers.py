"""Every page once, with PostgreSQL: as its first reader opens it, and of a list each order and its file.

The grid asks far more of each, and runs on SQLite alone, since whom a page opens to no database can change. What a
database can change is whether it takes what the page asks.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from cadre.applications.models import Application
from cadre.applications.views.office import lists
from cadre.ui.listing import Listing
from tests import world
from tests.access.inventory import address, pages
from tests.access.test_grid import PERSONAS, client_of, persona_of
from tests.access.two_sides import two_sides

pytestmark = [pytest.mark.postgres, pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
LIST = "/office/applications/"


def asked(client: Client, url: str) -> tuple[str, Listing | None]:
    """What broke at this address, empty for an answer of any kind; and the list it shows. Nothing is kept."""
    try:
        with transaction.atomic():
            answer = client.get(url)
            if answer.streaming:
                answer.getvalue()
            transaction.set_rollback(True)
    except Exception as broken:
        return f"{url}: {broken}", None
    return "" if answer.status_code < 500 else f"{url}: {answer.status_code}", (answer.context or {}).get("listing")


def ways(listing: Listing) -> Iterator[str]:
    """What may stand behind the address of a list: a search, a file, each way to sort."""
    yield from ("?q=an", "?format=csv", *(f"?sort=-{column.name}" for column in listing.columns if column.sort))


def test_every_page_answers():
    made, found, of_lists = two_sides(), [], 0
    clients = {persona: client_of(persona, made) for persona in PERSONAS}
    for page in pages():
        client, url = clients[persona_of(page, made)], address(page, made.a)
        why, listing = asked(client, url)
        further = [asked(client, f"{url}{way}")[0] for way in ways(listing)] if listing else []
        of_lists += len(further)
        found += filter(None, [why, *further])
    assert found == []
    assert of_lists > 300


def test_a_page_whose_query_is_refused_is_caught(monkeypatch):
    """The control."""
    client = Client()
    client.force_login(world.an_officer())
    assert asked(client, LIST)[0] == ""
    monkeypatch.setattr(lists, "applications_visible_to", lambda _: Application.objects.extra(where=["no_such_column"]))
    assert "no_such_column" in asked(client, LIST)[0]
