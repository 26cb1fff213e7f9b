"""A list of three people that the worker makes a spreadsheet of, since two are made at once."""

import io
from typing import Any

from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from cadre.applications.actions.submission import index_application
from cadre.applications.states import State
from cadre.exports.models import ExportPolicy, Sheet
from cadre.people.models import User
from tests import world

LIST = "/office/applications/"
XLSX = f"{LIST}?format=xlsx"
OWN = "/account/spreadsheets/"


def terms(**facts: int) -> ExportPolicy:
    """Two rows at once, two spreadsheets at once, kept for six hours."""
    return ExportPolicy.objects.create(
        from_on=world.SINCE, source="Example", **{"rows_at_once": 2, "most_at_once": 2, "kept_hours": 6} | facts
    )


def people(*names: str) -> None:
    offering = world.an_offering()
    for name in names:
        index_application(world.an_application(name, state=State.SUBMITTED, offering=offering), school="")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def asked(client: Client, address: str = XLSX) -> Sheet:
    """The spreadsheet that is waited for where the address leads."""
    answer = client.get(address)
    assert answer.status_code == 302, answer.content
    return Sheet.objects.get(pk=answer.headers["Location"].split("/")[-2])


def page_of(sheet: Sheet) -> str:
    return f"{OWN}{sheet.pk}/"


def rows_of(answer: HttpResponse) -> list[tuple[Any, ...]]:
    """Every row of a workbook that was sent, its head first."""
    read = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [row for page in read for row in page.iter_rows(values_only=True)]


def names_in(client: Client, sheet: Sheet) -> list[str]:
    _, *rows = rows_of(client.get(f"{page_of(sheet)}file/"))
    return [row[0] for row in rows]
