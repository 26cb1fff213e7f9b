"""Every group as a list, for whoever of the office may list groups."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.groups.states import GROUP_RESIZED
from cadre.journal import actions as journal
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
PLACE = reverse("office:groups:every")


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_groups_are_found_by_words_course_and_state_and_taken_by_whom_the_matrix_lets():
    peak = world.a_group(2, partner=world.a_partner("Peakside Schools"))
    trent = world.a_group(partner=world.a_partner("Trent Schools"), state="closed")
    office = client_of(world.an_officer())
    course = peak.offering
    for query, found in {
        "sort=partner": [peak, trent],
        "q=peak": [peak],
        f"q={trent.ref}": [trent],
        "state=closed": [trent],
        "sort=-people": [peak, trent],
        f"qualification={course.qualification.slug}&intake={course.intake.slug}&sort=partner": [peak, trent],
        "q=nothing": [],
    }.items():
        assert [row.ref for row in office.get(f"{PLACE}?{query}").context["listing"].rows] == [
            row.ref for row in found
        ], query
    assert peak.ref in office.get(f"{PLACE}?format=csv").getvalue().decode()
    finance = client_of(world.an_officer("Femi", "finance"))
    assert finance.get(f"{PLACE}?format=csv").headers["Content-Type"].startswith("text/html")
    assert client_of(world.a_partner_lead(peak.partner)).get(PLACE).status_code == 404


def test_many_groups_cost_as_much_as_few(django_assert_num_queries):
    office = client_of(world.an_officer())
    for _ in range(2):
        world.a_group(1)
    office.get(PLACE)
    with CaptureQueriesContext(connection) as few:
        office.get(PLACE)
    for _ in range(9):
        world.a_group(1)
    with django_assert_num_queries(len(few)):
        office.get(PLACE)


def test_a_group_says_how_much_happened_and_shows_all_of_it():
    group, officer = world.a_group(1), world.an_officer()
    for number in range(25):
        journal.record(GROUP_RESIZED, group, by=officer, before=20, size=20 + number)
    office, place = client_of(officer), reverse("office:groups:group", args=[group.ref])
    page = office.get(place)
    assert (len(page.context["entries"]), "The latest 20 of 25." in page.content.decode()) == (20, True)
    whole = office.get(f"{place}?earlier=all")
    assert (len(whole.context["entries"]), "The latest" in whole.content.decode()) == (25, False)
