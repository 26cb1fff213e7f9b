"""Pence as pounds, and shares that sum."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cadre.lib.money import pence_of, pounds, split_evenly


@pytest.mark.parametrize(
    ("pence", "full", "short"),
    [
        (0, "£0.00", "£0"),
        (5, "£0.05", "£0.05"),
        (125000, "£1,250.00", "£1,250"),
        (112550, "£1,125.50", "£1,125.50"),
        (-12500, "−£125.00", "−£125"),
    ],
)
def test_pence_are_written_as_pounds(pence, full, short):
    assert (pounds(pence), pounds(pence, short=True)) == (full, short)


@given(some.integers(-(10**9), 10**9), some.integers(1, 60))
def test_a_split_sums_exactly_and_is_even(pence, n):
    parts = split_evenly(pence, n)
    assert (sum(parts), len(parts), max(parts) - min(parts) <= 1) == (pence, n, True)


def test_the_odd_penny_goes_first():
    assert split_evenly(1001, 2) == [501, 500]
    with pytest.raises(ValueError, match="one part"):
        split_evenly(100, 0)


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        *[("450", 45_000), ("450.5", 45_050), ("£1,250.00", 125_000), ("£ 1 250", 125_000), ("1,000,000", 100_000_000)],
        *[("٤٥٠", 45_000), ("0", 0), ("0.01", 1)],
        *[(wrong, None) for wrong in ("450,00", "12,50", "1,2,3", "1.250,00", "1,2500", ",5", "5.", ".5", "1.005")],
        *[(wrong, None) for wrong in ("-5", "1e3", "", "£", "1000000.01", "99999999999", "one")],
    ],
)
def test_an_amount_is_read_as_it_was_meant_or_not_at_all(typed, pence):
    if pence is None:
        with pytest.raises(ValueError, match=r"such as 450\.00|The highest amount"):
            pence_of(typed)
    else:
        assert pence_of(typed) == pence
