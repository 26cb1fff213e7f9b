"""Suggested staffing asked for twice: the same facts and decisions are the same suggestion, until it is carried out."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cadre.journal.models import Entry
from cadre.staffing import actions, reference, tasks
from cadre.staffing.models import Decision, Suggestion
from cadre.staffing.states import ByHand
from cadre.staffing.tests.test_staffing import somebody
from tests import world
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth():
    reference.load(TODAY)
    return world.an_officer()


@pytest.fixture
def group():
    return world.a_group(12)


def asked(ruth, **what) -> Suggestion:
    return tasks.begin(actions.ask_suggestion(by=ruth, today=TODAY, now=NOW, **what))


def test_the_same_facts_are_the_same_suggestion_and_other_facts_another(group, ruth):
    somebody("Near One")
    of = {"group": {"group": group}, "intake": {"intake": group.offering.intake}, "season": {}}
    first = {name: asked(ruth, **what).pk for name, what in of.items()}
    assert len(set(first.values())) == 3
    entries = Entry.objects.count()
    assert {name: asked(ruth, **what).pk for name, what in of.items()} == first
    assert (Suggestion.objects.count(), Entry.objects.count()) == (3, entries)
    somebody("Far One")
    assert asked(ruth).pk not in first.values()


def test_one_that_was_cancelled_or_carried_out_stands_no_longer(group, ruth):
    somebody("Near One")
    cancelled = actions.ask_suggestion(by=ruth, today=TODAY, now=NOW)
    actions.cancel_suggestion(cancelled, by=ruth)
    found = asked(ruth)
    assert found.pk != cancelled.pk
    actions.send_invitations(found, follow=False, by=ruth, now=NOW)
    assert asked(ruth).pk != found.pk


def test_a_decision_pressed_twice_is_one_and_another_reason_another(group, ruth):
    near = somebody("Near One")
    base = asked(ruth)
    said = {"kind": ByHand.EXCLUDE, "group": group, "facilitator": near, "role": "", "by": ruth}
    said |= {"today": TODAY, "now": NOW}
    first, second = (actions.decide(base, **said, reason="They asked") for _ in range(2))
    assert (first.pk, Decision.objects.count()) == (second.pk, 1)
    assert actions.decide(base, **said, reason="The school asked").pk != first.pk


@pytest.mark.parametrize("page", ["asking", "for_group", "anew", "deciding"])
def test_each_button_pressed_twice_leads_to_one(page, group, ruth):
    near, office = somebody("Near One"), Client()
    office.force_login(ruth)
    made = asked(ruth)
    path = {
        "asking": reverse("office:staffing:asking"),
        "for_group": reverse("office:staffing:for_group", args=[group.ref]),
        "anew": reverse("office:staffing:anew", args=[made.ref]),
        "deciding": reverse("office:staffing:deciding", args=[made.ref, group.ref]),
    }[page]
    intake = group.offering.intake.slug if page == "asking" else ""
    sent = {"intake": intake, "kind": "exclude", "facilitator": near.pk, "reason": "They asked"}
    if page == "anew":
        somebody("Far One")
    answers = []
    for later in (1, 2):
        with time_machine.travel(NOW + timedelta(seconds=later), tick=False):
            answers.append(office.post(path, sent, follow=True))
    [one, two] = [answer.redirect_chain[-1][0] for answer in answers]
    assert (one, Suggestion.objects.count()) == (two, 2)
    said = [("this is the suggestion that was there" in answer.content.decode()) for answer in answers]
    assert said == [False, True]
