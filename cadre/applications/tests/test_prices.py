"""Prices as a table, and what holds for every price, against an oracle written another way."""

import json
from fractions import Fraction
from random import Random

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


def some_inputs(rng: Random) -> Inputs:
    """Inputs of every sort, as likely odd as plain."""
    prints = tuple(
        footprint(rng.choice(list(Kind)), rng.choice([None, ASHFIELD]), unknown=rng.randint(0, 2))
        for _ in range(rng.randint(0, 2))
    )
    facts = replace(
        SCHOOL,
        location=rng.choice([at(ASHFIELD), at(GEDLING), SCHOOL.location]),
        footprints=prints,
        publicly_funded=rng.choice([True, True, False, None]),
        is_open=rng.random() < 0.8,
    )
    return Inputs(
        qualification="NPQSL",
        intake="Spring 2027",
        list_pence=rng.randint(0, 1_000_000),
        funding=rng.choice(Funding.values()),
        payer=rng.choice(["", *Payer.values()]),
        payer_name="Brackenmoor Academy",
        place=rng.randint(1, 60),
        before=rng.choice(["no", "no", "no", "holds", "left"]),
        workplace="Brackenmoor Academy",
        bands=tuple(Band(rng.randint(1, 40), rng.randint(0, 100)) for _ in range(rng.randint(0, 6))),
        facts=rng.choice([None, facts, facts, facts]),
        criteria=rng.choice([None, RULE, RULE, RULE]),
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


def test_ten_thousand_prices_agree_with_the_oracle_and_add_up():
    rng, outcomes = Random(2027), set()
    for _ in range(10_000):
        given_ = some_inputs(rng)
        price = priced(given_)
        assert (price.outcome.value, price.payable_pence) == oracle(given_), given_
        assert price.list_pence == price.payable_pence + price.discount_pence + price.scholarship_pence
        assert all(isinstance(part, int) and part >= 0 for part in (price.payable_pence, price.discount_pence))
        assert price.sentence
        outcomes.add(price.outcome)
    assert outcomes == set(Outcome)


def test_what_is_stored_gives_the_same_inputs_and_price():
    rng = Random(1)
    for _ in range(500):
        given_ = some_inputs(rng)
        again = stored.from_json(
            json.loads(json.dumps(stored.as_json(given_))), bands=given_.bands, criteria=given_.criteria
        )
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
