"""The public directory, a partner's public page, and the office's list."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.programmes.models import Qualification
from tests.scenes import kept
from tests.world import TODAY, a_partner, a_partner_lead, a_user, an_offering, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def names_on(answer) -> list[str]:
    """The first cells of the page's table."""
    cells = re.findall(r'<tr class="govuk-table__row">\s*<th scope="row".*?</th>', answer.content.decode())
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells]


@pytest.fixture
@kept
def three():
    a_partner("Peakside Partnership", easting=430_000, northing=360_000)
    a_partner("Exe Valley Trust", region="South West", town="Exeter", kind="trust", easting=292_000, northing=92_000)
    a_partner("Gone Alliance", left_on=TODAY)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Peakside Partnership", "Exe Valley Trust"]),
        ({"region": "South West"}, ["Exe Valley Trust"]),
        ({"region": "Atlantis"}, ["Peakside Partnership", "Exe Valley Trust"]),
        ({"near": "exeter"}, ["Exe Valley Trust", "Peakside Partnership"]),
        ({"near": "  MATLOCK "}, ["Peakside Partnership", "Exe Valley Trust"]),
        ({"near": "%"}, ["Peakside Partnership", "Exe Valley Trust"]),
        ({"near": "x" * 5000}, ["Peakside Partnership", "Exe Valley Trust"]),
        ({"qualification": "npqh"}, ["Exe Valley Trust"]),
        ({"qualification": "npqxx"}, ["Peakside Partnership", "Exe Valley Trust"]),
        ({"region": "London"}, []),
    ],
)
def test_the_directory_narrows_and_orders(client, three, query, names):
    an_offering("NPQH")
    an_offering("NPQSL")
    from cadre.partners.models import Partner

    Partner.objects.get(name="Peakside Partnership").qualifications.add(Qualification.objects.get(code="NPQSL"))
    assert names_on(client.get(reverse("public:partners:directory"), query)) == names


def test_a_place_nobody_knows_is_said_to_be_so(client, three):
    page = client.get(reverse("public:partners:directory"), {"near": "<b>Nowhere"}).content.decode()
    assert "We do not know a place called &lt;b&gt;Nowhere." in page


def test_a_partners_page_leads_to_its_applications(client):
    an_offering("NPQSL")
    partner = a_partner(overview="Schools in the Peak.")
    page = client.get(reverse("public:partners:partner", args=[partner.slug])).content.decode()
    assert "Schools in the Peak." in page
    assert f"/apply/npqsl/?partner={partner.slug}" in page
    with_code = client.get(reverse("public:partners:partner", args=[partner.slug]), {"code": "PEAK-7Q4M"})
    assert "/apply/npqsl/?code=PEAK-7Q4M" in with_code.content.decode()


@pytest.mark.parametrize("code", ['"><script>', "a&partner=x", "%", "../"])
def test_what_is_no_code_is_not_handed_on(client, code):
    an_offering("NPQSL")
    partner = a_partner()
    page = client.get(reverse("public:partners:partner", args=[partner.slug]), {"code": code}).content.decode()
    assert f"/apply/npqsl/?partner={partner.slug}" in page


def test_a_partner_that_left_says_so_kindly(client, three):
    gone = a_partner("Late Alliance")
    assert client.get(reverse("public:partners:partner", args=[gone.slug])).status_code == 200
    gone.left_on = TODAY
    gone.save()
    page = client.get(reverse("public:partners:partner", args=[gone.slug]))
    assert page.status_code == 410
    assert "takes no new groups" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Exe Valley Trust", "Gone Alliance", "Peakside Partnership"]),
        ({"state": "active"}, ["Exe Valley Trust", "Peakside Partnership"]),
        ({"state": "other"}, ["Gone Alliance"]),
        ({"kind": "trust"}, ["Exe Valley Trust"]),
        ({"q": "exe val"}, ["Exe Valley Trust"]),
        ({"q": "%"}, []),
        ({"q": "_"}, []),
        ({"q": "\\"}, []),
        ({"q": '"'}, []),
        ({"q": "   "}, ["Exe Valley Trust", "Gone Alliance", "Peakside Partnership"]),
        ({"sort": "-name"}, ["Peakside Partnership", "Gone Alliance", "Exe Valley Trust"]),
        ({"sort": "password", "page": "99"}, ["Exe Valley Trust", "Gone Alliance", "Peakside Partnership"]),
    ],
)
def test_the_office_finds_partners(client, three, query, names):
    client.force_login(an_officer())
    assert names_on(client.get(reverse("office:partners:list"), query)) == names


def test_the_office_finds_a_partner_by_its_code(client, three):
    wanted = a_partner("Wanted Alliance")
    client.force_login(an_officer())
    found = client.get(reverse("office:partners:list"), {"q": wanted.codes.get().shown.lower()})
    assert names_on(found) == ["Wanted Alliance"]


def test_the_list_leaves_as_a_file_of_the_same_rows(client, three):
    client.force_login(an_officer())
    answer = client.get(reverse("office:partners:list"), {"format": "csv", "kind": "trust"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["Partner", "Exe Valley Trust"]


@pytest.mark.parametrize("many", [False, True])
def test_the_list_costs_the_same_for_three_and_for_thirty(client, three, many):
    client.force_login(an_officer())
    for number in range(27 if many else 0):
        a_partner_lead(a_partner(f"Partner {number}"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("office:partners:list"))
    assert len(asked) == 7


def test_a_partners_record_shows_people_venues_and_codes(client):
    partner = a_partner()
    a_partner_lead(partner)
    client.force_login(an_officer())
    page = client.get(reverse("office:partners:partner", args=[partner.slug])).content.decode()
    for words in ("Joanna Pike", "Darley House", partner.codes.get().shown, "Issue a code"):
        assert words in page


def test_only_the_office_sees_the_record(client):
    partner = a_partner()
    client.force_login(an_officer(role="finance"))
    assert client.get(reverse("office:partners:partner", args=[partner.slug])).status_code == 200
    for user in (a_partner_lead(partner), a_user()):
        client.force_login(user)
        assert client.get(reverse("office:partners:partner", args=[partner.slug])).status_code == 404
