"""The scholarship rule as a table: one row per reason code."""

from dataclasses import replace
from datetime import date

import pytest

from cadre.applications.rules.scholarship import Criteria, Settled, scholarship
from cadre.applications.states import Before, Verdict
from cadre.schools.facts import Area, CategoryListFacts, Footprint, Location, Match, ScholarshipFacts
from cadre.schools.states import Kind, Standing

RULE = Criteria(
    "Rule of October 2017", ("opportunity_area", "category", "trust", "diocese"), ("5", "6", "5or6"), ("11",)
)
LIST = CategoryListFacts("March 2016", date(2016, 3, 31), False, "the department")
ASHFIELD = Area("E07000170", "Ashfield", Standing.PRIORITY, category="5")
DERBY = Area("E06000015", "Derby", Standing.PRIORITY, category="6", opportunity_area="Derby")
RUTLAND = Area("E06000017", "Rutland", Standing.OTHER, category="2")
GEDLING = Area("E07000173", "Gedling", Standing.NOT_CONFIRMED)


def at(area: Area) -> Location:
    return Location(area.standing, (area,), area.name)


def footprint(kind: Kind, area: Area | None, *, unknown: int = 0) -> Footprint:
    match = Match("900002", "Kirkmeadow Primary", at(area)) if area else None
    return Footprint(kind, "1", "Maun Valley", match, schools=3, not_confirmed=unknown, source="register")


SCHOOL = ScholarshipFacts(
    urn="900001",
    school="Brackenmoor Academy",
    on=date(2026, 11, 24),
    publicly_funded=True,
    type_code="34",
    type_source="register",
    is_open=True,
    fsm_percent=None,
    list=LIST,
    location=at(RUTLAND),
)


def decide(facts=SCHOOL, before=Before.NO, criteria=RULE, workplace="Brackenmoor Academy"):
    return scholarship(qualification="NPQSL", before=before, workplace=workplace, facts=facts, criteria=criteria)


YES, NO, OPEN = Verdict.YES, Verdict.NO, Verdict.NOT_CONFIRMED


@pytest.mark.parametrize(
    ("facts", "verdict", "code"),
    [
        (replace(SCHOOL, location=at(DERBY)), YES, "opportunity_area"),
        (replace(SCHOOL, location=at(ASHFIELD)), YES, "category_area"),
        (replace(SCHOOL, location=at(replace(ASHFIELD, category="5or6"))), YES, "category_area"),
        (replace(SCHOOL, footprints=(footprint(Kind.TRUST, ASHFIELD),)), YES, "trust_footprint"),
        (replace(SCHOOL, footprints=(footprint(Kind.DIOCESE, DERBY),)), YES, "diocese_footprint"),
        (
            replace(SCHOOL, footprints=(footprint(Kind.TRUST, None), footprint(Kind.DIOCESE, ASHFIELD))),
            YES,
            "diocese_footprint",
        ),
        (replace(SCHOOL, location=at(GEDLING), footprints=(footprint(Kind.TRUST, ASHFIELD),)), YES, "trust_footprint"),
        (SCHOOL, NO, "no_priority_area"),
        (replace(SCHOOL, footprints=(footprint(Kind.TRUST, None),)), NO, "no_priority_area"),
        (replace(SCHOOL, publicly_funded=False), NO, "not_publicly_funded"),
        (replace(SCHOOL, type_code="11", location=at(ASHFIELD)), NO, "not_publicly_funded"),
        (replace(SCHOOL, publicly_funded=None), OPEN, "funding_not_known"),
        (replace(SCHOOL, is_open=False), OPEN, "school_closed"),
        (replace(SCHOOL, list=None, location=Location(Standing.NOT_CONFIRMED)), OPEN, "no_list"),
        (replace(SCHOOL, location=at(GEDLING)), OPEN, "district_not_confirmed"),
        (replace(SCHOOL, location=Location(Standing.NOT_CONFIRMED)), OPEN, "district_not_confirmed"),
        (replace(SCHOOL, footprints=(footprint(Kind.TRUST, None, unknown=2),)), OPEN, "district_not_confirmed"),
        (None, OPEN, "school_not_found"),
    ],
)
def test_each_case_has_its_reason(facts, verdict, code):
    decision = decide(facts)
    assert (decision.verdict, decision.code) == (verdict, code)


@pytest.mark.parametrize(
    ("before", "code"), [(Before.HOLDS, "holds_it"), (Before.LEFT, "left_it"), (Before.FUNDED, "funded_before")]
)
def test_whoever_holds_or_left_it_or_was_funded_gets_none_even_in_an_opportunity_area(before, code):
    decision = decide(replace(SCHOOL, location=at(DERBY)), before)
    assert (decision.verdict, decision.code) == (NO, code)


def test_a_record_of_funding_is_looked_at_before_anything_is_given_or_refused():
    found = scholarship(
        qualification="NPQSL",
        before=Before.NO,
        workplace="",
        facts=replace(SCHOOL, location=at(DERBY)),
        criteria=RULE,
        paid_before=True,
    )
    assert (found.verdict, found.code) == (OPEN, "record_of_funding")


@pytest.mark.parametrize(
    ("finding", "facts", "sentence"),
    [
        (
            Settled("yes", "settled_eligible", "Gedling is in category 5, by the list of 2016"),
            replace(SCHOOL, location=at(GEDLING)),
            "Our team has confirmed that you are eligible: Gedling is in category 5, by the list of 2016.",
        ),
        (
            Settled("no", "settled_funded_before", "the Department paid for your NPQML in 2018."),
            replace(SCHOOL, location=at(DERBY)),
            "No scholarship: the Department paid for your NPQML in 2018.",
        ),
    ],
)
def test_what_a_person_found_out_outranks_the_rule(finding, facts, sentence):
    found = scholarship(
        qualification="NPQSL", before=Before.NO, workplace="", facts=facts, criteria=RULE, settled=finding
    )
    assert (found.verdict, found.code, found.sentence) == (finding.verdict, finding.code, sentence)


def test_without_a_rule_for_the_day_nothing_is_refused():
    assert decide(criteria=None).verdict == OPEN


@pytest.mark.parametrize(
    ("route", "facts"),
    [
        ("opportunity_area", replace(SCHOOL, location=at(replace(DERBY, category="")))),
        ("category", replace(SCHOOL, location=at(ASHFIELD))),
        ("trust", replace(SCHOOL, footprints=(footprint(Kind.TRUST, ASHFIELD),))),
        ("diocese", replace(SCHOOL, footprints=(footprint(Kind.DIOCESE, ASHFIELD),))),
    ],
)
def test_a_rule_without_a_route_does_not_take_it(route, facts):
    assert decide(facts).verdict == YES
    narrower = replace(RULE, routes=tuple(one for one in RULE.routes if one != route))
    assert decide(facts, criteria=narrower).verdict == NO


def test_the_sentence_names_the_school_of_the_trust_and_its_district():
    decision = decide(replace(SCHOOL, footprints=(footprint(Kind.TRUST, ASHFIELD),)))
    assert decision.sentence == (
        "Brackenmoor Academy is part of Maun Valley. The trust also has Kirkmeadow Primary in Ashfield, a category 5 "
        "area. That makes every school of the trust eligible."
    )
