"""When a digest is due, as a table with an independent oracle; and what would help, in words."""

import pytest

from cadre.recruitment.rules.digest import days_words, help_words, stage_due


@pytest.mark.parametrize(
    ("left", "stage"),
    [
        (60, None),
        (29, None),
        (28, 28),
        (27, 28),
        (15, 28),
        (14, 14),
        (8, 14),
        (7, 7),
        (6, 6),
        (1, 1),
        (0, 0),
        (-1, None),
    ],
)
def test_the_stage_of_a_day(left, stage):
    assert stage_due(left, days=[28, 14, 7], daily_from=7) == stage


@pytest.mark.parametrize(("days", "daily"), [([28, 14, 7], 7), ([], 0), ([3], 10), ([50, 1], 0)])
def test_a_stage_is_the_last_scheduled_day_that_has_come(days, daily):
    """The oracle walks the calendar forward, day by day, and keeps the last day on which something was planned."""
    last = None
    for left in range(60, -1, -1):
        if left in days or left <= daily:
            last = left
        assert stage_due(left, days=days, daily_from=daily) == last


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ((2, 3, 0, 4), "2 more: 3 applications unfinished, 4 people without a group within 25 km."),
        ((1, 1, 1, 1), "1 more: 1 application unfinished, 1 to decide, 1 person without a group within 25 km."),
        ((6, 0, 0, 0), "6 more, and nobody in reach yet."),
    ],
)
def test_what_would_help_in_words(facts, words):
    missing, drafts, undecided, near = facts
    assert help_words(missing=missing, drafts=drafts, undecided=undecided, near=near, km=25) == words


def test_days_in_words():
    assert [days_words(left) for left in (0, 1, 14)] == ["today", "tomorrow", "in 14 days"]
