"""When a version may begin, end and be withdrawn, over every order of a few days."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre.rulebook.rules import holding, mark_of, refuse_end, refuse_start, refuse_withdrawal, state_of

TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Row:
    pk: int
    from_on: date
    to_on: date | None = None


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def line(*periods: tuple[int, int | None]) -> list[Row]:
    return [Row(pk, day(begins), None if ends is None else day(ends)) for pk, (begins, ends) in enumerate(periods, 1)]


OPEN, FOLLOWED, ENDING = line((-9, None)), line((-9, 5), (5, None)), line((-9, 5))


@pytest.mark.parametrize(
    ("rows", "begins", "notice", "words"),
    [
        ([], 0, 0, ""),
        ([], -1, 0, "The earliest day is 24 November 2026"),
        ([], 0, 1, "The earliest day is 25 November 2026"),
        (OPEN, 0, 0, ""),
        (OPEN, 1, 1, ""),
        (FOLLOWED, 4, 0, "A version from 29 November 2026 is written already. Withdraw that first"),
        (FOLLOWED, 5, 0, "Withdraw that first"),
        (FOLLOWED, 6, 0, ""),
        (line((0, None)), 0, 0, "written already. Choose a later day."),
        (ENDING, 4, 0, "It ends after 28 November 2026. Take back that end first"),
        (ENDING, 5, 0, ""),
        (ENDING, 9, 0, ""),
    ],
)
def test_a_version_begins_on_or_after_the_earliest_day_and_after_all_others(rows, begins, notice, words):
    said = refuse_start(rows, from_on=day(begins), today=TODAY, notice_days=notice)
    assert (words in said, bool(said)) == (True, bool(words))


@pytest.mark.parametrize(
    ("rows", "on", "words"),
    [
        (OPEN, 0, ""),
        (OPEN, -1, "The earliest day is 24 November 2026"),
        (ENDING, 3, "It has an end already."),
        (FOLLOWED, 3, "A version from 29 November 2026 is written. Withdraw that first."),
        (line((0, None)), 0, "It began on 24 November 2026."),
    ],
)
def test_a_line_ends_once_and_after_it_began(rows, on, words):
    said = refuse_end(rows, on=day(on), today=TODAY, notice_days=0)
    assert (words in said, bool(said)) == (True, bool(words))


def test_what_has_not_begun_is_withdrawn_and_what_has_begun_stays():
    past, later = FOLLOWED
    assert refuse_withdrawal(later, FOLLOWED, today=TODAY) == ""
    assert "Another version follows" in refuse_withdrawal(past, FOLLOWED, today=TODAY)
    assert "what has begun stays" in refuse_withdrawal(OPEN[0], OPEN, today=TODAY)
    assert refuse_withdrawal(ENDING[0], ENDING, today=TODAY) == ""
    assert "what has begun stays" in refuse_withdrawal(ENDING[0], ENDING, today=day(5))


def test_of_two_that_hold_the_later_one_counts_and_the_other_is_past():
    rows = line((-9, None), (-3, None), (4, None))
    assert [holding(rows, day(number)) for number in (-10, -9, -3, 4)] == [None, rows[0], rows[1], rows[2]]
    assert [state_of(row, rows, TODAY) for row in rows] == ["past", "in force", "later"]


@given(st.lists(st.integers(-5, 12), min_size=1, max_size=8))
def test_no_day_of_the_past_changes_whatever_is_written_in_whatever_order(starts):
    """Every version that is not refused is written as the action writes it; what held before today holds still."""
    rows = line((-9, None))
    before = [holding(rows, day(number)) for number in range(-9, 0)]
    for begins in starts:
        if refuse_start(rows, from_on=day(begins), today=TODAY, notice_days=0):
            continue
        mark, former = mark_of(rows), holding(rows, day(begins))
        rows = [Row(row.pk, row.from_on, day(begins) if row == former else row.to_on) for row in rows]
        rows.append(Row(len(rows) + 1, day(begins)))
        assert mark_of(rows) != mark
    found = [holding(rows, day(number)) for number in range(-9, 0)]
    assert [row.pk for row in found] == [row.pk for row in before]
    assert all(sum(r.from_on <= day(n) and (r.to_on is None or r.to_on > day(n)) for r in rows) == 1 for n in range(20))
