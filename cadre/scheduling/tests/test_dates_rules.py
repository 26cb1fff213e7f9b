from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cadre.lib.dates import bank_holiday_name, is_working_day
from cadre.scheduling.rules.dates import Booking, Window, clashes, event_days, refuse_date, window_days
from cadre.scheduling.states import DayState

TODAY = date(2026, 11, 24)
DAY_2 = Window("Day 2", date(2027, 4, 26), date(2027, 5, 7))
RESIDENTIAL = Window("Residential 1", date(2027, 4, 26), date(2027, 5, 7), length=2)
PICK = "Pick a day from 26 April to 7 May."
PICK_TWO = "Pick 2 days in a row from 26 April to 7 May."


@pytest.mark.parametrize(
    ("window", "day", "sentence"),
    [
        (DAY_2, None, PICK),
        (DAY_2, date(2027, 4, 26), None),
        (DAY_2, date(2027, 4, 29), None),
        (DAY_2, date(2027, 5, 7), None),
        (DAY_2, date(2027, 4, 23), f"23 April is outside the window. {PICK}"),
        (DAY_2, date(2027, 5, 10), f"10 May is outside the window. {PICK}"),
        (DAY_2, date(2027, 5, 1), f"1 May is a Saturday. {PICK}"),
        (DAY_2, date(2027, 5, 2), f"2 May is a Sunday. {PICK}"),
        (DAY_2, date(2027, 5, 3), f"3 May is a bank holiday. {PICK}"),
        (RESIDENTIAL, date(2027, 4, 28), None),
        (RESIDENTIAL, date(2027, 5, 6), None),
        (RESIDENTIAL, date(2027, 5, 7), f"The event would run to 8 May, and that is outside the window. {PICK_TWO}"),
        (RESIDENTIAL, date(2027, 4, 30), f"The event would run to 1 May, and that is a Saturday. {PICK_TWO}"),
        (RESIDENTIAL, date(2027, 5, 3), f"3 May is a bank holiday. {PICK_TWO}"),
    ],
)
def test_a_refused_day_names_the_window(window, day, sentence):
    assert refuse_date(day, window, today=TODAY) == sentence


def test_a_span_that_runs_into_a_bank_holiday_is_refused():
    easter = Window("Residential 2", date(2027, 3, 22), date(2027, 4, 2), length=2)
    assert refuse_date(date(2027, 3, 25), easter, today=TODAY) == (
        "The event would run to 26 March, and that is a bank holiday. Pick 2 days in a row from 22 March to 2 April."
    )


@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        (date(2027, 4, 28), None),
        (date(2027, 4, 29), f"29 April is today. {PICK}"),
        (date(2027, 4, 30), f"29 April has passed. {PICK}"),
    ],
)
def test_only_a_day_to_come_may_be_picked(today, sentence):
    assert refuse_date(date(2027, 4, 29), DAY_2, today=today) == sentence


@pytest.mark.parametrize(
    ("after", "before", "sentence"),
    [
        (("Day 1", date(2027, 4, 28)), None, None),
        (("Day 1", date(2027, 4, 29)), None, f"Day 2 comes after Day 1, on 29 April. {PICK}"),
        (("Day 1", date(2027, 5, 5)), None, f"Day 2 comes after Day 1, on 5 May. {PICK}"),
        (None, ("Day 3", date(2027, 4, 30)), None),
        (None, ("Day 3", date(2027, 4, 29)), f"Day 2 comes before Day 3, on 29 April. {PICK}"),
    ],
)
def test_events_stay_in_order(after, before, sentence):
    window = Window("Day 2", DAY_2.opens, DAY_2.closes, after=after, before=before)
    assert refuse_date(date(2027, 4, 29), window, today=TODAY) == sentence


def test_the_days_after_the_clocks_change_may_be_picked():
    spring = Window("Day 1", date(2027, 3, 22), date(2027, 4, 2))
    autumn = Window("Day 3", date(2027, 10, 25), date(2027, 11, 5))
    assert refuse_date(date(2027, 3, 30), spring, today=TODAY) is None
    assert refuse_date(date(2027, 11, 1), autumn, today=TODAY) is None
    assert refuse_date(date(2027, 3, 28), spring, today=TODAY) == (
        "28 March is a Sunday. Pick a day from 22 March to 2 April."
    )


def test_a_window_over_new_year_says_the_years():
    window = Window("Day 1", date(2026, 12, 14), date(2027, 1, 8))
    assert refuse_date(date(2026, 12, 25), window, today=TODAY) == (
        "25 December is a bank holiday. Pick a day from 14 December 2026 to 8 January 2027."
    )


def test_the_calendar_says_what_every_day_is():
    bookings = [
        Booking(date(2027, 4, 27), date(2027, 4, 27), "Sara Linden is booked elsewhere"),
        Booking(date(2027, 5, 5), date(2027, 5, 6), "your NPQH Residential 1"),
    ]
    days = window_days(DAY_2, today=date(2027, 4, 26), bookings=bookings)
    assert [(day.day.day, day.state, day.reason) for day in days] == [
        (26, DayState.PAST, "in the past"),
        (27, DayState.CLASH, "Sara Linden is booked elsewhere"),
        (28, DayState.FREE, "free"),
        (29, DayState.FREE, "free"),
        (30, DayState.FREE, "free"),
        (1, DayState.WEEKEND, "weekend"),
        (2, DayState.WEEKEND, "weekend"),
        (3, DayState.HOLIDAY, "Early May bank holiday"),
        (4, DayState.FREE, "free"),
        (5, DayState.CLASH, "your NPQH Residential 1"),
        (6, DayState.CLASH, "your NPQH Residential 1"),
        (7, DayState.FREE, "free"),
    ]


def test_a_residential_clashes_by_any_of_its_days():
    booked = [Booking(date(2027, 4, 29), date(2027, 4, 29), "booked")]
    assert [clashes(date(2027, 4, 27) + timedelta(days=n), 2, booked) for n in range(4)] == [
        [],
        ["booked"],
        ["booked"],
        [],
    ]


days_of_the_decade = some.dates(date(2025, 1, 1), date(2034, 12, 31))


@given(opens=days_of_the_decade, length=some.integers(1, 3), offset=some.integers(-5, 20), ahead=some.integers(-30, 30))
def test_no_accepted_date_is_outside_the_window_a_weekend_a_holiday_or_past(opens, length, offset, ahead):
    window = Window("Day 1", opens, opens + timedelta(days=11), length=length)
    day, today = opens + timedelta(days=offset), opens - timedelta(days=ahead)
    accepted = refuse_date(day, window, today=today) is None
    taken = event_days(day, length)
    fits = all(is_working_day(each) and window.opens <= each <= window.closes for each in taken)
    assert accepted == (fits and day > today)
    if accepted:
        assert not any(each.weekday() >= 5 or bank_holiday_name(each) for each in taken)


@given(opens=days_of_the_decade, length=some.integers(1, 3), ahead=some.integers(-30, 30))
def test_the_calendar_offers_exactly_what_the_rule_accepts(opens, length, ahead):
    window = Window("Day 1", opens, opens + timedelta(days=11), length=length)
    today = opens - timedelta(days=ahead)
    for day in window_days(window, today=today):
        assert (day.state == DayState.FREE) == (refuse_date(day.day, window, today=today) is None)
