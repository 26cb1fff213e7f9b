"""Pages of groups cost the same number of queries for a few people and for a thousand."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.applications.models import Application
from cadre.groups.models import Enrolment, Group
from cadre.groups.states import JoinedBy
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]

FEW, MANY = 10, 1000
IN_A_GROUP = 20
LIST_QUERIES = 8


def people(number: int, offering, **facts) -> list[Application]:
    """Accepted people, made at once."""
    school, person = world.a_school(easting=430_000, northing=360_000), world.a_user()
    first = world.number()
    return Application.objects.bulk_create(
        Application(
            ref=f"OLP-{first}-{n}",
            name=f"Person {n:04}",
            offering=offering,
            state="accepted",
            submitted_at=world.NOW,
            school=school,
            applicant=person,
            may_offer_local=True,
            travel_km=40,
            **facts,
        )
        for n in range(number)
    )


def fill(number: int) -> Group:
    """A network of `number` placed people in groups of twenty, half as many waiting. Returns one of its groups."""
    offering = world.an_offering()
    partners = [
        world.a_partner(f"P{n}", easting=431_000, northing=361_000) for n in range(max(number // IN_A_GROUP, 1))
    ]
    groups = [world.a_group(partner=partner, offering=offering) for partner in partners]
    placed = people(number, offering, preferred_partner=partners[0])
    Enrolment.objects.bulk_create(
        Enrolment(
            ref=f"C-{one.ref}",
            group=groups[n // IN_A_GROUP],
            application=one,
            person_id=one.applicant_id,
            seat=n % IN_A_GROUP + 1,
            joined_by=JoinedBy.CODE,
        )
        for n, one in enumerate(placed)
    )
    people(number // 2, offering, preferred_partner=partners[-1])
    return groups[0]


def cost(client: Client, address: str, **query) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        answer = client.get(address, query)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200
    assert body
    return len(caught)


def addresses(group: Group) -> dict[str, str]:
    where = [group.offering.intake.slug, group.offering.qualification.slug]
    return {
        "boards": reverse("office:groups:boards"),
        "board": reverse("office:groups:board", args=where),
        "waiting": reverse("office:groups:waiting", args=where),
        "placing": reverse("office:groups:placing", args=where),
        "group": reverse("office:groups:group", args=[group.ref]),
        "move": reverse("office:groups:move", args=[group.enrolments.first().ref]),
    }


def costs(group: Group) -> dict[str, int]:
    client = Client()
    client.force_login(world.an_officer())
    found = {name: cost(client, address) for name, address in addresses(group).items()}
    pick = Application.objects.filter(enrolment=None).first().ref
    found["picked"] = cost(client, addresses(group)["group"], pick=pick)
    found["board as a file"] = cost(client, addresses(group)["board"], format="csv")
    found["waiting as a file"] = cost(client, addresses(group)["waiting"], format="csv")
    lead = Client()
    lead.force_login(world.a_partner_lead(group.partner))
    found["recruitment"] = cost(lead, reverse("partner:groups:recruitment"))
    found["partner's group"] = cost(lead, reverse("partner:groups:group", args=[group.ref]))
    return found


def test_no_page_asks_more_for_a_thousand_people_than_for_ten():
    few = costs(fill(FEW))
    Enrolment.objects.all().delete()
    Application.objects.all().delete()
    Group.objects.all().delete()
    many = costs(fill(MANY))
    assert many == few
    assert many["board"] <= 22


def test_a_partner_s_list_of_people_costs_at_most_eight():
    group = world.a_group(IN_A_GROUP)
    lead = Client()
    lead.force_login(world.a_partner_lead(group.partner))
    assert cost(lead, reverse("partner:groups:group", args=[group.ref])) <= LIST_QUERIES
