"""Fees to the penny: the agreement's table, and a second way of working the same sums out."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre.finance.rules.fees import Band, Facilitation, facilitation_fee, hosting_fee, refuse_broken_bands
from cadre.finance.states import Answer
from cadre.lib.money import split_evenly

BANDS = [Band(12, 14, 50_000), Band(15, 18, 60_000), Band(19, 23, 70_000), Band(24, None, 80_000)]
TERMS = Facilitation(40_000, BANDS)


@pytest.mark.parametrize(
    ("people", "total"),
    [
        (12, 50_000),
        (14, 50_000),
        (15, 60_000),
        (18, 60_000),
        (19, 70_000),
        (23, 70_000),
        (24, 80_000),
        (25, 80_000),
        (60, 80_000),
    ],
)
def test_two_facilitators_are_paid_by_band_in_equal_halves(people, total):
    worked = facilitation_fee(people, 2, terms=TERMS)
    assert (worked.total, worked.each) == (total, (total // 2, total // 2))


@pytest.mark.parametrize("people", [0, 1, 11])
def test_fewer_than_twelve_with_two_facilitators_is_never_a_silent_default(people):
    worked = facilitation_fee(people, 2, terms=TERMS)
    assert (worked.total, worked.each, worked.waits) == (None, (), True)
    assert "finance decides" in worked.sentence


@pytest.mark.parametrize(
    ("answer", "total"), [(Answer.DECIDE, None), (Answer.LOWEST_BAND, 50_000), (Answer.SINGLE_FEE, 40_000)]
)
def test_what_is_paid_below_twelve_is_a_policy(answer, total):
    assert facilitation_fee(11, 2, terms=TERMS, below_minimum=answer).total == total


def test_a_decision_of_finance_counts_only_where_the_agreement_gives_no_fee():
    assert facilitation_fee(11, 2, terms=TERMS, decided=45_000).each == (22_500, 22_500)
    assert facilitation_fee(12, 2, terms=TERMS, decided=45_000).total == 50_000


@pytest.mark.parametrize("people", [0, 11, 12, 24])
def test_one_facilitator_gets_the_flat_fee_whatever_the_count(people):
    assert facilitation_fee(people, 1, terms=TERMS).each == (40_000,)


def test_a_residential_of_two_days_is_paid_as_two_events():
    worked = facilitation_fee(16, 2, terms=TERMS, events=2)
    assert (worked.total, worked.each) == (120_000, (60_000, 60_000))
    assert worked.sentence == "Two facilitators, 16 people: band 15 to 18, × 2 events: £1,200.00, £600.00 each."


def test_three_facilitators_wait_for_a_decision_and_nobody_costs_nothing():
    assert facilitation_fee(20, 3, terms=TERMS).waits
    assert facilitation_fee(20, 0, terms=TERMS).total == 0


def test_hosting_is_the_rate_for_each_person_and_event():
    assert hosting_fee(17, rate=2_500).total == 42_500
    assert hosting_fee(17, rate=2_500, events=2).total == 85_000
    assert hosting_fee(0, rate=2_500).total == 0
    assert hosting_fee(1, rate=2_500).sentence == "1 person × £25 = £25.00."


@pytest.mark.parametrize("wrong", [{"people": -1}, {"people": 3, "events": -1}])
def test_a_negative_count_is_refused(wrong):
    with pytest.raises(ValueError, match="cannot be"):
        hosting_fee(**{"rate": 2_500} | wrong)
    with pytest.raises(ValueError, match="cannot be"):
        facilitation_fee(**{"facilitators": 1, "terms": TERMS} | wrong)


def test_a_gap_between_bands_waits_and_is_named():
    gappy = Facilitation(40_000, [Band(12, 14, 50_000), Band(16, 18, 60_000)])
    assert facilitation_fee(15, 2, terms=gappy).waits
    assert refuse_broken_bands(gappy.bands) == ["After 12 to 14 comes 16 to 18.", "No band holds more than 18 people."]
    assert refuse_broken_bands(BANDS) == []


def oracle(people: int, facilitators: int, events: int) -> Decimal | None:
    """The table read again, in pounds and by other means: steps added from the top down."""
    if facilitators == 1:
        return Decimal("400.00") * events
    steps = {12: Decimal("500.00"), 15: Decimal("100.00"), 19: Decimal("100.00"), 24: Decimal("100.00")}
    reached = [add for least, add in steps.items() if people >= least]
    return sum(reached, Decimal(0)) * events if reached else None


@settings(max_examples=1_000, deadline=None)
@given(people=st.integers(0, 200), facilitators=st.integers(1, 2), events=st.integers(1, 5))
def test_fees_agree_with_a_second_reading_of_the_table(people, facilitators, events):
    worked = facilitation_fee(people, facilitators, terms=TERMS, events=events)
    expected = oracle(people, facilitators, events)
    assert (None if worked.total is None else Decimal(worked.total) / 100) == expected
    if worked.total is not None:
        assert sum(worked.each) == worked.total
        assert len(worked.each) == facilitators
    assert Decimal(hosting_fee(people, rate=2_500, events=events).total) == Decimal("25.00") * 100 * people * events


@settings(max_examples=1_000, deadline=None)
@given(pence=st.integers(0, 10**9), parts=st.integers(1, 60))
def test_any_amount_splits_exactly(pence, parts):
    shares = split_evenly(pence, parts)
    assert (sum(shares), len(shares), max(shares) - min(shares) <= 1) == (pence, parts, True)
