"""Words with one letter wrong: what counts as a slip, and that every slip is found by what is left of a word."""

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre.schools.rules import is_one_slip, may_be_misspelt, nearest, neighbourhood, vocabulary

WORDS = st.text(ascii_lowercase[:4], min_size=1, max_size=7)


def a_slip(word: str, way: int, where: int, letter: str) -> str:
    """Left out, added, changed, or changed with its neighbour; the same word for the same arguments."""
    at = where % len(word)
    if way == 0:
        return word[:at] + word[at + 1 :]
    if way == 1:
        return word[:at] + letter + word[at:]
    if way == 2:
        return word[:at] + letter + word[at + 1 :]
    at = where % (len(word) - 1) if len(word) > 1 else 0
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def all_slips(word: str, letters: str) -> set[str]:
    """Every one, made one by one."""
    made = {a_slip(word, way, at, letter) for way in range(4) for at in range(len(word)) for letter in letters}
    return {one for one in made | {word + letter for letter in letters} if one != word}


@given(WORDS, WORDS)
def test_a_slip_is_one_letter_wrong_and_nothing_else(typed, word):
    assert is_one_slip(typed, word) == (typed in all_slips(word, ascii_lowercase[:4]))


@given(WORDS, st.integers(0, 3), st.integers(0, 99), st.sampled_from(ascii_lowercase))
def test_a_word_and_its_slip_share_what_is_left_of_them(word, way, where, letter):
    assert neighbourhood(word) & neighbourhood(a_slip(word, way, where, letter))


@pytest.mark.parametrize(
    ("typed", "word", "near"),
    [
        ("kirkmedow", "kirkmeadow", True),
        ("primery", "primary", True),
        ("arnlod", "arnold", True),
        ("arnold", "arnold", False),
        ("wurburgs", "werburghs", False),
        ("derbyy", "derby", True),
        ("edrby", "derby", True),
        ("dreyb", "derby", False),
        ("", "a", True),
    ],
)
def test_slips_by_example(typed, word, near):
    assert (is_one_slip(typed, word), is_one_slip(word, typed)) == (near, near)


def test_words_that_begin_alike_come_first():
    assert nearest("hall", ["ball", "hull", "halls", "hall", "hell", "mall", "tall"]) == [
        *("halls", "hell", "hull", "ball", "mall")
    ]


def test_short_words_and_codes_are_not_guessed_at():
    text = " st oak mary kirkmeadow | ng56qt ng5 900001"
    assert vocabulary([text]) == {"mary", "kirkmeadow"}
    assert [word for word in ("oa", "oak", "ng56qt", "900001", "kirkmedow") if may_be_misspelt(word)] == [
        "oak",
        "kirkmedow",
    ]
