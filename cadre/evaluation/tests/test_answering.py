"""The form behind a mailed link: no sign-in, harmless to read, answered once."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from cadre.evaluation.models import Answer, Invitation, Response
from cadre.evaluation.tests.conftest import a_day, links
from tests import world
from tests.scenes import kept

MARKS = {"Fiona": "attended", "Maya": "late", "Ben": "left_early", "Sean": "absent"}


@pytest.fixture
@kept
def link(day):
    day.complete(MARKS)
    return links()["Fiona"]


def answered():
    return sorted(str(one.enrolment) for one in Invitation.objects.filter(has_answered=True))


def test_reading_the_form_changes_nothing(client, link):
    for _ in range(3):
        page = client.get(link)
    assert page.status_code == 200
    assert (answered(), Response.objects.count()) == ([], 0)


def test_the_form_says_whom_it_is_about_and_who_sees_what(client, link, day):
    words = client.get(link).content.decode()
    for said in ("How was day 1?", "Dev Anand was expert", "Sara Linden was expert", "kept without your name"):
        assert said in words
    assert f"the lead at {day.partner}" in words
    assert "Fiona" not in words


def test_answers_are_sent_once_and_a_second_time_is_told_so(client, link, day):
    typed = {"content": "9", f"delivery-{day.dev.pk}": "8", "pace": "4", "apply": "Plan\r\nbackwards"}
    first = client.post(link, typed, follow=True)
    assert "Thank you" in first.content.decode()
    second = client.post(link, {"content": "0"})
    assert "You have already answered" in second.content.decode()
    assert "You have already answered" in client.get(link).content.decode()
    assert answered() == ["Fiona"]
    assert sorted(Answer.objects.values_list("question__key", "facilitator", "score", "text")) == [
        ("apply", None, None, "Plan\nbackwards"),
        ("content", None, 9, ""),
        ("delivery", day.dev.pk, 8, ""),
        ("pace", None, 4, ""),
    ]


def test_a_zero_is_an_answer(client, link):
    client.post(link, {"content": "0"})
    assert list(Answer.objects.values_list("score", flat=True)) == [0]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Answer at least one question."),
        ({"content": "11"}, "This is no longer offered. Choose again."),
        ({"pace": "<script>"}, "This is no longer offered. Choose again."),
        ({"content": "9", "apply": "x" * 1501}, "1,500"),
    ],
)
def test_what_cannot_be_taken_is_said_and_what_was_typed_is_kept(client, link, typed, said):
    page = client.post(link, typed)
    words = page.content.decode()
    assert (page.status_code, said in words) == (422, True)
    assert all(value in words or "<" in value or value == "11" for value in typed.values())
    assert (answered(), Answer.objects.count()) == ([], 0)


def test_unknown_expired_and_taken_back_links_look_the_same(client, link):
    with time_machine.travel(world.NOW + timedelta(days=14), tick=False):
        assert client.get(link).status_code == 200
    with time_machine.travel(world.NOW + timedelta(days=15), tick=False):
        expired = client.get(link)
        sent_late = client.post(link, {"content": "9"})
        unknown = client.get("/go/evaluation/not-a-link/")
        Invitation.objects.update(withdrawn_at=world.NOW, expires_at=world.NOW + timedelta(days=30))
        taken_back = client.get(link)
    pages = [expired, sent_late, taken_back, unknown]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    assert answered() == []


def test_the_absent_have_no_link(link):
    assert sorted(links()) == ["Ben", "Fiona", "Maya"]


def test_a_form_from_elsewhere_is_refused(link):
    assert Client(enforce_csrf_checks=True).post(link, {"content": "9"}).status_code == 403
    assert answered() == []


def test_the_form_costs_few_queries(client, link, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get(link)


def test_after_an_online_event_nobody_is_asked_about_food(client, day):
    far = a_day("Grace", make=world.a_distance_group)
    asked = []
    for held, name in ((day, "Fiona"), (far, "Grace")):
        names = held.event.group.enrolments.values_list("application__name", flat=True)
        held.complete(dict.fromkeys(names, "attended"))
        asked.append("food and equipment" in client.get(links()[name]).content.decode())
    assert asked == [True, False]
