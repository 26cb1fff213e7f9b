"""The demo network, with fewer groups: all that happened in it, every page it has, every decision made in it.

Data that nobody made up for a test: what meets nowhere else meets here.
"""

import re
from collections import Counter, deque
from dataclasses import replace
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from cadre.applications.models import Quote
from cadre.applications.rules import discount, pricing
from cadre.applications.states import Outcome
from cadre.demo.cast import named_people
from cadre.demo.network import load
from cadre.groups.models import Group
from cadre.journal import queue, worker
from cadre.lib import clock
from cadre.people.models import StaffRole, User
from tests.proved import just_proved
from tests.wanderer import Wanderer, links

pytestmark = [pytest.mark.django_db, pytest.mark.long]

FEWER = {
    "FINISHED": {"NPQML": {"peakside": 13}, "NPQSL": {}, "NPQH": {"fosse-way": 12}, "NPQEL": {}},
    "RUNNING": {
        "NPQML": {"peakside": 14, "trent-reach": 13},
        "NPQSL": {"fosse-way": 12},
        "NPQH": {},
        "NPQEL": {"st-werburgh": 12},
    },
    "OPEN": {
        "NPQML": {"peakside": 14, "trent-reach": 9},
        "NPQSL": {"fosse-way": 13, "peakside": 9},
        "NPQH": {"peakside": 4},
        "NPQEL": {"st-werburgh": 13},
    },
    "UNPLACED": {"NPQSL": 4, "NPQML": 2},
    "WAITING": {"NPQSL": 6, "NPQML": 6, "NPQH": 1},
    "UNFINISHED": {"NPQSL": 2, "NPQML": 1},
}
STEPS = 150
NOT_FOLLOWED = re.compile(r"/static/|/sign-out/|/account/sign-out/|/demo/|.*[?&](sort|show|page)=")
"""What every list does alike is tried elsewhere."""


def test_every_page_of_the_network_opens_to_who_is_led_there_and_every_quote_comes_out_the_same(monkeypatch):
    """In one test, because the network takes longer to load than to look at."""
    for name, sizes in FEWER.items():
        monkeypatch.setattr(load, name, sizes)
    call_command("load_reference", verbosity=0)
    load.load(clock.today(), lambda _line: None)
    assert Group.objects.exclude(pathway="in_person").exists()
    found = [line for client, who in readers() for line in dead_ends(client, who)]
    assert found == []
    every_quote_comes_out_the_same_and_a_changed_rule_does_not(monkeypatch)
    wanderer = Wanderer({who: client for client, who in readers()}, Random(5))
    assert list(wanderer.steps(STEPS)) == []
    assert wanderer.answers[302] + wanderer.answers[303] > STEPS // 10, "it gets something done"
    worker.drain()
    assert list(queue.parked()) == []


def test_a_wanderer_tells_what_breaks_once_with_where_and_what_was_sent():
    class Broken:
        def get(self, path):
            return HttpResponse('<form method="post" action="/there/"><input name="email"><button>Send</button></form>')

        def post(self, path, sent, **_):
            raise ValueError(f"{path} {sent}")

    lines = list(Wanderer({"Ruth": Broken()}, Random(1)).steps(40))
    assert len(lines) == 1
    assert lines[0].startswith("Ruth: POST /there/ [('email',")


# Pages -----------------------------------------------------------------------------------------------------------


def readers() -> list[tuple[Client, str]]:
    """A visitor, everybody who is named, and somebody of each other office."""
    people = [user for _, user in named_people()]
    assert len(people) == 8
    for role in ("quality", "marketing", "dpo", "sysadmin"):
        user, made = User.objects.get_or_create(email=f"{role}@provider.example", defaults={"name": role})
        if made:
            StaffRole.objects.create(user=user, role=role, from_on=clock.today())
        people.append(user)
    found = [(Client(), "a visitor")]
    for user in people:
        client = Client()
        client.force_login(user)
        just_proved(client, at=clock.now())
        found.append((client, user.name))
    return found


def dead_ends(client: Client, who: str) -> list[str]:
    """From the first page on: each kind of page once, by its first link. What is wrong with one, by its address.

    A fault of a page is raised by the client.
    """
    found: list[str] = []
    kinds: Counter[str] = Counter()
    todo = deque([("/" if who == "a visitor" else "/home/", "")])
    while todo:
        path, came_from = todo.popleft()
        kind = kind_of(path)
        kinds[kind] += 1
        if kinds[kind] > 1:
            continue
        answer = client.get(path)
        if answer.status_code in (301, 302, 303):
            todo.append((answer.headers["Location"], came_from))
        elif answer.status_code != 200:
            found.append(f"{who}: {path} answers {answer.status_code}, and {came_from} leads there")
        elif answer.headers["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            found += [f"{who}: {path} has the id {one} twice" for one in twice(page)]
            todo.extend((one, path) for one in links(page, path) if not NOT_FOLLOWED.match(one))
    return found


def kind_of(path: str) -> str:
    """The page's name, of which intake and qualification it is, and the names of what is asked of it."""
    at, _, asked = path.partition("?")
    found = resolve(at)
    course = [str(found.kwargs.get(one, "")) for one in ("intake", "qualification")]
    return " ".join([found.view_name, *course, *sorted(one.partition("=")[0] for one in asked.split("&"))])


def twice(page: str) -> list[str]:
    return [one for one, times in Counter(re.findall(r'\sid="([^"]+)"', page)).items() if times > 1]


# Decisions -------------------------------------------------------------------------------------------------------


def every_quote_comes_out_the_same_and_a_changed_rule_does_not(monkeypatch) -> None:
    """Each decision is worked out again from what it was decided by."""
    assert set(Quote.objects.values_list("outcome", flat=True)) >= {
        Outcome.LIST_FEE,
        Outcome.DISCOUNT,
        Outcome.SCHOLARSHIP,
    }
    assert Quote.objects.filter(reason_code="department_refused").exists()
    many, said = Quote.objects.count(), StringIO()
    call_command("replay_quotes", stdout=said)
    assert said.getvalue() == f"{many} quotes worked out again, 100 % equal.\n"

    with monkeypatch.context() as changed:
        changed.setattr(discount, "OWN_SCOPE", ("trust", "all"))
        with pytest.raises(CommandError, match=f"of {many}"):
            call_command("replay_quotes", stdout=said)
    right = pricing.scholarship_of
    with monkeypatch.context() as changed:
        changed.setattr(pricing, "scholarship_of", lambda inputs: right(replace(inputs, facts=None)))
        with pytest.raises(CommandError, match=f"of {many}"):
            call_command("replay_quotes", stdout=said)
