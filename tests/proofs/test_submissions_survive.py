"""Fifty people hand in at once while site and worker are killed: what was shown a reference is there, and once."""

import socket
import time
from collections import Counter

import pytest
from django.test import Client

from cadre.applications.models import Application, Quote
from cadre.applications.states import APPLICATION_SUBMITTED, State
from cadre.applications.tests.answers import begin, fill, pages
from cadre.journal import queue
from cadre.journal.models import Entry
from cadre.messages.models import Message
from tests.proofs.crowd import Browser, Shown, Site, site
from tests.proofs.processes import at_once, wait_until
from tests.proofs.test_an_application_submitted_at_once import school  # noqa: F401  a fixture

pytestmark = pytest.mark.kill
CROWD = 50


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def finished_drafts(urn: str, address: str, number: int) -> list[Browser]:
    """Each with answers of its own, so that nobody applied before; each pays alone, so that prices stay."""
    made = []
    for n in range(number):
        client = Client()
        draft = begin(client)
        you = {"name": f"Person {n}", "email": f"person{n}@brackenmoor.example"}
        fill(client, draft, pages(urn, you=you, payment={"funding": "self"}))
        made.append(Browser.of(client, draft, address))
    return made


def hand_in_while_it_is_killed(running: Site, browsers: list[Browser], moments: dict[int, str]) -> list[str]:
    """Everybody presses at once; at so many references shown, site or worker is killed. The references shown."""
    shown = Shown()

    def one(n: int) -> None:
        if n == len(browsers):
            killer()
        elif browsers[n].hands_in():
            shown.add(browsers[n].ref)

    def killer() -> None:
        for number, what in moments.items():
            wait_until(lambda number=number: len(shown.refs) >= number, seconds=60, every=0.005)
            running.kill_web() if what == "web" else running.kill_work()

    at_once(len(browsers) + 1, one)
    return shown.refs


def submitted() -> list[str]:
    return sorted(Application.objects.filter(state=State.SUBMITTED).values_list("ref", flat=True))


def test_nothing_that_was_shown_is_missing_and_nothing_is_there_twice(proof_db, school):  # noqa: F811
    port = free_port()
    browsers = finished_drafts(school.urn, f"http://localhost:{port}", CROWD)
    with site(proof_db, port) as running:
        moments = {3: "web", 8: "work", 15: "web", 22: "work", 30: "web"}
        shown = hand_in_while_it_is_killed(running, browsers, moments)
        assert running.kills == list(moments.values())
        assert wait_until(lambda: queue.waiting().count() == 0, seconds=60)
    assert sorted(shown) == sorted(browser.ref for browser in browsers) == submitted()
    entries = Counter(Entry.objects.filter(happening=APPLICATION_SUBMITTED.key).values_list("subject_id", flat=True))
    assert set(entries.values()) == {1}
    assert len(entries) == Quote.objects.count() == CROWD
    received = Message.objects.filter(kind="applications.received")
    assert sorted(received.values_list("to", flat=True)) == sorted(
        f"person{n}@brackenmoor.example" for n in range(CROWD)
    )


def test_control_a_site_that_answers_before_it_writes_loses_what_it_showed(proof_db, school):  # noqa: F811
    port = free_port()
    browsers = finished_drafts(school.urn, f"http://localhost:{port}", 6)
    with site(proof_db, port, without="writing before answering") as running:
        shown = hand_in_while_it_is_killed(running, browsers, {1: "web"})
        time.sleep(1)
    assert set(shown) - set(submitted())
