"""People as they are pasted, and how a place stands."""

import pytest

from cadre.bookings.rules.party import Person, people_of, standing
from cadre.bookings.states import PlaceState

AMINA = Person("Amina Yusuf", "a.yusuf@brackenmoor.example")


@pytest.mark.parametrize(
    "typed",
    [
        "Amina Yusuf, a.yusuf@brackenmoor.example",
        "Amina Yusuf\ta.yusuf@brackenmoor.example",
        "Amina Yusuf; a.yusuf@Brackenmoor.example",
        "Amina Yusuf <a.yusuf@brackenmoor.example>",
        "Amina Yusuf a.yusuf@brackenmoor.example",
        "a.yusuf@brackenmoor.example, Amina Yusuf",
        "\n  Amina   Yusuf ,  a.yusuf@brackenmoor.example \n\n,,\n",
    ],
)
def test_a_line_is_read_as_lists_are_copied(typed):
    assert people_of(typed) == ([AMINA], [])


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("Amina Yusuf", "Line 1: add an email address after the name"),
        ("a.yusuf@brackenmoor.example", "Line 1: write the person’s name"),
        ("Amina, a@b.example, c@d.example", "Line 1: write one person a line"),
        ("Amina, a@@b", "Line 1: "),
        ("A, a@b.example\nB, A@b.example", "Line 2: A@b.example stands twice."),
        ("x" * 101 + ", a@b.example", "Line 1: "),
    ],
)
def test_a_wrong_line_says_which_and_why(typed, fault):
    assert people_of(typed)[1][0].startswith(fault)


def test_names_of_any_script_are_kept():
    people, faults = people_of("Siân O’Neill, s@b.example\nNguyễn Văn A, n@b.example\n<script>, x@b.example")
    assert [person.name for person in people[:2]] == ["Siân O’Neill", "Nguyễn Văn A"]
    assert len(people) + len(faults) == 3


@pytest.mark.parametrize(
    ("state", "opened", "application", "words"),
    [
        (PlaceState.UNNAMED, False, "", "Not named yet"),
        (PlaceState.INVITED, False, "", "Invited"),
        (PlaceState.INVITED, True, "", "Opened"),
        (PlaceState.INVITED, True, "draft", "Started"),
        (PlaceState.FILLED, True, "submitted", "Applied"),
        (PlaceState.FILLED, True, "accepted", "Accepted"),
        (PlaceState.FILLED, True, "declined", "Declined"),
        (PlaceState.FILLED, True, "withdrawn", "Withdrew"),
        (PlaceState.TURNED_DOWN, True, "", "Turned it down"),
        (PlaceState.WITHDRAWN, True, "draft", "Withdrawn"),
        (PlaceState.LAPSED, False, "", "Lapsed"),
    ],
)
def test_the_lead_sees_how_a_place_stands(state, opened, application, words):
    assert standing(state=state, opened=opened, application=application)[0] == words
