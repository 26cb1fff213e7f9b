"""Whoever works in the office and has taken the first step of signing in alone opens nothing of it (threat 7)."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import resolve

from cadre.people import second_step
from cadre.people.policy import policy
from cadre.people.roles import STAFF
from tests.access.inventory import address, pages
from tests.access.two_sides import World, two_sides

pytestmark = [pytest.mark.django_db, pytest.mark.first_step, pytest.mark.grid, pytest.mark.usefixtures("at_now")]
PART_OF_SIGNING_IN = {"account_proof", "account_second_step", "account_second_step_set_up"}
"""What opens to them; the rest leads there, or is as unknown to them as to anybody."""


def opened(personas: list[str], made: World) -> Iterator[str]:
    """Every page behind a sign-in that answers one of them otherwise: read by each, sent empty by them in turn."""
    clients = [Client() for _ in personas]
    for client, persona in zip(clients, personas, strict=True):
        client.force_login(made.personas[persona])
    for turn, page in enumerate(pages()):
        if page.access is None or page.access[2] in ("public", "token"):
            continue
        url = address(page, made.a)
        for answer in (*(client.get(url) for client in clients), clients[turn % len(clients)].post(url, {})):
            led_on = answer.status_code == 302 and answer.headers["Location"].startswith("/account/second-step/")
            if answer.status_code != 404 and not led_on:
                yield page.name


def test_the_first_step_alone_opens_nothing_but_the_second():
    """And what does open, and public pages, show what they show to somebody without a role."""
    assert set(STAFF) <= policy().second_step
    made = two_sides()
    assert set(opened(sorted(STAFF), made)) <= PART_OF_SIGNING_IN
    client = Client()
    client.force_login(made.personas["ops"])
    for path in ("/", "/partners/", "/who-sees-what/", "/account/second-step/set-up/", "/sign-in/proof/"):
        assert 'href="/office/' not in client.get(path).content.decode(), path


def test_a_door_that_asks_for_no_second_step_is_caught(monkeypatch):
    """The control."""
    monkeypatch.setattr(second_step, "is_taken", lambda _request: True)
    assert len(set(opened(["marketing"], two_sides())) - PART_OF_SIGNING_IN) > 20
    assert resolve("/office/").func.access[2] == "office"
