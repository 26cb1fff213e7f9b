"""A page that refuses and loses what was typed, or does not say what is wrong, is told from one that does neither."""

import pytest

from tests.said_again import faults_of

SUMMARY, MESSAGE = '<div class="govuk-error-summary">', '<p class="govuk-error-message">Write it.</p>'
KEPT = f'{SUMMARY}{MESSAGE}<input name="name" value="Zoë Reed"><textarea name="why">\nTwo\nlines</textarea>'
CHOSEN = '<select name="kind"><option value="a">A<option value="b" selected>B</select><input type="radio" name="yes">'
SENT = [("name", "  Zoe\u0308  Reed"), ("why", "Two\r\nlines"), ("kind", "b"), ("empty", "")]


@pytest.mark.parametrize(
    ("page", "faults"),
    [
        (KEPT + CHOSEN, []),
        (KEPT.replace(SUMMARY, "") + CHOSEN, ["says what is wrong at a field, and not in a summary"]),
        (KEPT.replace(SUMMARY, "").replace(MESSAGE, "") + CHOSEN, ["refuses, and does not say what is wrong"]),
        (KEPT.replace("Zoë", "") + CHOSEN, ["has lost what was given for name"]),
        (KEPT.replace("Two", "") + CHOSEN, ["has lost what was given for why"]),
        (KEPT + CHOSEN.replace(" selected", ""), ["has lost what was given for kind"]),
        (KEPT, ["asks no more for kind"]),
    ],
)
def test_a_refusal_is_judged_by_what_it_says_and_gives_back(page, faults):
    assert faults_of(page, SENT) == faults
