"""Who comes first when funds are short: the two published orders, ties, unknown facts, and each sort of limit."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from cadre.applications.funding import met
from cadre.applications.reference import preference_presets
from cadre.applications.rules.preference import Asking, Fund, ranked
from cadre.applications.states import Preference

FIRST = datetime(2026, 10, 1, 9, tzinfo=UTC)
AREA, FLOOR, MEALS, ETHNICITY = Preference
HUMBER, STAR = (preference_presets()[name]["criteria"] for name in ("humber", "star"))


def asks(ref: str, hour: int = 0, **met_) -> Asking:
    known = {Preference[name]: value for name, value in met_.items()}
    return Asking(ref, FIRST + timedelta(hours=hour), 125_000, f"School {ref}", known)


IN_AREA = asks("AREA", 4, OPPORTUNITY_AREA=True, BELOW_FLOOR=False, FREE_MEALS=False)
BELOW = asks("BELOW", 5, OPPORTUNITY_AREA=True, BELOW_FLOOR=True, FREE_MEALS=False)
MANY_MEALS = asks("MEALS", 3, OPPORTUNITY_AREA=False, BELOW_FLOOR=False, FREE_MEALS=True)
PLAIN = asks("PLAIN", 1, OPPORTUNITY_AREA=False, BELOW_FLOOR=False, FREE_MEALS=False)
UNKNOWN = asks("UNKNOWN", 2)


def refs(waiting, order):
    return [one.asking.ref for one in ranked(waiting, order=order, fund=Fund())]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (HUMBER, ["BELOW", "AREA", "MEALS", "PLAIN", "UNKNOWN"]),
        (STAR, ["BELOW", "AREA", "MEALS", "PLAIN", "UNKNOWN"]),
        ([MEALS, AREA], ["MEALS", "AREA", "BELOW", "PLAIN", "UNKNOWN"]),
        ([], ["PLAIN", "UNKNOWN", "MEALS", "AREA", "BELOW"]),
    ],
)
def test_each_order_puts_people_in_its_own(order, expected):
    assert refs([PLAIN, UNKNOWN, MANY_MEALS, IN_AREA, BELOW], order) == expected


def test_the_two_published_orders_disagree_about_a_school_with_many_free_meals_in_an_area():
    both = asks("BOTH", 9, OPPORTUNITY_AREA=True, BELOW_FLOOR=False, FREE_MEALS=True)
    assert (refs([BELOW, both], HUMBER), refs([BELOW, both], STAR)) == (["BOTH", "BELOW"], ["BELOW", "BOTH"])


def test_equal_people_come_as_they_applied_and_then_by_reference():
    same = [replace(PLAIN, ref=ref, submitted_at=FIRST) for ref in ("C", "A", "B")]
    assert refs([*same, replace(PLAIN, ref="EARLY", submitted_at=FIRST - timedelta(seconds=1))], HUMBER) == [
        *("EARLY", "A", "B", "C")
    ]


@pytest.mark.parametrize(
    ("fund", "codes"),
    [
        (Fund(), ["within"] * 4),
        (Fund(places=3), ["within", "within", "within", "fund_used"]),
        (Fund(places=3, taken_places=2), ["within", "fund_used", "fund_used", "fund_used"]),
        (Fund(places=0), ["fund_used"] * 4),
        (Fund(pence=250_000), ["within", "within", "fund_used", "fund_used"]),
        (Fund(pence=249_999), ["within", "fund_used", "fund_used", "fund_used"]),
        (
            Fund(places=9, per_school=1, taken_by_school={"School BELOW": 1}),
            ["school_cap", "within", "within", "within"],
        ),
        (
            Fund(places=1, per_school=1, taken_by_school={"School BELOW": 1}),
            ["school_cap", "within", *["fund_used"] * 2],
        ),
    ],
)
def test_the_fund_ends_where_it_ends_and_nobody_is_passed_over(fund, codes):
    found = ranked([PLAIN, MANY_MEALS, IN_AREA, BELOW], order=HUMBER, fund=fund)
    assert [one.code for one in found] == codes
    assert [one.within for one in found] == [code == "within" for code in codes]


def test_a_cheaper_course_does_not_pass_a_dearer_one_that_no_longer_fits():
    dear, cheap = replace(IN_AREA, pence=495_000), replace(PLAIN, pence=95_000)
    found = ranked([cheap, dear], order=HUMBER, fund=Fund(pence=100_000))
    assert [(one.asking.ref, one.code) for one in found] == [("AREA", "fund_used"), ("PLAIN", "fund_used")]


def test_the_sentence_says_why_and_what_is_not_known():
    first, second = ranked([UNKNOWN, IN_AREA], order=HUMBER, fund=Fund(places=1))
    assert first.sentence == "First in order: opportunity area. Within the fund."
    assert second.sentence == (
        "Second in order: none of the criteria, so by the time of the application. Outside: the fund is used up by the "
        "people before."
    )
    assert first.not_known == ("Black or minority ethnic participant",)
    assert len(second.not_known) == 4


def test_everybody_is_ranked_once_and_no_limit_is_exceeded():
    rng = Random(7)
    for _ in range(2_000):
        waiting = [
            Asking(
                f"R{n}",
                FIRST + timedelta(hours=rng.randint(0, 5)),
                rng.choice([95_000, 125_000, 495_000]),
                f"School {rng.randint(1, 4)}",
                {one: rng.choice([True, False, None]) for one in Preference},
            )
            for n in range(rng.randint(0, 12))
        ]
        fund = Fund(
            places=rng.choice([None, rng.randint(0, 8)]),
            pence=rng.choice([None, rng.randint(0, 1_000_000)]),
            per_school=rng.choice([None, 1, 2]),
            taken_places=rng.randint(0, 3),
            taken_pence=rng.randint(0, 200_000),
        )
        found = ranked(waiting, order=rng.sample(list(Preference), rng.randint(0, 4)), fund=fund)
        assert sorted(one.asking.ref for one in found) == sorted(one.ref for one in waiting)
        taken = [one.asking for one in found if one.within]
        if taken:
            assert fund.places is None or fund.taken_places + len(taken) <= fund.places
            assert fund.pence is None or fund.taken_pence + sum(one.pence for one in taken) <= fund.pence
            schools = [one.school for one in taken]
            assert fund.per_school is None or max(map(schools.count, schools)) <= fund.per_school
        codes = [one.code for one in found if one.code != "school_cap"]
        assert codes == sorted(codes, key=["within", "fund_used"].index)


def facts(standing="priority", area="Derby", meals=None):
    return {"location": {"standing": standing, "areas": [{"opportunity_area": area}]}, "fsm_percent": meals}


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (None, {}),
        (facts(), {AREA: True, FLOOR: None, MEALS: None, ETHNICITY: None}),
        (facts(area=""), {AREA: False, FLOOR: False, MEALS: None, ETHNICITY: None}),
        (facts("other", ""), {AREA: False, FLOOR: False, MEALS: None, ETHNICITY: None}),
        (facts("not_confirmed", ""), {AREA: None, FLOOR: None, MEALS: None, ETHNICITY: None}),
        (facts(meals=30.0), {AREA: True, FLOOR: None, MEALS: False, ETHNICITY: None}),
        (facts(meals=30.1), {AREA: True, FLOOR: None, MEALS: True, ETHNICITY: None}),
    ],
)
def test_what_is_not_known_is_not_guessed(kept, expected):
    assert met(kept) == expected
