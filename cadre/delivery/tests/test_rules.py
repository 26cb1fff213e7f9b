"""When a register opens, closes and shows a phone number."""

from datetime import date

import pytest

from cadre.delivery import rules
from cadre.delivery.states import Mark
from cadre.lib.errors import Refusal

DAY = date(2026, 12, 1)


def words_of(call, *args, **kwargs):
    with pytest.raises(Refusal) as refused:
        call(*args, **kwargs)
    return type(refused.value), str(refused.value)


def test_nobody_is_marked_until_somebody_marks_them():
    assert rules.unmarked(["a", "b", "c"], {"a": Mark.LATE, "b": ""}) == ["b", "c"]


@pytest.mark.parametrize(("mark", "there"), [("", False), *[(mark, mark != Mark.ABSENT) for mark in Mark]])
def test_late_and_left_early_were_there(mark, there):
    assert rules.is_present(mark) == there


def test_marking_opens_on_the_day_and_ends_with_completion():
    assert rules.refuse_marking(DAY, DAY, complete=False) is None
    assert words_of(rules.refuse_marking, DAY, date(2026, 11, 30), complete=False) == (
        rules.NotYet,
        "The register opens on Tuesday 1 December 2026.",
    )
    assert words_of(rules.refuse_marking, DAY, DAY, complete=True)[0] is rules.AlreadyComplete


@pytest.mark.parametrize(
    ("today", "missing", "answer"),
    [
        (date(2026, 11, 30), [], rules.NotYet),
        (DAY, ["Tom Reed"], rules.NotEveryone),
        (DAY, [], None),
        (date(2027, 2, 1), [], None),
    ],
)
def test_completion_waits_for_the_day_and_for_everybody(today, missing, answer):
    if answer is None:
        assert rules.refuse_completion(DAY, today, missing) is None
    else:
        assert words_of(rules.refuse_completion, DAY, today, missing)[0] is answer


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["Tom Reed"], "Tom Reed is not marked yet."),
        (["Tom Reed", "Amina Yusuf"], "Tom Reed and Amina Yusuf are not marked yet."),
        (["A", "B", "C", "D"], "4 people are not marked yet."),
    ],
)
def test_it_says_who_is_not_marked(names, sentence):
    assert words_of(rules.refuse_completion, DAY, DAY, names) == (rules.NotEveryone, sentence)


@pytest.mark.parametrize(("day", "shown"), [(29, False), (30, True)])
def test_a_phone_number_is_there_from_the_day_before(day, shown):
    assert rules.shows_phone(DAY, DAY, date(2026, 11, day)) == shown


@pytest.mark.parametrize(("day", "shown"), [(1, True), (2, True), (3, False)])
def test_a_phone_number_goes_after_the_day_after(day, shown):
    assert rules.shows_phone(DAY, DAY, date(2026, 12, day)) == shown
