"""When answers are shown, and what is said of them."""

from datetime import UTC, date, datetime

import pytest

from cadre.evaluation import rules
from cadre.lib import clock


def shown_after_each(invited: int, answers: int) -> list[int]:
    """How many answers are shown after the first, the second… of `answers`."""
    shown = waiting = 0
    history = []
    for n in range(1, answers + 1):
        waiting += 1
        if rules.publishes(shown=shown, waiting=waiting, outstanding=invited - n):
            shown, waiting = shown + waiting, 0
        history.append(shown)
    return history


@pytest.mark.parametrize(
    ("invited", "history"),
    [
        (3, [0, 0, 3]),
        (5, [0, 0, 3, 3, 5]),
        (6, [0, 0, 3, 3, 3, 6]),
        (14, [0, 0, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11, 11, 14]),
        (17, [0, 0, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11, 13, 13, 15, 15, 17]),
    ],
)
def test_when_everybody_answers_everything_is_shown(invited, history):
    assert shown_after_each(invited, invited) == history


@pytest.mark.parametrize("invited", range(1, 49))
def test_no_two_reports_ever_differ_by_one_answer(invited):
    history = [0, *shown_after_each(invited, invited)]
    steps = {after - before for before, after in zip(history, history[1:], strict=False)}
    assert 1 not in steps
    assert all(shown == 0 or shown >= 3 for shown in history)


def test_the_last_of_four_stays_counted_and_out_of_the_scores():
    assert shown_after_each(4, 4) == [0, 0, 3, 3]


@pytest.mark.parametrize(("day", "due"), [(1, 0), (2, 1), (4, 1), (5, 2), (20, 2)])
def test_reminders_fall_due_one_and_four_days_after(day, due):
    assert rules.reminders_due(date(2026, 12, 1), date(2026, 12, day), [1, 4]) == due


def test_a_form_closes_with_its_last_day_in_london():
    last = rules.closes_on(date(2027, 6, 1), 14)
    assert (last, clock.end_of(last).astimezone(UTC)) == (date(2027, 6, 15), datetime(2027, 6, 15, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (4.9, 7.5, "Confidence rose by 2.6"),
        (7.0, 6.5, "Confidence fell by 0.5"),
        (7.0, 7.0, "Confidence did not change"),
        (None, 7.0, "Confidence in the themes"),
    ],
)
def test_confidence_is_a_finding(before, after, words):
    assert rules.confidence_finding(before, after) == words


def test_scores_and_agreement_are_findings():
    named = [("Preparation", 7.1), ("Content", 8.3)]
    assert rules.scores_finding(named) == "Content scored highest, 8.3; preparation lowest, 7.1"
    assert rules.scores_finding([]) == "Scores, 0 to 10"
    steps = [("Pace", [0, 1, 3, 6, 3]), ("Inclusion", [0, 0, 1, 4, 8])]
    assert rules.agreement_finding(steps) == "Inclusion: 12 of 13 agree; pace: 9 of 13"
