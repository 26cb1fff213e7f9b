"""What was done with partners, as a list: who sees what of it, its filters, its files, and what a page leaves out."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.commitments import reference
from cadre.commitments.models import Activity
from tests import world
from tests.scenes import kept
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
OFFICE, PARTNER = reverse("office:commitments:activities"), reverse("partner:commitments:activities")


def logged(partner, words, kind="call", days=0) -> None:
    day = TODAY - timedelta(days=days)
    said = {"kind": kind, "happened_on": day, "words": words, "logged_at": NOW, "by_name": "Ruth Adeyemi"}
    Activity.objects.create(partner=partner, **said)


@pytest.fixture
@kept
def peak(db):
    for code in ("NPQML", "NPQSL"):
        world.a_qualification(code)
    reference.load(TODAY)
    partner, other = world.a_partner(), world.a_partner("Trent Schools")
    logged(partner, "About the venue", days=3)
    logged(partner, "A leaflet", "campaign", days=40)
    logged(partner, "Their head is leaving", "note")
    logged(other, "About dates", "visit")
    return partner


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words_on(client, address: str) -> list[str]:
    return [row.words for row in client.get(address).context["listing"].rows]


def test_the_office_finds_what_was_done_with_any_partner(peak):
    office = client_of(world.an_officer())
    assert words_on(office, OFFICE) == ["About dates", "Their head is leaving", "About the venue", "A leaflet"]
    for query, found in {
        f"partner={peak.slug}": ["Their head is leaving", "About the venue", "A leaflet"],
        "kind=visit": ["About dates"],
        "q=head": ["Their head is leaving"],
        f"until={TODAY - timedelta(days=3):%d/%m/%Y}": ["About the venue", "A leaflet"],
        f"since={TODAY - timedelta(days=4):%d/%m/%Y}&kind=call": ["About the venue"],
        "since=never&kind=x&partner=nobody": ["About dates", "Their head is leaving", "About the venue", "A leaflet"],
        "sort=day": ["A leaflet", "About the venue", "Their head is leaving", "About dates"],
    }.items():
        assert words_on(office, f"{OFFICE}?{query}") == found, query
    file = office.get(f"{OFFICE}?format=csv&kind=campaign").getvalue().decode()
    assert ("A leaflet" in file, "About dates" in file) == (True, False)
    assert office.get(f"{OFFICE}?format=xlsx").status_code == 200


def test_a_lead_sees_their_own_and_no_note_and_takes_no_file(peak):
    lead = client_of(world.a_partner_lead(peak))
    assert words_on(lead, PARTNER) == ["About the venue", "A leaflet"]
    assert words_on(lead, f"{PARTNER}?kind=note") == ["About the venue", "A leaflet"]
    assert words_on(lead, f"{PARTNER}?q=leaflet") == ["A leaflet"]
    assert lead.get(f"{PARTNER}?format=csv").headers["Content-Type"].startswith("text/html")
    assert "CSV" not in lead.get(PARTNER).content.decode()
    assert lead.get(OFFICE).status_code == 404


def test_a_page_that_shows_the_latest_says_of_how_many_and_leads_to_all(peak):
    for number in range(9):
        logged(peak, f"Call {number}", days=number + 50)
    office, lead = client_of(world.an_officer()), client_of(world.a_partner_lead(peak))
    page = office.get(reverse("office:commitments:partner", args=[peak.slug])).content.decode()
    assert ("The latest 10 of 12." in page, f"{OFFICE}?partner={peak.slug}" in page) == (True, True)
    page = lead.get(reverse("partner:commitments:promises")).content.decode()
    assert ("The latest 10 of 11." in page, f'href="{PARTNER}"' in page) == (True, True)


def test_the_list_costs_the_same_for_few_and_for_many(peak):
    office = client_of(world.an_officer())

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            office.get(OFFICE)
        return len(seen)

    cost()
    few = cost()
    for number in range(30):
        logged(peak, f"Call {number}")
    assert cost() == few


def test_the_same_is_logged_with_several_partners_after_a_look_at_whom_it_concerns(peak):
    office, place = client_of(world.an_officer()), reverse("office:commitments:several")
    listed = office.get(reverse("office:commitments:promises")).content.decode()
    ticked = re.findall(r'name="partner" form="several"\s+value="([^"]+)"', listed)
    assert len(ticked) == 2
    before = Activity.objects.count()
    page = office.get(place, {"partner": [*ticked, "nobody"]})
    assert ([one.slug for one in page.context["rows"]], Activity.objects.count()) == (sorted(ticked), before)
    tomorrow = f"{TODAY + timedelta(days=1):%d/%m/%Y}"
    said = {"partner": ticked, "kind": "campaign", "happened_on": tomorrow, "words": "A leaflet to all"}
    refused = office.post(place, said)
    assert (refused.status_code, "A leaflet to all" in refused.content.decode()) == (422, True)
    assert Activity.objects.count() == before
    for _ in range(2):
        assert office.post(place, said | {"happened_on": f"{TODAY:%d/%m/%Y}"}).status_code == 302
    made = Activity.objects.filter(words="A leaflet to all")
    assert sorted(made.values_list("partner__slug", flat=True)) == sorted(ticked), "two presses are one"
    assert "Nothing is selected" in office.get(place).content.decode()
    assert "Nothing is selected" in office.post(place, said | {"partner": ["nobody"]}).content.decode()
    many = office.get(place, {"partner": [f"p{number}" for number in range(251)]}, follow=True)
    assert "At most 250 at once" in many.content.decode()
    assert client_of(world.an_officer("Hannah", "quality")).get(place).status_code == 404
    assert client_of(world.a_partner_lead(peak)).post(place, said).status_code == 404
