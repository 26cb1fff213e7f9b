"""The rules for sponsors, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre.applications.rules.sponsor import (
    acceptance_standing,
    has_invoice,
    next_reminder,
    refuse_answer,
    refuse_billing,
    refuse_sponsor,
    reminder_days,
    reminder_due,
)
from cadre.applications.states import SPONSORSHIP, AcceptanceNeeds, SponsorState, State

TUESDAY = date(2026, 11, 24)
CLOSES = date(2026, 12, 11)
DAYS = st.dates(date(2026, 1, 5), date(2027, 12, 20))


def test_reminders_come_working_days_after_asking_and_days_before_the_deadline():
    days = reminder_days(asked_on=TUESDAY, closes_on=CLOSES, after=[3, 7], before=[4, 1])
    assert days == [date(2026, 11, 27), date(2026, 12, 3), date(2026, 12, 7), date(2026, 12, 10)]


def test_two_reasons_for_one_day_are_one_day_and_none_is_before_or_on_the_day_of_asking():
    assert reminder_days(asked_on=CLOSES, closes_on=CLOSES, after=[], before=[0, 1, 4]) == []
    assert reminder_days(asked_on=TUESDAY, closes_on=date(2026, 11, 28), after=[3], before=[1]) == [date(2026, 11, 27)]


@pytest.mark.parametrize(
    ("mailed_on", "today", "due"),
    [
        (TUESDAY, date(2026, 11, 26), False),
        (TUESDAY, date(2026, 11, 27), True),
        (TUESDAY, date(2026, 12, 30), True),
        (date(2026, 11, 27), date(2026, 11, 27), False),
        (date(2026, 11, 27), date(2026, 12, 2), False),
        (date(2026, 11, 27), date(2026, 12, 3), True),
    ],
)
def test_a_reminder_is_due_once_for_each_day_and_once_when_time_jumps(mailed_on, today, due):
    days = [date(2026, 11, 27), date(2026, 12, 3)]
    assert reminder_due(days=days, mailed_on=mailed_on, today=today) is due


@given(
    asked_on=DAYS,
    closes_on=DAYS,
    after=st.lists(st.integers(1, 30), max_size=4),
    before=st.lists(st.integers(0, 30), max_size=4),
)
def test_day_by_day_each_reminder_is_sent_on_its_day_and_never_two_a_day(asked_on, closes_on, after, before):
    """Played through day by day, against the days themselves."""
    days = reminder_days(asked_on=asked_on, closes_on=closes_on, after=after, before=before)
    mailed, sent, today = asked_on, [], asked_on
    while today <= max([asked_on, *days]):
        if reminder_due(days=days, mailed_on=mailed, today=today):
            sent.append(today)
            mailed = today
        today += timedelta(days=1)
    assert sent == days
    assert len(set(sent)) == len(sent)


def test_the_next_reminder_is_the_first_to_come():
    days = [date(2026, 11, 27), date(2026, 12, 3)]
    assert [next_reminder(days=days, today=day) for day in (TUESDAY, days[0], days[1])] == [days[0], days[1], None]


@pytest.mark.parametrize(
    ("email", "own", "present", "refused"),
    [
        ("head@b.example", ["amina@b.example"], "", False),
        ("Amina@B.example ", ["amina@b.example"], "", True),
        ("amina@home.example", ["amina@b.example", "AMINA@home.example"], "", True),
        ("HEAD@b.example", ["amina@b.example"], "head@b.example", True),
        ("deputy@b.example", ["amina@b.example"], "head@b.example", False),
    ],
)
def test_who_may_not_be_asked(email, own, present, refused):
    assert bool(refuse_sponsor(email=email, own=own, present=present)) is refused


@pytest.mark.parametrize(
    ("state", "taking_back", "words"),
    [
        (State.SUBMITTED, False, ""),
        (State.ASKED, True, ""),
        (State.ACCEPTED, False, ""),
        (State.ACCEPTED, True, "accepted already"),
        (State.WITHDRAWN, False, "withdrawn"),
        (State.DECLINED, False, "decided"),
        (State.DRAFT, False, "decided"),
    ],
)
def test_when_an_answer_no_longer_counts(state, taking_back, words):
    said = refuse_answer(application_state=state, name="Amina Yusuf", taking_back=taking_back)
    assert (words in said) if words else said == ""


@pytest.mark.parametrize("needs", AcceptanceNeeds)
@pytest.mark.parametrize("state", ["", *SponsorState])
def test_what_acceptance_finds(needs, state):
    found = acceptance_standing(needs=needs, state=state, sponsor="Margaret Tolley")
    in_the_way = state != "confirmed" and needs != "nothing"
    assert (bool(found.sentence), found.refuses) == (in_the_way, in_the_way and needs == "confirmation")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, ""),
        ({"payer": "trust"}, ""),
        ({"invoice": "OLP-000001"}, "OLP-000001"),
        ({"payable_pence": 0}, "not invoiced"),
        ({"payer": "self"}, "not invoiced"),
        ({"payer": ""}, "not invoiced"),
        ({"application_state": "withdrawn"}, "ended"),
        ({"application_state": "withdrawn", "invoice": "OLP-000001"}, "OLP-000001"),
    ],
)
def test_until_when_an_invoice_may_change(changed, words):
    facts = {"payer": "school", "payable_pence": 1, "invoice": "", "application_state": "accepted", "name": "Amina"}
    said = refuse_billing(**(facts | changed))
    assert (words in said) if words else said == ""


@given(payer=st.sampled_from(["", "school", "trust", "self"]), pence=st.integers(0, 3))
def test_a_school_is_invoiced_when_it_pays_something(payer, pence):
    assert has_invoice(payer=payer, payable_pence=pence) == (payer in ("school", "trust") and pence != 0)


def test_a_replaced_sponsor_never_comes_back():
    assert [verb for verb in SPONSORSHIP.moves if SPONSORSHIP.allows(verb, SponsorState.REPLACED)] == []
