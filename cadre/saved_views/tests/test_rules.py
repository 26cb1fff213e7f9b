"""Names and addresses, without a database."""

import pytest

from cadre.saved_views.rules import MOST, place_in_words, refuse_address, refuse_another, refuse_name


@pytest.mark.parametrize(
    ("name", "others", "why"),
    [
        ("Waiting", (), ""),
        ("Ärger", ("Waiting",), ""),
        ("ÄRGER", ("ärger",), "already"),
        ("–", (), "a letter or a number"),
        ("x" * 61, (), "60 characters"),
    ],
)
def test_names(name, others, why):
    said = refuse_name(name, others)
    assert why in said
    assert bool(said) == bool(why)


def test_how_many_and_how_long():
    assert (refuse_another(MOST - 1), refuse_address("q=x")) == ("", "")
    assert "the most" in refuse_another(MOST)
    assert "nothing to save" in refuse_address("")
    assert "too long" in refuse_address("x" * 2001)


def test_places_in_words():
    assert place_in_words("/office/finance/invoices/") == "Office › finance › invoices"
    assert place_in_words("") == ""
