"""Whoever must say who pays is reminded on the rule's days, never twice for one, and then stands before staff."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cadre.applications import reference
from cadre.applications.actions import remind_payers_when_due
from cadre.applications.models import PayerQuestion, PayerRule
from cadre.applications.rules.payer import (
    PayerSchedule,
    asked_until,
    for_staff_on,
    payer_reminder_due,
    refuse_schedule,
)
from cadre.applications.states import State
from cadre.journal.models import Entry
from cadre.messages.models import Message
from tests import world
from tests.scenes import kept

SCHEDULE = PayerSchedule((3, 7), 10)
MONDAY, STARTS = date(2026, 11, 2), date(2026, 12, 1)


@pytest.mark.parametrize(
    ("mailed", "today", "due"),
    [
        (date(2026, 11, 2), date(2026, 11, 2), False),
        (date(2026, 11, 2), date(2026, 11, 4), False),
        (date(2026, 11, 2), date(2026, 11, 5), True),
        (date(2026, 11, 2), date(2026, 11, 8), True),
        (date(2026, 11, 5), date(2026, 11, 5), False),
        (date(2026, 11, 5), date(2026, 11, 10), False),
        (date(2026, 11, 5), date(2026, 11, 11), True),
        (date(2026, 11, 12), date(2026, 11, 30), False),
        (date(2026, 11, 2), STARTS, False),
    ],
)
def test_a_reminder_is_due_once_for_each_of_its_days_until_the_course_starts(mailed, today, due):
    said = {"asked_on": MONDAY, "mailed_on": mailed, "starts_on": STARTS, "today": today}
    assert payer_reminder_due(SCHEDULE, **said) == due


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(1, 30), st.integers(-40, 40))
def test_what_is_for_staff_today_was_asked_until_then(today, after, days):
    schedule, asked = PayerSchedule((), after), today + timedelta(days=days)
    assert (asked <= asked_until(schedule, today=today)) == (for_staff_on(schedule, asked_on=asked) <= today)


@pytest.mark.parametrize(
    ("after", "staff", "words"),
    [
        ([3, 7], 10, ""),
        ([], 1, ""),
        ([7, 3], 10, "after the one before"),
        ([3, 3], 10, "after the one before"),
        ([0, 3], 10, "a working day after"),
        ([3, 7], 7, "after the last reminder"),
    ],
)
def test_a_schedule_goes_forward(after, staff, words):
    assert words in refuse_schedule(after, staff)
    assert bool(words) == bool(refuse_schedule(after, staff))


def asked(name: str, *, days_ago: int = 0, **more) -> PayerQuestion:
    row = world.an_application(name, state=State.ACCEPTED, **more)
    at = world.NOW - timedelta(days=days_ago)
    return PayerQuestion.objects.create(application=row, because="No fund", asked_at=at, mailed_on=at.date())


def mails() -> int:
    return Message.objects.filter(kind="applications.payer_reminder").count()


@pytest.fixture
@kept
def rule(db, at_now) -> PayerRule:
    reference.load(world.TODAY)
    return PayerRule.objects.get()


def run(day: int) -> int:
    return remind_payers_when_due(world.TODAY + timedelta(days=day), world.NOW + timedelta(days=day))


def test_somebody_is_reminded_on_each_day_and_never_twice_for_one(rule):
    question = asked("Ada Quill")
    mailed = [day for day in range(40) for _ in range(2) if run(day)]
    days = [world.TODAY + timedelta(days=day) for day in mailed]
    assert [day > world.TODAY for day in days] == [True] * len(rule.remind_after)
    assert mails() == len(days) == len(set(days)) == 3
    question.refresh_from_db()
    assert (question.reminders, question.mailed_on) == (3, days[-1])
    assert Entry.objects.filter(happening="applications.payer_reminded").count() == 3


@pytest.mark.parametrize(
    "over",
    [
        {"answered_at": world.NOW},
        {"dropped_at": world.NOW},
    ],
)
def test_nobody_is_reminded_of_what_is_over(rule, over):
    question = asked("Ada Quill", days_ago=5)
    PayerQuestion.objects.filter(pk=question.pk).update(**over)
    assert (run(0), mails()) == (0, 0)
    PayerQuestion.objects.filter(pk=question.pk).update(**dict.fromkeys(over))
    assert (run(0), mails()) == (1, 1)


def test_whoever_withdrew_is_left_alone_and_one_address_is_mailed_once_a_day(rule):
    gone, first, second = (asked(name, days_ago=5) for name in ("Gone Away", "Ada Quill", "Ada Quill Again"))
    type(gone.application).objects.filter(pk=gone.application_id).update(state=State.WITHDRAWN)
    for one in (first, second):
        type(one.application).objects.filter(pk=one.application_id).update(email="a.quill@heads.example")
    assert [run(0), run(0), run(1), run(1)] == [1, 0, 1, 0]
    assert Message.objects.filter(kind="applications.payer_reminder", to="a.quill@heads.example").count() == 2


def test_without_a_rule_nobody_is_reminded(db, at_now):
    asked("Ada Quill", days_ago=9)
    assert run(0) == 0


def test_staff_see_who_waits_and_for_whom_it_is_time(client, rule, django_assert_max_num_queries):
    late, fresh = asked("Late Answer", days_ago=60), asked("Fresh Asked")
    world.an_application("Never Asked", state=State.ACCEPTED)
    client.force_login(world.an_officer())
    where = reverse("office:applications:payers")
    assert [row.ref for row in client.get(where).context["listing"].rows] == [
        late.application.ref,
        fresh.application.ref,
    ]
    for stage, found in (("staff", late), ("reminded", fresh)):
        rows = client.get(where, {"stage": stage}).context["listing"].rows
        assert [row.ref for row in rows] == [found.application.ref]
    file = b"".join(client.get(where, {"format": "csv"}).streaming_content).decode()
    assert [line.rpartition(",")[2] for line in file.splitlines()] == ["Stage", "For you", "Being reminded"]
    for number in range(5):
        asked(f"More {number}", days_ago=60)
    client.get(where)
    with django_assert_max_num_queries(14):
        assert client.get(where).status_code == 200
