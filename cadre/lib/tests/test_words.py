import pytest

from cadre.lib.words import counted


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (1, ("place",), "1 place"),
        (0, ("place",), "0 places"),
        (2, ("person waits", "people wait"), "2 people wait"),
        (1, ("person waits", "people wait"), "1 person waits"),
        (31_200, ("applicant",), "31,200 applicants"),
    ],
)
def test_a_number_stands_with_what_it_counts(number, words, said):
    assert counted(number, *words) == said
