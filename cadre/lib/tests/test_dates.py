"""Days as they are written, added, typed, and worked."""

from datetime import date, time

import pytest

from cadre.lib import dates, typed_dates
from cadre.lib.holidays import _by_rule, bank_holidays
from cadre.lib.typed_dates import WrongDate


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2027, 3, 1), date(2027, 3, 12), "1 to 12 March 2027"),
        (date(2027, 4, 26), date(2027, 5, 7), "26 April to 7 May 2027"),
        (date(2026, 12, 20), date(2027, 1, 8), "20 December 2026 to 8 January 2027"),
        (date(2027, 3, 1), date(2027, 3, 1), "1 March 2027"),
    ],
)
def test_a_span_says_each_part_once(start, end, written):
    assert dates.span(start, end) == written


def test_a_span_may_leave_out_its_year_and_shorten_its_months():
    assert dates.span(date(2027, 4, 26), date(2027, 5, 7), year=False, short=True) == "26 Apr to 7 May"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 15, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
    ],
)
def test_months_are_added_within_the_month(day, months, later):
    assert dates.add_months(day, months) == later


def test_bank_holidays_are_no_working_days():
    assert dates.bank_holiday_name(date(2027, 5, 3)) == "Early May bank holiday"
    assert [day.day for day in dates.working_days(date(2027, 4, 30), date(2027, 5, 5))] == [30, 4, 5]
    assert dates.add_working_days(date(2027, 4, 30), 2) == date(2027, 5, 5)


@pytest.mark.parametrize("year", [2019, 2021, 2024, 2025, 2026, 2027, 2028])
def test_the_rule_of_law_gives_the_published_list_of_a_year_without_proclamations(year):
    assert set(_by_rule(year)) == set(bank_holidays(year))


def test_years_that_are_not_published_yet_have_eight_holidays():
    assert len(bank_holidays(2040)) == 8


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (("29", "2", "1992"), date(1992, 2, 29)),
        (("1", "Jan", "1990"), date(1990, 1, 1)),
        (("01", "02", "1990"), date(1990, 2, 1)),
        (("١", "٢", "١٩٩٠"), date(1990, 2, 1)),
        (("", "", ""), None),
    ],
)
def test_three_boxes_are_read(typed, read):
    assert typed_dates.from_parts(*typed) == read


@pytest.mark.parametrize(
    ("typed", "part", "words"),
    [
        (("29", "2", "1993"), "day", "February 1993 has 28 days"),
        (("31", "4", "1990"), "day", "April 1990 has 30 days"),
        (("1", "1", "92"), "year", "four digits"),
        (("1", "13", "1992"), "month", "1 to 12"),
        (("0", "1", "1992"), "day", "1 to 31"),
        (("1", "", "1992"), "month", "Add the month"),
        (("", "", "1992"), "day", "Add the day and the month"),
        (("x", "1", "1992"), "day", "1 to 31"),
        (("1", "1", "99999"), "year", "four digits"),
        (("1", "²", "1992"), "month", "1 to 12"),
        (("1", "ma", "1992"), "month", "1 to 12"),
    ],
)
def test_a_wrong_date_names_the_part(typed, part, words):
    with pytest.raises(WrongDate, match=words) as refused:
        typed_dates.from_parts(*typed)
    assert refused.value.part == part


@pytest.mark.parametrize(
    "typed", ["01-02-1990", "1/2/1990", "1.2.1990", "1990-02-01", "1 February 1990", "1st Feb 1990"]
)
def test_one_box_is_read_day_first(typed):
    assert typed_dates.from_text(typed) == date(1990, 2, 1)


@pytest.mark.parametrize("typed", ["13/25/2026", "45992", "1 Jan", "tomorrow", "1/1/92", "2026-13-01", "31/04/2026"])
def test_one_box_refuses_what_is_no_date(typed):
    with pytest.raises(WrongDate):
        typed_dates.from_text(typed)


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2027, 1, 1), "future"),
        (date(2011, 11, 24), "under 18"),
        (date(1899, 1, 1), "over 100"),
        (date(1988, 5, 14), None),
    ],
)
def test_a_birth_date_is_that_of_a_working_adult(born, words):
    refused = typed_dates.refuse_birth_date(born, date(2026, 11, 24))
    assert refused is None if words is None else words in refused


@pytest.mark.parametrize(
    ("day", "at", "why"),
    [
        (date(2027, 3, 28), time(0, 59), None),
        (date(2027, 3, 28), time(1), "There is no 01:00 on 28 March 2027"),
        (date(2027, 3, 28), time(1, 30), "There is no 01:30 on 28 March 2027"),
        (date(2027, 3, 28), time(2), None),
        (date(2027, 3, 28), time(9), None),
        (date(2027, 10, 31), time(0, 59), None),
        (date(2027, 10, 31), time(1), "01:00 comes twice on 31 October 2027"),
        (date(2027, 10, 31), time(1, 59), "01:59 comes twice"),
        (date(2027, 10, 31), time(2), None),
        (date(2027, 10, 30), time(1, 30), None),
    ],
)
def test_a_time_that_the_clocks_leap_over_or_show_twice_is_refused(day, at, why):
    said = dates.clock_fault(day, at)
    assert said is None if why is None else said.startswith(why)
