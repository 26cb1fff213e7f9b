"""Registration to the end of its day, and windows laid out in weeks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre.programmes import rules
from cadre.programmes.rules import Element
from cadre.programmes.rules.following import opening_after

OPENS, CLOSES = date(2026, 9, 15), date(2026, 12, 11)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 9, 14), "upcoming"),
        (date(2026, 9, 15), "open"),
        (date(2026, 12, 11), "open"),
        (date(2026, 12, 12), "closed"),
    ],
)
def test_registration_is_open_on_both_of_its_days(today, state):
    assert rules.registration_state(OPENS, CLOSES, today=today) == state


@pytest.mark.parametrize(
    ("closes_on", "now", "is_open"),
    [
        (CLOSES, datetime(2026, 12, 11, 23, 59, 59, tzinfo=UTC), True),
        (CLOSES, datetime(2026, 12, 12, 0, 0, tzinfo=UTC), False),
        (CLOSES, datetime(2026, 9, 14, 22, 59, tzinfo=UTC), False),
        (CLOSES, datetime(2026, 9, 14, 23, 0, tzinfo=UTC), True),
        (date(2026, 9, 30), datetime(2026, 9, 30, 22, 59, tzinfo=UTC), True),
        (date(2026, 9, 30), datetime(2026, 9, 30, 23, 0, tzinfo=UTC), False),
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, 59, tzinfo=UTC), True),
        (date(2026, 10, 25), datetime(2026, 10, 26, 0, 0, tzinfo=UTC), False),
    ],
)
def test_the_deadline_is_the_end_of_its_day_in_london_in_summer_and_in_winter(closes_on, now, is_open):
    assert rules.is_open_at(OPENS, closes_on, now=now) is is_open


def test_who_was_filling_in_the_form_gets_the_grace():
    late = datetime(2026, 12, 12, 0, 0, 3, tzinfo=UTC)
    assert rules.is_open_at(OPENS, CLOSES, now=late, grace=timedelta(minutes=15))
    assert not rules.is_open_at(OPENS, CLOSES, now=late + timedelta(minutes=15), grace=timedelta(minutes=15))


def test_the_next_intake_opens_when_the_last_has_closed():
    assert opening_after([CLOSES]) == date(2026, 12, 12)


@pytest.mark.parametrize(
    ("starts_on", "monday"),
    [
        (date(2027, 3, 1), date(2027, 3, 1)),
        (date(2027, 3, 3), date(2027, 3, 1)),
        (date(2027, 3, 5), date(2027, 3, 1)),
        (date(2027, 3, 6), date(2027, 3, 8)),
        (date(2027, 3, 7), date(2027, 3, 8)),
    ],
)
def test_an_intake_counts_from_a_monday(starts_on, monday):
    assert rules.first_monday(starts_on) == monday


def test_the_only_published_timeline_comes_out_of_its_delivery_model():
    """NPQEL spring 2020: outstandingleaders.org/npqel."""
    model = [
        Element("face_to_face", 1, "Residential 1", 0, 12),
        Element("online", 1, "Strategy & Improvement", 1, 26),
        Element("face_to_face", 2, "Training Event 3", 13, 12),
        Element("online", 2, "Teaching & Curriculum Excellence", 14, 26),
        Element("face_to_face", 3, "Training Event 4", 28, 12),
        Element("online", 3, "Managing Resources & Risks", 31, 40),
        Element("face_to_face", 4, "Residential 2", 38, 12),
    ]
    assert [(w.starts_on, w.ends_on) for w in rules.timeline(model, date(2020, 3, 2))] == [
        (date(2020, 3, 2), date(2020, 3, 13)),
        (date(2020, 3, 9), date(2020, 4, 3)),
        (date(2020, 6, 1), date(2020, 6, 12)),
        (date(2020, 6, 8), date(2020, 7, 3)),
        (date(2020, 9, 14), date(2020, 9, 25)),
        (date(2020, 10, 5), date(2020, 11, 13)),
        (date(2020, 11, 23), date(2020, 12, 4)),
    ]


@given(st.dates(date(2017, 1, 1), date(2040, 1, 1)), st.integers(-10, 90))
def test_a_two_week_window_always_runs_from_a_monday_to_the_friday_of_the_next_week(starts_on, weeks):
    (window,) = rules.timeline([Element("face_to_face", 1, "Day 1", weeks, 12)], starts_on)
    assert (window.starts_on.weekday(), window.ends_on.weekday(), (window.ends_on - window.starts_on).days) == (
        0,
        4,
        11,
    )
