"""Prices as a table, and what holds for every price, against an oracle written another way."""

import json
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre.applications.rules import stored
from cadre.applications.rules.discount import Band, Discount, Place, discount, later, ordinal, party_price
from cadre.applications.rules.pricing import Inputs, priced
from cadre.applications.rules.scholarship import Settled
from cadre.applications.states import Counted, Funding, Outcome, Over, Payer
from cadre.applications.tests import oracle
from cadre.applications.tests.test_scholarship import ASHFIELD, DERBY, GEDLING, RULE, SCHOOL, at, footprint, replace
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


@pytest.mark.long
@settings(max_examples=1_000, deadline=None)
@given(fees, st.integers(1, 60), bands)
def test_more_people_never_raise_the_price_a_head(fee, people, some):
    prices = party_price(list_pence=fee, people=people + 1, bands=some)
    assert all(later <= earlier for earlier, later in zip(prices, prices[1:], strict=False))
    assert Fraction(sum(prices), people + 1) <= Fraction(sum(prices[:-1]), people)


SCOPES = [(counted, over) for counted in Counted.values() for over in Over.values()]


def some_inputs(rng: Random) -> Inputs:
    """Inputs of every sort, as likely odd as plain."""
    prints = tuple(
        footprint(rng.choice(list(Kind)), rng.choice([None, ASHFIELD, DERBY]), unknown=rng.randint(0, 2))
        for _ in range(rng.randint(0, 2))
    )
    facts = replace(
        SCHOOL,
        location=rng.choice([at(ASHFIELD), at(DERBY), at(GEDLING), SCHOOL.location]),
        footprints=prints,
        publicly_funded=rng.choice([True, True, True, False, None]),
        type_code=rng.choice(["34", "34", "34", "34", "11"]),
        is_open=rng.random() < 0.9,
        list=rng.choice([SCHOOL.list, SCHOOL.list, SCHOOL.list, None]),
    )
    findings = [Settled("yes", "settled_eligible", "It is."), Settled("no", "settled_not_eligible", "It is not.")]
    scopes = rng.sample(SCOPES[1:], rng.randint(0, 3))
    routes = tuple(route for route in RULE.routes if rng.random() < 0.9)
    return Inputs(
        qualification="NPQSL",
        intake="Spring 2027",
        list_pence=rng.choice([0, 1, 99, 101, rng.randint(0, 1_000_000)]),
        funding=rng.choice([*Funding.values(), Funding.SCHOLARSHIP, Funding.SCHOLARSHIP]),
        payer=rng.choice(["", *Payer.values()]),
        payer_name="Brackenmoor Academy",
        place=rng.randint(1, 60),
        before=rng.choice([*["no"] * 9, "holds", "left", "funded"]),
        workplace="Brackenmoor Academy",
        bands=tuple(
            Band(rng.randint(1, 40), rng.randint(0, 100), 0, *rng.choice([SCOPES[0], *SCOPES]))
            for _ in range(rng.randint(0, 6))
        ),
        facts=rng.choice([None, *[facts] * 9]),
        criteria=rng.choice([None, *[replace(RULE, routes=routes)] * 9]),
        places=tuple(Place(counted, over, "Maun Valley", rng.randint(1, 60)) for counted, over in scopes),
        paid_before=rng.random() < 0.05,
        settled=rng.choice([None] * 18 + findings),
    )


def as_case(given_: Inputs) -> oracle.Case:
    """The inputs as plain values, for the oracle."""
    rule = given_.criteria
    return json.loads(json.dumps(stored.as_json(given_))) | {
        "bands": [vars(band) for band in given_.bands],
        "has_rule": rule is not None,
        "routes": rule.routes if rule else (),
        "categories": rule.categories if rule else (),
        "not_funded_types": rule.not_funded_types if rule else (),
    }


CODES = {
    *("list_fee", "paid_by_self", "payer_discount", "holds_it", "left_it", "funded_before", "record_of_funding"),
    *("no_rule", "school_not_found", "not_publicly_funded", "funding_not_known", "school_closed", "no_list"),
    *("opportunity_area", "category_area", "trust_footprint", "diocese_footprint", "district_not_confirmed"),
    *("no_priority_area", "settled_eligible", "settled_not_eligible"),
}


@pytest.mark.long
@pytest.mark.long
def test_ten_thousand_prices_agree_with_the_oracle_and_add_up():
    rng, outcomes, codes = Random(2027), set(), set()
    for _ in range(10_000):
        given_ = some_inputs(rng)
        price = priced(given_)
        assert (price.outcome.value, price.code, price.payable_pence) == oracle.expected(as_case(given_)), given_
        assert price.list_pence == price.payable_pence + price.discount_pence + price.scholarship_pence
        parts = (price.payable_pence, price.discount_pence, price.scholarship_pence)
        assert all(type(part) is int and part >= 0 for part in parts)
        assert price.sentence
        outcomes.add(price.outcome)
        codes.add(price.code)
    assert (outcomes, codes) == (set(Outcome), CODES)


def test_the_oracle_notices_a_rule_that_is_wrong_by_a_penny_or_a_place(monkeypatch):
    from cadre.applications.rules import pricing

    right = discount
    for wrong in (
        lambda **given_: replace(right(**given_), pence=right(**given_).pence + 1),
        lambda **given_: right(**given_ | {"place": given_["place"] + 1}),
    ):
        monkeypatch.setattr(pricing, "discount", wrong)
        with pytest.raises(AssertionError):
            test_ten_thousand_prices_agree_with_the_oracle_and_add_up()


@settings(max_examples=500, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 30))
def test_more_people_never_raise_the_price_a_head_however_they_are_counted(seed, people):
    """The same person one, two, three … places later, in every scope at once."""
    first = replace(some_inputs(Random(seed)), funding="school")
    prices = [
        priced(replace(first, place=first.place + by, places=later(first.places, by))).payable_pence
        for by in range(people)
    ]
    assert prices == sorted(prices, reverse=True)


@pytest.mark.parametrize("edge", [2, 4, 8])
@pytest.mark.parametrize("scope", SCOPES)
def test_each_band_begins_exactly_at_its_edge_in_its_own_scope(scope, edge):
    percent = {2: 10, 4: 15, 8: 20}[edge]
    some = tuple(Band(people, off, 0, *scope) for people, off in ((2, 10), (4, 15), (8, 20)))
    before = {2: 0, 4: 10, 8: 15}[edge]
    for number, off in ((edge - 1, before), (edge, percent), (edge + 1, percent)):
        own = scope == SCOPES[0]
        places = () if own else (Place(*scope, "Maun Valley", number),)
        found = discount(list_pence=125_000, place=number if own else 1, bands=some, places=places)
        assert (found.percent, found.pence) == (off, 125_000 * off // 100)


def test_a_band_of_a_scope_nobody_counted_is_not_reached():
    some = (Band(2, 10, 0, "trust", "all"),)
    assert discount(list_pence=125_000, place=9, bands=some) == Discount(0, 0, None)


def test_inputs_kept_before_there_were_scopes_and_findings_still_read():
    given_ = some_inputs(Random(5))
    old = stored.as_json(given_)
    for name in ("places", "paid_before", "settled"):
        del old[name]
    read = stored.from_json(json.loads(json.dumps(old)), bands=given_.bands, criteria=given_.criteria)
    assert read == replace(given_, places=(), paid_before=False, settled=None)


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
