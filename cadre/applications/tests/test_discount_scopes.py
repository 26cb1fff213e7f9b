"""Who counts together, on which day, against real rows."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadre.applications.models import DiscountBand
from cadre.applications.pricing import quote_inputs
from cadre.applications.rules.filled import Filled
from cadre.applications.rules.pricing import priced
from cadre.applications.states import Counted, Over
from cadre.schools.models import Trust
from tests import world
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
@kept
def trust():
    """Maun Valley: Kirkmeadow and Brackenmoor, and three people who applied for them."""
    made = Trust.objects.create(uid="5001", name="Maun Valley")
    first, second = world.a_school("Kirkmeadow Primary", trust=made), world.a_school("Brackenmoor Academy", trust=made)
    intake = world.an_intake()
    for name, school, code, payer in (
        ("Amina Yusuf", first, "NPQSL", "school"),
        ("Tom Reed", second, "NPQSL", "trust"),
        ("Ife Adebayo", first, "NPQML", "trust"),
    ):
        offering = world.an_offering(code, intake)
        world.an_application(name, offering=offering, school=school, payer=payer, funding=payer)
    alone = world.an_application("Sam Hill", offering=world.an_offering("NPQSL", intake), school=first, payer="self")
    world.an_application("Eve Long", offering=alone.offering, school=first, payer="school", state="withdrawn")
    world.an_application("Lee Park", offering=world.an_offering("NPQSL", world.an_intake("Autumn 2027")), school=first)
    return first, second


def band(counted, over, people=2, percent=50, **days):
    return DiscountBand.objects.create(
        counted=counted, over=over, people=people, percent=percent, source="test", **({"from_on": world.SINCE} | days)
    )


def inputs_for(school, payer="school", on=world.TODAY):
    filled = Filled(school_id=school.pk, funding=payer, payer=payer, before="no")
    return quote_inputs(filled, world.an_offering("NPQSL"), on=on)[0]


@pytest.mark.parametrize(
    ("counted", "over", "payer", "number", "name"),
    [
        (Counted.PAYER, Over.QUALIFICATION, "school", 2, "Kirkmeadow Primary"),
        (Counted.PAYER, Over.QUALIFICATION, "trust", 2, "Maun Valley"),
        (Counted.SCHOOL, Over.ALL, "school", 3, "Kirkmeadow Primary"),
        (Counted.SCHOOL, Over.QUALIFICATION, "trust", 2, "Kirkmeadow Primary"),
        (Counted.TRUST, Over.ALL, "school", 4, "Maun Valley"),
        (Counted.TRUST, Over.QUALIFICATION, "school", 3, "Maun Valley"),
    ],
)
def test_people_are_counted_in_the_scope_of_the_band(trust, counted, over, payer, number, name):
    band(counted, over)
    found = inputs_for(trust[0], payer)
    assert [asdict(place) for place in found.places] == [
        {"counted": counted, "over": over, "name": name, "number": number}
    ]


def test_the_payers_own_people_need_no_scope_and_no_query_more(trust):
    band(Counted.PAYER, Over.ALL)
    offering, filled = world.an_offering("NPQSL"), Filled(school_id=trust[0].pk, funding="school", payer="school")
    found, _ = quote_inputs(filled, offering, on=world.TODAY)
    own = queries(lambda: quote_inputs(filled, offering, on=world.TODAY))
    assert (found.place, found.places) == (2, ())
    band(Counted.SCHOOL, Over.ALL)
    assert queries(lambda: quote_inputs(filled, offering, on=world.TODAY)) == own + 2


def queries(act):
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def test_the_reason_names_whose_people_and_what_they_are_counted_over(trust):
    band(Counted.TRUST, Over.QUALIFICATION, people=3)
    assert priced(inputs_for(trust[0])).sentence == (
        "You are the third person Maun Valley is putting forward for NPQSL in spring 2027, so the fee for your place "
        "is 50% lower."
    )


def test_the_central_team_of_a_trust_counts_with_its_schools(trust):
    team = trust[0].placements.get().trust
    world.an_application("Peter Hall", offering=world.an_offering("NPQSL"), school=None, trust=team, payer="trust")
    band(Counted.TRUST, Over.ALL)
    assert [place.number for place in inputs_for(trust[0]).places] == [5]


def test_whoever_pays_alone_gets_no_discount_by_any_count(trust):
    band(Counted.TRUST, Over.ALL)
    assert (inputs_for(trust[0], "self").places, priced(inputs_for(trust[0], "self")).discount_pence) == ((), 0)


def test_a_school_without_a_trust_counts_by_itself(trust):
    band(Counted.TRUST, Over.ALL)
    alone = world.a_school("Sherwin Hall School")
    assert [(place.name, place.number) for place in inputs_for(alone).places] == [("Sherwin Hall School", 1)]


@pytest.mark.parametrize(("days", "percent"), [(-1, 0), (0, 50), (1, 50), (9, 50), (10, 0), (11, 0)])
def test_a_band_holds_from_its_first_day_to_the_day_before_its_last(trust, days, percent):
    first = world.TODAY
    band(Counted.PAYER, Over.ALL, from_on=first, to_on=first + timedelta(days=10))
    assert priced(inputs_for(trust[0], on=first + timedelta(days=days))).percent == percent
