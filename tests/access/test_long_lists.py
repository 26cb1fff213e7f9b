"""Every list of the site, made by the worker: what its reader would be sent at once, and what they were shown.

Nothing here names a list. Each is found by walking the pages, as everybody to whom they open.
"""

import io
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from openpyxl import load_workbook

from cadre.exports import remaking
from cadre.exports.actions import write_sheet
from cadre.exports.models import ExportPolicy, Sheet
from cadre.journal.models import Entry
from cadre.people.states import FILE_TAKEN
from cadre.ui.listing import XLSX, Listing
from tests import world
from tests.access.inventory import Page, address
from tests.access.test_grid import PERSONAS, client_of, guarded_pages, held_scopes
from tests.access.two_sides import World, two_sides

pytestmark = [pytest.mark.grid, pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
Rows = list[tuple[object, ...]]


def workbook(answer) -> Rows | None:
    """The rows of a spreadsheet; None for an answer that is none."""
    if answer.headers.get("Content-Type") != XLSX:
        return None
    read = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [row for page in read for row in page.iter_rows(values_only=True)]


def made_aside(client: Client, url: str) -> Rows | str:
    """The same by the worker, or what went wrong."""
    answer = client.get(url)
    if not answer.headers.get("Location", "").startswith("/account/spreadsheets/"):
        return f"{answer.status_code} instead of the page to wait on"
    sheet = Sheet.objects.get(pk=answer.headers["Location"].split("/")[-2])
    write_sheet(sheet.pk, now=world.NOW)
    sheet.refresh_from_db()
    if sheet.why:
        return sheet.why
    return workbook(client.get(f"/account/spreadsheets/{sheet.pk}/file/")) or "no workbook"


def compared(made: World, page: Page, persona: str, client: Client) -> Iterator[tuple[str, str]]:
    """(page, what differs) of a list that this persona may take away; nothing of other pages."""
    url = f"{address(page, made.a)}?format=xlsx"
    ExportPolicy.objects.update(rows_at_once=1_000)
    at_once = workbook(client.get(url))
    Entry.objects.filter(happening=FILE_TAKEN.key).delete()  # the journal's own list would hold it the second time
    if at_once is None or len(at_once) < 2:
        return
    ExportPolicy.objects.update(rows_at_once=0)
    aside = made_aside(client, url)
    yield page.name, "" if aside == at_once else f"{page.name} as {persona}: {aside}"


def walked(made: World, personas: list[str], asked: list[Listing]) -> Iterator[tuple[str, str]]:
    """Of a page that asked no list whether a file is wanted, its other readers are spared. `asked` are those asked."""
    clients = {persona: client_of(persona, made) for persona in personas}
    for page in guarded_pages():
        asked.clear()
        for number, persona in enumerate(one for one in personas if held_scopes(one, made, page)):
            if number and not asked:
                break
            with transaction.atomic():
                yield from compared(made, page, persona, clients[persona])
                transaction.set_rollback(True)


@pytest.fixture
def asked(monkeypatch) -> list[Listing]:
    """The lists that were asked whether a file is wanted."""
    seen, wants_file = [], Listing.wants_file
    monkeypatch.setattr(Listing, "wants_file", property(lambda self: (seen.append(self), wants_file.fget(self))[1]))
    return seen


def test_the_worker_makes_of_every_list_what_its_reader_would_be_sent(asked):
    made = two_sides()
    personas = [one for one in PERSONAS if one not in ("anonymous", "nobody", "suspended")]
    found = list(walked(made, personas, asked))
    assert [why for _, why in found if why] == []
    assert len({name for name, _ in found}) > 35


def test_a_list_that_is_remade_without_its_filters_is_caught(monkeypatch):
    """The control."""
    made = two_sides()
    client, url = client_of("ops", made), "/office/applications/?state=submitted&format=xlsx"
    at_once = workbook(client.get(url))
    ExportPolicy.objects.update(rows_at_once=0)
    assert made_aside(client, url) == at_once
    Sheet.objects.all().delete()
    monkeypatch.setattr(remaking, "QueryDict", lambda _: QueryDict("format=xlsx"))
    assert len(made_aside(client, url)) > len(at_once)
