"""Exactly those present are invited, each once, and reminded until they have answered."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadre.delivery import actions as delivery
from cadre.evaluation.actions import invite_attendees, remind_unanswered, submit_answers
from cadre.evaluation.models import Invitation, Link
from cadre.evaluation.tests.conftest import a_day, links
from cadre.journal.worker import drain
from cadre.lib.refs import token_hash
from cadre.messages.models import Message
from tests import world

MARKS = {"Fiona": "attended", "Maya": "late", "Ben": "left_early", "Sean": "absent"}


def invited():
    return sorted(str(one.enrolment) for one in Invitation.objects.filter(withdrawn_at=None))


def mails(kind="invitation"):
    return sorted(Message.objects.filter(kind=f"evaluation.{kind}").values_list("to_name", flat=True))


def test_attended_late_and_left_early_are_invited_and_absent_never(day):
    day.complete(MARKS)
    assert invited() == mails() == ["Ben", "Fiona", "Maya"]


def test_completing_is_what_invites(day):
    refs = {str(one): one.ref for one in day.event.group.enrolments.all()}
    delivery.mark_many(day.register, {refs[n]: (m, "") for n, m in MARKS.items()}, by=day.dev.user, now=world.NOW)
    drain()
    assert mails() == []
    delivery.complete_register(day.register, by=day.dev.user, now=world.NOW)
    drain()
    assert mails() == ["Ben", "Fiona", "Maya"]


def test_inviting_again_invites_nobody_twice(day):
    day.complete(MARKS)
    before = set(Link.objects.values_list("token_hash", flat=True))
    assert invite_attendees(day.register, now=world.NOW + timedelta(hours=1)) == []
    assert set(Link.objects.values_list("token_hash", flat=True)) == before
    assert mails() == ["Ben", "Fiona", "Maya"]


def test_a_correction_invites_the_newly_present_and_takes_back_the_absent(day):
    day.complete(MARKS)
    people = {str(one): one for one in day.event.group.enrolments.all()}
    for name, mark in (("Sean", "late"), ("Maya", "absent")):
        delivery.correct_attendance(
            day.register, people[name], mark, by=day.dev.user, now=world.NOW, reason="Mixed up on paper"
        )
    drain()
    assert invited() == ["Ben", "Fiona", "Sean"]
    assert mails() == ["Ben", "Fiona", "Maya", "Sean"]


def test_reopening_and_completing_again_sends_only_to_the_newly_present(day):
    day.complete(MARKS)
    delivery.reopen_register(day.register, by=day.dev.user, reason="Sean came at noon")
    day.register.refresh_from_db()
    day.complete(MARKS | {"Sean": "late"})
    assert invited() == mails() == ["Ben", "Fiona", "Maya", "Sean"]


def test_only_the_hash_of_a_link_is_kept(day):
    day.complete(MARKS)
    tokens = [link.rstrip("/").rpartition("/")[2] for link in links().values()]
    assert sorted(Link.objects.values_list("token_hash", flat=True)) == sorted(map(token_hash, tokens))
    assert all(len(token) >= 22 for token in tokens)  # 128 bits in base 64
    for message in Message.objects.all():
        kept = f"{message.text}{message.html}{message.secrets}{message.fields}"
        assert not [token for token in tokens if token in kept]


@pytest.mark.parametrize("size", [3, 30])
def test_inviting_costs_the_same_for_any_group(size, db, at_now):
    day = a_day(*[f"Person {n}" for n in range(size)])
    refs = day.event.group.enrolments.values_list("ref", flat=True)
    delivery.mark_many(day.register, dict.fromkeys(refs, ("attended", "")), by=day.dev.user, now=world.NOW)
    register = delivery.complete_register(day.register, by=day.dev.user, now=world.NOW)
    with CaptureQueriesContext(connection) as queries:
        assert len(invite_attendees(register, now=world.NOW)) == size
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 14


def test_those_who_have_not_answered_are_reminded_twice_and_no_more(day):
    day.complete(MARKS)
    submit_answers(Invitation.objects.get(enrolment__application__name="Ben"), day.given(8), now=world.NOW)
    reminded = []
    for after in (0, 1, 1, 2, 4, 5, 9, 15, 20):
        at = world.NOW + timedelta(days=after)
        remind_unanswered(at.date(), at)
        reminded.append(len(mails("reminder")))
    assert reminded == [0, 2, 2, 2, 4, 4, 4, 4, 4]
    assert mails("reminder") == ["Fiona", "Fiona", "Maya", "Maya"]


def test_every_mail_carries_a_link_of_its_own_and_all_of_them_work(day, client):
    day.complete(MARKS)
    first = links()["Fiona"]
    remind_unanswered(world.TODAY + timedelta(days=1), world.NOW + timedelta(days=1))
    second = links()["Fiona"]
    assert first != second
    assert [client.get(link).status_code for link in (first, second)] == [200, 200]


def test_a_jump_over_both_reminders_sends_one(day):
    day.complete(MARKS)
    at = world.NOW + timedelta(days=6)
    remind_unanswered(at.date(), at)
    remind_unanswered(at.date(), at)
    assert mails("reminder") == ["Ben", "Fiona", "Maya"]
