"""Prices as a table, and what holds for every price, against an oracle written another way."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre.applications.rules import stored
from cadre.applications.rules.discount import Band, discount, ordinal, party_price
from cadre.applications.rules.pricing import Inputs, priced
from cadre.applications.states import Funding, Outcome, Payer
from cadre.applications.tests.test_scholarship import ASHFIELD, GEDLING, RULE, SCHOOL, at, footprint, replace
from cadre.schools.states import Kind

BANDS = (Band(2, 10, 1), Band(4, 15, 2), Band(8, 20, 3))


@pytest.mark.parametrize(
    ("place", "percent", "pence"),
    [(1, 0, 0), (2, 10, 12_500), (3, 10, 12_500), (4, 15, 18_750), (7, 15, 18_750), (8, 20, 25_000), (50, 20, 25_000)],
)
def test_the_discount_begins_at_the_place_of_its_band(place, percent, pence):
    off = discount(list_pence=125_000, place=place, bands=BANDS)
    assert (off.percent, off.pence) == (percent, pence)


def test_places_are_counted_from_one():
    with pytest.raises(ValueError, match="from 1"):
        discount(list_pence=1, place=0, bands=BANDS)


@pytest.mark.parametrize(
    ("number", "words"), [(1, "first"), (12, "twelfth"), (13, "13th"), (21, "21st"), (111, "111th")]
)
def test_ordinals(number, words):
    assert ordinal(number) == words


bands = st.lists(st.builds(Band, st.integers(1, 40), st.integers(0, 100)), max_size=6).map(tuple)
fees = st.integers(0, 1_000_000)


@settings(max_examples=1_000, deadline=None)
@given(fees, st.integers(1, 60), bands)
def test_more_people_never_raise_the_price_a_head(fee, people, some):
    prices = party_price(list_pence=fee, people=people + 1, bands=some)
    assert all(later <= earlier for earlier, later in zip(prices, prices[1:], strict=False))
    assert Fraction(sum(prices), people + 1) <= Fraction(sum(prices[:-1]), people)


@st.composite
def inputs(draw):
    locations = st.sampled_from([at(ASHFIELD), at(GEDLING), SCHOOL.location])
    prints = st.lists(
        st.builds(
            footprint,
            st.sampled_from(list(Kind)),
            st.sampled_from([None, ASHFIELD]),
            unknown=st.integers(0, 2),
        ),
        max_size=2,
    ).map(tuple)
    facts = draw(
        st.none()
        | st.builds(
            lambda location, footprints, funded, is_open: replace(
                SCHOOL, location=location, footprints=footprints, publicly_funded=funded, is_open=is_open
            ),
            locations,
            prints,
            st.sampled_from([True, False, None]),
            st.booleans(),
        )
    )
    return Inputs(
        qualification="NPQSL",
        intake="Spring 2027",
        list_pence=draw(fees),
        funding=draw(st.sampled_from(Funding.values())),
        payer=draw(st.sampled_from(["", *Payer.values()])),
        payer_name="Brackenmoor Academy",
        place=draw(st.integers(1, 60)),
        before=draw(st.sampled_from(["no", "holds", "left"])),
        workplace="Brackenmoor Academy",
        bands=draw(bands),
        facts=facts,
        criteria=draw(st.sampled_from([None, RULE])),
    )


def oracle(given_) -> tuple[str, int]:
    """The outcome and what is payable, by another way of thinking: sets of reasons against, and a running minimum."""
    cheapest = given_.list_pence
    for band in given_.bands:
        if given_.place >= band.people:
            cheapest = min(cheapest, given_.list_pence - (given_.list_pence * band.percent) // 100)
    plain = "discount" if cheapest < given_.list_pence else "list_fee"
    if given_.funding != "scholarship":
        return plain, cheapest
    if given_.before != "no":
        return plain, cheapest
    facts = given_.facts
    if given_.criteria is None or facts is None:
        return "not_confirmed", cheapest
    if facts.publicly_funded is False:
        return plain, cheapest
    if facts.publicly_funded is None or not facts.is_open:
        return "not_confirmed", cheapest
    standings = [area.standing for area in facts.location.areas]
    for one in facts.footprints:
        standings.append("priority" if one.match else "not_confirmed" if one.not_confirmed else "other")
    if "priority" in standings:
        return "scholarship", 0
    return ("not_confirmed" if "not_confirmed" in standings else plain), cheapest


@settings(max_examples=10_000, deadline=None)
@given(inputs())
def test_ten_thousand_prices_agree_with_the_oracle_and_add_up(given_):
    price = priced(given_)
    assert (price.outcome.value, price.payable_pence) == oracle(given_)
    assert price.list_pence == price.payable_pence + price.discount_pence + price.scholarship_pence
    assert all(isinstance(part, int) and part >= 0 for part in (price.payable_pence, price.discount_pence))
    assert price.sentence


@settings(max_examples=500, deadline=None)
@given(inputs())
def test_what_is_stored_gives_the_same_inputs_and_price(given_):
    again = stored.from_json(stored.as_json(given_), bands=given_.bands, criteria=given_.criteria)
    assert again == given_
    assert priced(again) == priced(given_)


def test_no_scholarship_is_said_beside_the_discount():
    given_ = Inputs(
        "NPQSL",
        "Spring 2027",
        125_000,
        "scholarship",
        "school",
        "Sherwin Hall School",
        2,
        "no",
        "Sherwin Hall School",
        BANDS,
        SCHOOL,
        RULE,
    )
    price = priced(given_)
    assert (price.outcome, price.code, price.payable_pence) == (Outcome.DISCOUNT, "no_priority_area", 112_500)
    assert price.sentence == (
        "No scholarship: Rutland is neither a category 5 or 6 district nor an opportunity area, and no school of a "
        "trust or diocese that Brackenmoor Academy belongs to is in one. You are the second person Sherwin Hall School "
        "is putting forward for spring 2027, so the fee for your place is 10% lower."
    )
