"""Prices worked out in this process: quotes a second, from facts at hand, and from the rows of a school."""

import time
from collections.abc import Sequence
from datetime import date

from cadre.applications.pricing import quote_inputs
from cadre.applications.rules.discount import Band, Place
from cadre.applications.rules.filled import Filled
from cadre.applications.rules.pricing import Inputs, priced
from cadre.applications.rules.scholarship import Criteria
from cadre.applications.states import Outcome
from cadre.programmes.models import Intake
from cadre.schools.facts import Area, CategoryListFacts, Footprint, Location, Match, ScholarshipFacts
from cadre.schools.models import School
from cadre.schools.states import Kind, Standing

BANDS = (Band(2, 10), Band(4, 15), Band(8, 20), Band(12, 25, 0, "trust", "qualification"))
RULE = Criteria("The rule", ("opportunity_area", "category", "trust", "diocese"), ("5", "6", "5or6"), ("10", "11"))
AREAS = (
    Area("E07000170", "Ashfield", Standing.PRIORITY, category="5"),
    Area("E06000017", "Rutland", Standing.OTHER, category="2"),
    Area("E07000173", "Gedling", Standing.NOT_CONFIRMED),
)
FUNDINGS = ("scholarship", "school", "trust", "self")


def inputs() -> list[Inputs]:
    """Every combination of how it is paid, where the school is, and where its trust has another school."""
    return [_inputs(number, funding, own, other) for number, (funding, own, other) in enumerate(_combinations())]


def rate(seconds: float) -> float:
    """Quotes a second, each with its reasons. Raises RuntimeError when not every outcome is among them."""
    some = inputs()
    if {priced(one).outcome for one in some} != set(Outcome):
        raise RuntimeError("The quotes to be counted do not have every outcome.")
    return _rate(some, seconds)


def rate_from_rows(intake: Intake, schools: Sequence[School], seconds: float) -> float:
    """Quotes a second for one scholarship after another, each with its fee, rule, bands and facts read anew."""
    offering = intake.offerings.select_related("intake", "qualification")[0]
    started, done = time.perf_counter(), 0
    while (taken := time.perf_counter() - started) < seconds:
        school = schools[done * 13 % len(schools)]
        filled = Filled(school_id=school.pk, funding="scholarship", payer="school", before="no")
        priced(quote_inputs(filled, offering, on=intake.opens_on)[0])
        done += 1
    return done / taken


def _rate(some: Sequence[Inputs], seconds: float) -> float:
    started, done = time.perf_counter(), 0
    while (taken := time.perf_counter() - started) < seconds:
        for one in some:
            priced(one)
        done += len(some)
    return done / taken


def _combinations() -> list[tuple[str, Area, Area | None]]:
    return [(funding, own, other) for funding in FUNDINGS for own in AREAS for other in (None, *AREAS)]


def _inputs(number: int, funding: str, own: Area, other: Area | None) -> Inputs:
    payer = "school" if funding == "scholarship" else funding
    match = Match("900002", "Kirkmeadow Primary", _at(other)) if other and other.standing == Standing.PRIORITY else None
    unknown = 1 if other and other.standing == Standing.NOT_CONFIRMED else 0
    trust = Footprint(Kind.TRUST, "5001", "Maun Valley", match, schools=6, not_confirmed=unknown, source="register")
    facts = ScholarshipFacts(
        urn="900001",
        school="Brackenmoor Academy",
        on=date(2026, 11, 24),
        publicly_funded=True,
        type_code="34",
        type_source="register",
        is_open=True,
        fsm_percent=None,
        list=CategoryListFacts("Areas of March 2016", date(2016, 3, 31), False, "the department"),
        location=_at(own),
        footprints=(trust,) if other else (),
    )
    return Inputs(
        qualification="NPQSL",
        intake="Spring 2027",
        list_pence=125_000,
        funding=funding,
        payer=payer,
        payer_name="Brackenmoor Academy",
        place=1 + number % 9,
        before="no",
        workplace="Brackenmoor Academy",
        bands=BANDS if payer != "self" else (),
        facts=facts if funding == "scholarship" else None,
        criteria=RULE if funding == "scholarship" else None,
        places=(Place("trust", "qualification", "Maun Valley", 1 + number % 14),),
    )


def _at(area: Area) -> Location:
    return Location(area.standing, (area,), area.name)
