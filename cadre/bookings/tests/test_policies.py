"""What the terms of the waiting list and of bookings must hold to."""

import pytest

from cadre.bookings.rules.policy import refuse_offers, refuse_terms


@pytest.mark.parametrize(
    ("hours", "remind", "words"),
    [(72, 24, ""), (1, 0, ""), (24, 24, "while the offer stands"), (24, 30, "while"), (0, 0, "an hour at least")],
)
def test_an_offer_is_recalled_while_it_stands(hours, remind, words):
    said = refuse_offers(offer_hours=hours, remind_hours=remind)
    assert (words in said, bool(words)) == (True, bool(said))


@pytest.mark.parametrize(
    ("days", "remind", "most", "words"),
    [(14, 5, 40, ""), (0, 1, 2, ""), (14, 5, 1, "two people"), (14, 0, 40, "a day after"), (-1, 5, 40, "before")],
)
def test_a_booking_is_for_some_and_in_time(days, remind, most, words):
    said = refuse_terms(name_by_days=days, remind_days=remind, most_places=most)
    assert (words in said, bool(words)) == (True, bool(said))
