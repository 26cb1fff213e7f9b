"""The cockpit: what it shows, to whom, and what it costs."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.applications.models import Application
from cadre.applications.states import State
from cadre.groups.models import Group
from tests import world
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now", "policy")]


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(**query) -> str:
    offering = world.an_offering()
    return reverse("office:recruitment:cockpit", args=[offering.intake.slug, offering.qualification.slug])


@pytest.fixture
@kept
def officer():
    return client_of(world.an_officer())


def a_network() -> list[Group]:
    """One group that runs, one that is short with people near it, one that nothing helps."""
    world.the_rates()
    near = {"easting": 430_000, "northing": 360_000}
    runs = world.a_group(13, partner=world.a_partner("Trent Reach", **near))
    short = world.a_group(10, partner=world.a_partner("Peakside", **near))
    alone = world.a_group(
        2, partner=world.a_partner("Exe Valley", region="South West", easting=290_000, northing=90_000)
    )
    school = world.a_school(easting=431_000, northing=361_000, region="East Midlands")
    for _ in range(2):
        world.an_application(school=school, travel_km=40)
    world.an_application(state=State.DRAFT, preferred_partner=short.partner, submitted_at=None)
    return [runs, short, alone]


def test_a_group_at_a_distance_is_the_providers_own_and_no_row_of_a_partner(officer):
    a_network()
    distance = world.a_distance_group(3)
    page = officer.get(address())
    assert page.status_code == 200
    assert distance.ref not in page.content.decode()
    assert distance.ref not in officer.get(address() + "?format=csv").getvalue().decode()


def earlier(people: int = 14) -> None:
    """The same season a year before, in which a partner's people came evenly to the deadline."""
    now = world.an_intake()
    last = world.an_intake("Spring 2026")
    last.opens_on, last.closes_on, last.starts_on = (
        day - timedelta(days=364) for day in (now.opens_on, now.closes_on, now.starts_on)
    )
    last.save()
    group = world.a_group(people, offering=world.an_offering(intake=last))
    for number, row in enumerate(Application.objects.filter(enrolment__group=group)):
        row.submitted_at = world.NOW - timedelta(days=364 + 40 - 4 * number)
        row.save()


def test_the_page_says_what_runs_what_is_likely_and_what_helps(officer):
    runs, short, alone = a_network()
    page = officer.get(address()).content.decode()
    assert "Will every group run?" in page
    assert "1 run" in page or "1 runs" in page
    for words in ("2 short", "10 short", "Place 2 unplaced applicants with Peakside, and it runs"):
        assert words in page, words
    assert "Ask Exe what to offer its 2" in page
    assert "<svg" in page
    assert page.count("<title>") == 1 + 9 + 3  # the page's, a region's each, a partner's each
    assert all(group.ref in page for group in (runs, short, alone))


def test_with_an_earlier_intake_something_is_expected_and_compared(officer):
    a_network()
    assert "There is no earlier intake to learn from" in officer.get(address()).content.decode()
    earlier()
    page = officer.get(address()).content.decode()
    assert "8 in 10 times the end lies between" in page
    assert "On this day spring 2026 had <b>11</b>, then 14 at the end." in " ".join(page.split())


def test_after_the_deadline_a_short_group_is_at_risk_and_still_there(officer):
    a_network()
    intake = world.an_intake()
    intake.closes_on = world.TODAY - timedelta(days=1)
    intake.save()
    page = officer.get(address()).content.decode()
    assert "At risk, 2 short" in page
    assert Group.objects.filter(state="forming").count() == 3


@pytest.mark.parametrize(("role", "sees"), [("ops", True), ("finance", True), ("marketing", False), ("quality", False)])
def test_money_is_for_operations_and_finance(role, sees):
    a_network()
    page = client_of(world.an_officer(role=role)).get(address())
    assert page.status_code == 200
    assert ("Margin of running groups" in page.content.decode()) is sees
    assert ("less hosting of" in page.content.decode()) is sees


def lines(client: Client, **query) -> list[dict[str, str]]:
    answer = client.get(address(), {"format": "csv", **query})
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_the_file_holds_what_the_page_shows(officer):
    a_network()
    found = {row["Partner"]: row for row in lines(officer)}
    assert [found["Peakside"][name] for name in ("In the group", "Minimum", "Unfinished", "State")] == [
        *("10", "12", "1", "2 short")
    ]
    assert found["Trent Reach"]["Margin"] == f"{13 * 1250 - 13 * 25 * 3 - 500 * 3:.2f}"
    assert "Margin" not in lines(client_of(world.an_officer(role="marketing")))[0]
    assert client_of(world.an_officer(role="finance")).get(address(), {"format": "csv"}).status_code == 200


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "peak"}, {"Peakside"}),
        ({"region": "South West"}, {"Exe Valley"}),
        ({"state": "runs"}, {"Trent Reach"}),
        ({"state": "short"}, {"Peakside", "Exe Valley"}),
        ({"state": "nonsense", "q": "%"}, set()),
    ],
)
def test_filters_narrow_the_page_and_the_file(officer, query, names):
    a_network()
    assert {row["Partner"] for row in lines(officer, **query)} == names
    assert officer.get(address(), query).status_code == 200


def test_a_page_of_nothing_says_so(officer):
    assert "No intake yet" in officer.get(reverse("office:recruitment:index")).content.decode()
    world.an_offering()
    assert officer.get(reverse("office:recruitment:index")).url == address()
    assert "Nobody has applied yet" in officer.get(address()).content.decode()
    assert officer.get(address().replace("npqsl", "npqxx")).status_code == 404


def test_the_page_costs_the_same_for_few_and_for_many(officer):
    def cost(**query) -> int:
        with CaptureQueriesContext(connection) as caught:
            answer = officer.get(address(), query)
            b"".join(answer.streaming_content) if answer.streaming else answer.content
        return len(caught)

    a_network()
    earlier()
    few, few_in_the_file = cost(), cost(format="csv")
    for number in range(5):
        world.a_group(4, partner=world.a_partner(f"P{number}", easting=430_000, northing=360_000))
        world.an_application(school=world.a_school(easting=431_000, northing=361_000), travel_km=40)
    assert cost() == few
    assert cost(format="csv") == few_in_the_file
    assert few <= 40
