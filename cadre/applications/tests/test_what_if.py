"""The “what if” page: any school, day, qualification and party, and nothing written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadre.applications.models import Application, DiscountBand, Quote
from cadre.applications.tests.scholarships import in_category
from cadre.journal.models import Entry
from cadre.programmes.models import ListFee
from cadre.schools.models import Trust
from tests import world
from tests.scenes import kept

PAGE = "/office/applications/what-if/"


@pytest.fixture
def page(client, offering, officer):
    """The page's answer to changes of an ordinary question."""
    client.force_login(officer)

    def asked(**changed):
        typed = {
            "school": "",
            "qualification": "npqsl",
            "intake": "spring-2027",
            "day": "24/11/2026",
            "funding": "school",
            "payer": "",
            "before": "no",
            "people": "1",
        }
        return client.get(PAGE, typed | changed)

    return asked


@pytest.fixture
@kept
def found():
    return world.a_school("Brackenmoor Academy", town="Arnold", district=in_category("5"))


def test_the_page_is_quiet_until_it_is_asked(client, offering, officer):
    client.force_login(officer)
    answer = client.get(PAGE)
    assert (answer.status_code, answer.context["party"]) == (200, None)
    assert b"Nothing asked yet" in answer.content


def test_a_party_pays_by_its_places_and_adds_up(page, found):
    party = page(school=found.urn, people="5").context["party"]
    assert [(who, each) for who, each, *_ in party.steps] == [
        ("Person 1", 125_000),
        ("People 2 to 3", 112_500),
        ("People 4 to 5", 106_250),
    ]
    assert party.total_pence == 125_000 + 2 * 112_500 + 2 * 106_250 == sum(pence for _, pence in party.money)


def test_those_who_have_applied_count_when_asked_for(page, found):
    for name in ("Tom Reed", "Ife Adebayo", "Sam Hill"):
        world.an_application(name, school=found, payer="school", funding="school")
    prices = [page(school=found.urn, **more).context["party"].total_pence for more in ({}, {"after": "on"})]
    assert prices == [125_000, 106_250]


def test_the_scholarship_is_decided_asked_for_or_not_with_its_evidence(page, found):
    for funding, outcome in (("school", "list_fee"), ("scholarship", "scholarship")):
        answer = page(school=found.urn, funding=funding)
        party = answer.context["party"]
        assert (party.prices[0].outcome, party.scholarship.code) == (outcome, "category_area")
        assert "Ashfield: category 5" in answer.content.decode()


def test_the_day_decides_the_fee_and_the_bands(page, found):
    ListFee.objects.filter(qualification__code="NPQSL").update(to_on=world.TODAY)
    ListFee.objects.create(
        qualification=world.a_qualification("NPQSL"), pence=130_000, from_on=world.TODAY, source="test"
    )
    DiscountBand.objects.all().update(from_on=world.TODAY)
    totals = [
        page(school=found.urn, people="2", day=day).context["party"].total_pence for day in ("23/11/2026", "24/11/2026")
    ]
    assert totals == [250_000, 247_000]


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"school": "000000"}, "school", "No school has this URN."),
        ({"school": "zzzzzz"}, "school", "No school fits."),
        ({"day": "31/02/2027"}, "day", "February 2027 has 28 days"),
        ({"day": "01/01/1900"}, "day", "no fee for 01/01/1900"),
        ({"people": "0"}, "people", "One person at least."),
        ({"people": "201"}, "people", "At most 200"),
        ({"people": "²"}, "people", "in figures"),
        ({"qualification": "npqx"}, "qualification", "no longer offered"),
        ({"before": "perhaps"}, "before", "no longer offered"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why_at_its_field(page, changed, field, words):
    answer = page(**changed)
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors[field])


@pytest.mark.parametrize("school", ["  ", "%", "'; --", "９０００" * 30])
def test_odd_words_for_a_school_do_no_harm(page, school):
    assert page(school=school).status_code in (200, 422)


def test_several_schools_are_offered_and_the_question_is_kept(page, found):
    world.a_school("Brackenmoor Infants", town="Arnold")
    answer = page(school="brackenmoor", people="3")
    links = [href for _, href in answer.context["schools"]]
    assert len(links) == 2
    assert all("people=3" in href for href in links)


def test_nothing_is_written_and_two_hundred_people_cost_as_many_queries_as_one(page, found):
    trust = Trust.objects.create(uid="5001", name="Maun Valley")
    found.placements.update(trust=trust)
    DiscountBand.objects.create(
        counted="trust", over="qualification", people=3, percent=30, from_on=world.SINCE, source="test"
    )
    before = [model.objects.count() for model in (Application, Quote, Entry)]
    costs = []
    for people in ("1", "200"):
        with CaptureQueriesContext(connection) as asked:
            assert page(school=found.urn, people=people, funding="scholarship", payer="trust").status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 50
    assert [model.objects.count() for model in (Application, Quote, Entry)] == before


@pytest.mark.parametrize(("day", "code"), [("30/09/2017", "no_rule"), ("01/10/2017", "category_area")])
def test_the_scholarship_rule_begins_on_its_first_day(page, found, day, code):
    assert page(school=found.urn, day=day).context["party"].scholarship.code == code
