"""The office's facilitators."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.facilitators.models import Accreditation
from tests.scenes import kept
from tests.world import TODAY, a_facilitator, a_partner, a_partner_lead, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def names_on(answer) -> list[str]:
    cells = re.findall(r'<tr class="govuk-table__row">\s*<th scope="row".*?</th>', answer.content.decode())
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells]


@pytest.fixture
@kept
def three():
    a_facilitator("Dev Anand", "NPQSL", "NPQH")
    sara = a_facilitator("Sara O’Linden", "NPQML")
    sara.employer = "Bonsall School"
    sara.save()
    gone = a_facilitator("Ben Crowther", "NPQSL")
    gone.left_on = TODAY
    gone.save()
    Accreditation.objects.filter(facilitator=gone).update(to_on=TODAY)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Ben Crowther", "Dev Anand", "Sara O’Linden"]),
        ({"state": "active"}, ["Dev Anand", "Sara O’Linden"]),
        ({"state": "left"}, ["Ben Crowther"]),
        ({"qualification": "npqsl"}, ["Dev Anand"]),
        ({"q": "bonsall"}, ["Sara O’Linden"]),
        ({"q": "dev anand"}, ["Dev Anand"]),
        ({"q": "%"}, []),
        ({"q": "_"}, []),
        ({"sort": "-name"}, ["Sara O’Linden", "Dev Anand", "Ben Crowther"]),
    ],
)
def test_the_office_finds_facilitators(client, three, query, names):
    client.force_login(an_officer())
    assert names_on(client.get(reverse("office:facilitators:list"), query)) == names


def test_the_list_names_what_each_may_run_today(client, three):
    client.force_login(an_officer())
    listing = client.get(reverse("office:facilitators:list")).context["listing"]
    columns = {column.header: column for column in listing.columns}
    rows = [(columns["Facilitator"].of(row), columns["Accredited for"].of(row)) for row in listing.rows]
    assert rows == [("Ben Crowther", ""), ("Dev Anand", "NPQH, NPQSL"), ("Sara O’Linden", "NPQML")]


@pytest.mark.parametrize("more", [0, 30])
def test_the_list_costs_the_same_for_three_and_for_thirty(client, three, more):
    client.force_login(an_officer())
    for number in range(more):
        a_facilitator(f"Person {number}")
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("office:facilitators:list"))
    assert len(asked) == 15


def test_a_facilitators_record_shows_every_accreditation_with_its_days(client, three):
    one = a_facilitator("Maya Field", "NPQSL")
    Accreditation.objects.create(
        facilitator=one,
        qualification=Accreditation.objects.filter(qualification__code="NPQH").first().qualification,
        from_on=TODAY + timedelta(days=1),
    )
    client.force_login(an_officer())
    page = client.get(reverse("office:facilitators:facilitator", args=[one.pk])).content.decode()
    assert [words in page for words in ("Maya Field", "May run it", "Not yet")] == [True] * 3


def test_only_the_office_lists_facilitators(client, three):
    facilitator = a_facilitator("Maya Field")
    for user in (facilitator.user, a_partner_lead(a_partner()), an_officer(role="marketing")):
        client.force_login(user)
        assert client.get(reverse("office:facilitators:list")).status_code == 404
        assert client.get(reverse("office:facilitators:facilitator", args=[facilitator.pk])).status_code == 404
