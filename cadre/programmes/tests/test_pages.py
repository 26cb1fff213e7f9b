"""The qualifications' public pages, and the office's intakes."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.programmes import actions, reference
from cadre.programmes.models import Intake, Qualification
from cadre.schools.actions import add_school
from tests.scenes import kept
from tests.world import TODAY, a_group, a_partner, a_partner_lead, a_user, an_event, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
@kept
def spring() -> Intake:
    reference.load(TODAY)
    return plan("Spring 2027", date(2026, 9, 15), date(2026, 12, 11), date(2027, 3, 1))


def plan(name: str, opens_on: date, closes_on: date, starts_on: date) -> Intake:
    return actions.open_intake(
        name=name,
        slug=name.lower().replace(" ", "-"),
        opens_on=opens_on,
        closes_on=closes_on,
        starts_on=starts_on,
        qualifications=Qualification.objects.all(),
        by=an_officer(),
        today=TODAY,
        opens_reason="As the page wants it",
    )


def text_of(answer) -> str:
    """The page's words, without tags and repeated spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("&#x27;", "'").split())


def get(client, slug: str = "npqsl", **query):
    return client.get(reverse("public:programmes:qualification", args=[slug]), query)


def test_the_page_says_who_it_is_for_when_and_for_how_much(client, spring):
    said = text_of(get(client))
    for words in (
        "Lead across the whole school",
        "Apply for Spring 2027",
        "Registration closes Friday 11 December 2026 , in 17 days",
        "Three days face to face 09:00 to 16:00, coffee from 08:30",
        "Three online courses about 20 hours each, tutor-led",
        "One assessed project 5,000 words, with evidence",
        "12, 15 or 18 months",
        "26 Apr to 7 May",
        "Open, 17 days left",
        "£1,250.00",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("npqh", "A coach of your own hours not confirmed"),
        ("npqh", "Two assessed projects 4,000 and 2,500 words, with evidence"),
        ("npqh", "A placement nine working days in a contrasting school"),
        ("npqel", "with evidence; word limits not confirmed"),
        ("npqel", "Residential 2 (Training Events 5 and 6)"),
        ("npqml", "£950"),
    ],
)
def test_what_nobody_has_confirmed_is_said_to_be_so(client, spring, slug, words):
    assert words in text_of(get(client, slug))


def test_only_what_is_open_can_be_applied_for(client, spring):
    plan("Autumn 2027", date(2026, 12, 12), date(2027, 7, 9), date(2027, 9, 13))
    said = text_of(get(client))
    assert "Autumn 2027 Opens Saturday 12 December 2026 13 to 24 September 2027 Not open yet" in said
    Intake.objects.filter(name="Spring 2027").update(closes_on=date(2026, 11, 23))
    answer = get(client)
    assert "Registration for Autumn 2027 opens Saturday 12 December 2026" in text_of(answer)
    assert reverse("public:applications:start", args=["npqsl"]) not in answer.content.decode()


def test_without_any_intake_the_page_still_stands(client):
    reference.load(TODAY)
    assert "No intake is planned yet" in text_of(get(client))


def test_partners_are_listed_with_the_days_they_picked(client, spring):
    offering = spring.offerings.get(qualification__code="NPQSL")
    picked, other = a_partner(), a_partner("Trent Reach Alliance", town="Nottingham")
    group = a_group(partner=picked, offering=offering)
    an_event(group, 1, on=date(2027, 3, 9))
    left = a_partner("Gone Alliance", left_on=TODAY)
    said = text_of(get(client))
    assert (
        "Peakside Schools Partnership Darley House, Matlock 9 March, other days to follow Apply with Peakside" in said
    )
    assert f"{other.name} Darley House, Nottingham dates to follow Apply with Trent" in said
    assert left.name not in said


def test_a_partner_that_names_its_qualifications_is_listed_under_these_only(client, spring):
    a_partner().qualifications.add(Qualification.objects.get(code="NPQH"))
    assert "Apply with Peakside" in text_of(get(client, "npqh"))
    assert "Apply with Peakside" not in text_of(get(client, "npqsl"))


@pytest.mark.parametrize(
    ("near", "place"), [("de4", "DE4"), ("DE4 3AA", "DE4 3AA"), ("de43zz", "DE4"), ("matlock", "Matlock")]
)
def test_partners_stand_nearest_first(client, spring, near, place):
    add_school(
        urn="900001",
        name="Bonsall School",
        type_code="01",
        district=None,
        town="Matlock",
        postcode="DE4 3AA",
        easting=430000,
        northing=360000,
    )
    a_partner("Alpha Alliance", easting=457_000, northing=341_000)
    a_partner("Zeta Alliance", easting=430_000, northing=361_000)
    said = text_of(get(client, near=near))
    assert f"Distances are from {place} ." in said
    assert said.index("Zeta Alliance") < said.index("Alpha Alliance")
    assert "33 km" in said


@pytest.mark.parametrize("near", ["%", "_", "nowhere", "'", "x" * 5000, "  "])
def test_a_place_nobody_knows_changes_nothing(client, spring, near):
    a_partner()
    answer = get(client, near=near)
    assert (answer.status_code, "Apply with Peakside" in text_of(answer)) == (200, True)


@pytest.mark.parametrize("partners", [0, 1, 12])
def test_the_page_costs_three_queries_however_many_partners(client, spring, partners):
    for number in range(partners):
        partner = a_partner(f"Partner {number}")
        an_event(a_group(partner=partner, offering=spring.offerings.get(qualification__code="NPQSL")), 1)
    with CaptureQueriesContext(connection) as asked:
        get(client)
    assert len(asked) == 3


def test_an_unknown_qualification_is_not_found(client, spring):
    assert get(client, "npqxx").status_code == 404


def test_the_four_can_be_compared(client, spring):
    said = text_of(client.get(reverse("public:programmes:compare")))
    assert "Course fee £950 £1,250 £2,250 £4,950" in said
    assert "Days face to face 3 3 5 6" in said
    assert said.count("Apply for Spring 2027") == 4


def test_the_office_sees_every_window_of_an_intake(client, spring):
    client.force_login(an_officer())
    assert "Spring 2027" in text_of(client.get(reverse("office:programmes:list")))
    said = text_of(client.get(reverse("office:programmes:intake", args=["spring-2027"])))
    assert "Executive coaching" in said
    assert "Ruth Adeyemi planned Spring 2027" in said


def test_the_office_plans_an_intake(client, spring):
    client.force_login(an_officer())
    typed = {
        "name": "Autumn 2027",
        "closes_on_day": "9", "closes_on_month": "7", "closes_on_year": "2027",
        "starts_on_day": "13", "starts_on_month": "9", "starts_on_year": "2027",
        "qualifications": [one.slug for one in Qualification.objects.all()],
    }  # fmt: skip
    answer = client.post(reverse("office:programmes:new"), typed, follow=True)
    assert "Autumn 2027 is planned." in text_of(answer)
    made = Intake.objects.get(slug="autumn-2027")
    assert (made.opens_on, made.offerings.count()) == (date(2026, 12, 12), 4)
    again = client.post(reverse("office:programmes:new"), typed)
    assert (again.status_code, "There is an intake called Autumn 2027 already." in text_of(again)) == (422, True)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "Enter the name."),
        ({"name": "!!!"}, "Use some letters or figures"),
        ({"starts_on_day": "31", "starts_on_month": "9"}, "September"),
        ({"starts_on_day": "1", "starts_on_month": "7"}, "Start after that."),
        ({"qualifications": ["9" * 20]}, "no longer offered"),
    ],
)
def test_a_wrong_intake_keeps_what_was_typed(client, spring, wrong, says):
    client.force_login(an_officer())
    typed = {
        "name": "Autumn 2027",
        "closes_on_day": "9", "closes_on_month": "7", "closes_on_year": "2027",
        "starts_on_day": "13", "starts_on_month": "9", "starts_on_year": "2027",
        "qualifications": [Qualification.objects.first().slug],
    }  # fmt: skip
    answer = client.post(reverse("office:programmes:new"), typed | wrong)
    assert (answer.status_code, says in text_of(answer)) == (422, True)
    assert 'value="2027"' in answer.content.decode()
    assert not Intake.objects.filter(slug="autumn-2027").exists()


def test_only_operations_plan_intakes(client, spring):
    for user in (an_officer(role="finance"), a_partner_lead(a_partner()), a_user()):
        client.force_login(user)
        assert client.post(reverse("office:programmes:new"), {}).status_code == 404


def test_the_list_of_intakes_costs_the_same_for_one_and_for_many(client, spring):
    client.force_login(an_officer())
    counted = []
    for more in (0, 9):
        for number in range(more):
            plan(f"Intake {number}", date(2028, 1, 1), date(2028, 2, 1), date(2028, 3, 1 + number))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("office:programmes:list"))
        counted.append(len(asked))
    assert counted[0] == counted[1]
