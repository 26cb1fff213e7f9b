"""School search for everybody, and the office's schools."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.schools import reference
from cadre.schools.actions import add_school
from cadre.schools.models import District, Trust
from tests.scenes import kept
from tests.world import TODAY, a_user, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture(autouse=True)
@kept
def some_schools():
    reference.load(TODAY)
    derby, rutland = District.objects.get(name="Derby"), District.objects.get(name="Rutland")
    trust = Trust.objects.create(uid="9001", name="Three Vales Trust")
    add_school(
        urn="900001",
        name="St Werburgh’s Primary School",
        type_code="02",
        district=derby,
        town="Derby",
        postcode="DE1 3GP",
        trust=trust,
    )
    add_school(
        urn="900002",
        name="Oakham Vale School",
        type_code="34",
        district=rutland,
        town="Oakham",
        postcode="LE15 6AA",
        trust=trust,
    )
    add_school(
        urn="900003", name="Rutland Water School", type_code="01", district=rutland, town="Oakham", postcode="LE15 8AA"
    )
    add_school(
        urn="900004", name="Hill House College", type_code="11", district=derby, town="Derby", postcode="DE1 3GQ"
    )
    new = add_school(
        urn="900005", name="Sherwin Hall Academy", type_code="34", district=derby, town="Derby", postcode="DE3 1AA"
    )
    add_school(
        urn="900006",
        name="Sherwin Hall School",
        type_code="01",
        district=derby,
        town="Derby",
        postcode="DE3 1AA",
        status="2",
        successor=new,
    )


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def search(client, **query):
    return client.get(reverse("public:schools:search"), query)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("st werburgh's", "St Werburgh’s Primary School"),
        ("DE13GP", "St Werburgh’s Primary School"),
        ("900003", "Rutland Water School"),
    ],
)
def test_a_school_is_found_without_javascript(client, typed, found):
    assert found in text_of(search(client, q=typed))


@pytest.mark.parametrize("typed", ["%", "_", "\\", "'", '"', "nowhere", "x" * 5000, "[a-z]*", "\u202e"])
def test_nothing_found_says_what_to_do(client, typed):
    answer = search(client, q=typed)
    assert (answer.status_code, "No school found" in text_of(answer)) == (200, True)


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_typed_shows_only_the_question(client, typed):
    said = text_of(search(client, q=typed))
    assert ("Would my school get a scholarship?" in said, "No school found" in said) == (True, False)


def test_typing_fetches_the_results_alone(client):
    answer = client.get(reverse("public:schools:search"), {"q": "oakham"}, headers={"HX-Request": "true"})
    assert ("Oakham Vale School" in text_of(answer), "<html" in answer.content.decode()) == (True, False)


@pytest.mark.parametrize(
    ("urn", "says"),
    [
        ("900001", "A full scholarship is likely St Werburgh’s Primary School lies in the Derby opportunity area."),
        (
            "900002",
            "Three Vales Trust also runs St Werburgh’s Primary School, in the Derby opportunity area.",
        ),
        ("900003", "Not confirmed yet We have no confirmed category for Rutland."),
        ("900004", "No scholarship Scholarships are for publicly funded schools"),
    ],
)
def test_a_picked_school_hears_what_the_register_means_for_it(client, urn, says):
    said = text_of(search(client, school=urn, **{"for": "npqsl"}))
    assert says in said
    assert "This is an outlook, not a decision" in said


def test_a_closed_school_offers_the_one_that_followed(client):
    assert "Sherwin Hall School is closed. Sherwin Hall Academy followed it." in text_of(
        search(client, school="900006")
    )
    assert "Closed URN 900006 · followed by Sherwin Hall Academy" in text_of(search(client, q="sherwin hall"))


@pytest.mark.parametrize(
    "query",
    [
        {"school": "999999"},
        {"school": "' or 1=1"},
        {"school": "%"},
        {"for": "../../x", "q": "oakham"},
        {"for": '"><i>', "q": "oakham"},
    ],
)
def test_hostile_addresses_do_no_harm(client, query):
    answer = search(client, **query)
    assert answer.status_code == 200
    assert '"><i>' not in answer.content.decode()


def test_more_schools_than_are_shown_say_so(client):
    for number in range(25):
        add_school(urn=f"9001{number:02}", name=f"Bracken {number:02}", type_code="01", district=None)
    said = text_of(search(client, q="bracken"))
    assert "The first 20 schools. Add the town or the postcode to find yours." in said
    assert ("Bracken 19" in said, "Bracken 20" in said) == (True, False)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "oakham"}, ["Oakham Vale School", "Rutland Water School"]),
        ({"q": "%"}, []),
        ({"state": "closed"}, ["Sherwin Hall School"]),
        ({"q": "sherwin", "state": "open"}, ["Sherwin Hall Academy"]),
    ],
)
def test_the_office_finds_schools(client, query, names):
    client.force_login(an_officer())
    page = client.get(reverse("office:schools:list"), query).content.decode()
    cells = re.findall(r'<tr class="govuk-table__row">\s*<th scope="row".*?</th>', page)
    assert [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells] == names


@pytest.mark.parametrize("more", [0, 40])
def test_the_list_costs_the_same_for_six_and_for_forty(client, more):
    client.force_login(an_officer())
    for number in range(more):
        add_school(
            urn=f"9001{number:02}", name=f"Bracken {number:02}", type_code="01", district=District.objects.first()
        )
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("office:schools:list"))
    assert len(asked) == 6


def test_a_schools_record_names_the_source_of_every_fact(client):
    client.force_login(an_officer())
    said = text_of(client.get(reverse("office:schools:school", args=["900002"])))
    assert "St Werburgh’s Primary School ( 900001 ) lies in the Derby opportunity area the school register" in said
    assert "The list is not complete" in said


def test_the_record_is_the_offices(client):
    assert client.get(reverse("office:schools:school", args=["900002"])).status_code == 302
    client.force_login(a_user())
    assert client.get(reverse("office:schools:school", args=["900002"])).status_code == 404
    client.force_login(an_officer())
    assert client.get(reverse("office:schools:school", args=["999999"])).status_code == 404
