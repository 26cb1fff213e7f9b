"""Whose a group was, and who goes on with it, is said to everybody who would be puzzled by the other name."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.evaluation import reference as evaluation
from cadre.evaluation.actions import invite_attendees
from cadre.finance.models import ContractSchedule, Invoice
from cadre.finance.tests.test_pages import a_group
from cadre.groups.models import Group
from cadre.journal.worker import drain
from cadre.partners import actions
from cadre.partners.states import ContactPurpose
from cadre.people.models import StaffRole
from tests import world
from tests.scenes import kept
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
NOW_DALES = "now Dales Trust, since 24 November 2026"
WAS_PEAK = "formerly Peak Alliance, until 24 November 2026"


@pytest.fixture
@kept
def held() -> Group:
    """A group of Peak Alliance that was invoiced and evaluated, before Peak goes into Dales Trust."""
    world.the_rates(), evaluation.load(TODAY)
    gone, heir = world.a_partner("Peak Alliance"), world.a_partner("Dales Trust")
    world.a_partner_lead(heir, "Dales Lead"), world.a_partner_lead(heir, "Dales Money", ContactPurpose.FINANCE)
    group = a_group(12, partner=gone)
    invite_attendees(group.events.first().register, now=NOW)
    return group


def merge(group: Group) -> None:
    heir = type(group.partner).objects.get(name="Dales Trust")
    facts = {"on_day": TODAY, "reason": "One now", "by": world.an_officer(), "today": TODAY, "now": NOW}
    actions.plan_change(group.partner, into=heir, **facts)
    drain(limit=1_000)


def readers(group: Group) -> dict[tuple[str, str], tuple[Client, str]]:
    """{(audience, page): (signed in as, address)} of every page that names the group's partner."""
    event, person = group.events.first(), group.enrolments.select_related("person").first()
    schedule, partner, intake = ContractSchedule.objects.first(), group.partner, group.offering.intake
    who = {
        "candidate": person.person,
        "facilitator": group.assignments.select_related("facilitator__user").first().facilitator.user,
        "finance": world.an_officer("Martin Hale", "finance"),
        "operations": world.an_officer(),
        "lead": type(person.person).objects.get(name="Dales Lead"),
        "money": type(person.person).objects.get(name="Dales Money"),
    }
    clients = {name: Client() for name in who}
    for name, client in clients.items():
        client.force_login(who[name])
    pages = {
        ("candidate", "candidate:portals:home"): [],
        ("candidate", "candidate:groups:place"): [person.ref],
        ("facilitator", "facilitator:portals:home"): [],
        ("facilitator", "facilitator:scheduling:group"): [group.ref],
        ("facilitator", "facilitator:delivery:register"): [event.ref],
        ("facilitator", "facilitator:staffing:briefings"): [],
        ("facilitator", "facilitator:finance:pay"): [],
        ("facilitator", "facilitator:evaluation:reports"): [],
        ("facilitator", "facilitator:evaluation:report"): [event.ref],
        ("finance", "office:finance:invoices"): [],
        ("finance", "office:finance:invoice"): [Invoice.objects.get().number],
        ("finance", "office:finance:fees"): [],
        ("finance", "office:finance:fee"): [event.ref],
        ("finance", "office:finance:statements"): [],
        ("finance", "office:finance:statement"): [partner.slug, intake.slug],
        ("finance", "office:finance:payments"): [],
        ("finance", "office:finance:schedules"): [],
        ("finance", "office:finance:schedule_page"): [schedule.number, schedule.version],
        ("operations", "office:evaluation:reports"): [],
        ("operations", "office:evaluation:report"): [event.ref],
        ("operations", "office:delivery:register"): [event.ref],
        ("lead", "partner:evaluation:reports"): [],
        ("lead", "partner:evaluation:report"): [event.ref],
        ("money", "partner:finance:statements"): [],
    }
    return {at: (clients[at[0]], reverse(at[1], args=said)) for at, said in pages.items()}


def test_every_audience_reads_who_goes_on_with_a_group_that_kept_its_name(held):
    merge(held)
    said = {at: client.get(address).content.decode().lower() for at, (client, address) in readers(held).items()}
    assert [at for at, page in said.items() if NOW_DALES.lower() not in page] == []


def test_without_a_merger_nobody_reads_of_one(held):
    found = {at: page for at, page in readers(held).items() if at[0] not in ("lead", "money")}
    said = {at: client.get(address).content.decode().lower() for at, (client, address) in found.items()}
    assert [at for at, page in said.items() if "now dales" in page or "formerly" in page] == []


def all_of_the_office() -> Client:
    client, officer = Client(), world.an_officer()
    StaffRole.objects.create(user=officer, role="finance", from_on=TODAY)
    client.force_login(officer)
    return client


FILES = {
    "office:scheduling:events": NOW_DALES,
    "office:evaluation:reports": NOW_DALES,
    "office:finance:invoices": NOW_DALES,
    "office:finance:fees": NOW_DALES,
    "office:partners:list": NOW_DALES,
}


def test_files_of_the_lists_say_the_same_as_their_pages(held):
    forming = world.a_group(3, partner=held.partner, offering=held.offering)
    merge(held)
    client = all_of_the_office()
    board = reverse("office:groups:board", args=[held.offering.intake.slug, held.offering.qualification.slug])
    wanted = {reverse(name): words for name, words in FILES.items()} | {board: WAS_PEAK}
    for address, words in wanted.items():
        answer = client.get(address, {"format": "csv"})
        rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
        heads = {"Partner’s history", "History"} & set(rows[0])
        assert words in {row[heads.copy().pop()] for row in rows}, address
    assert forming.ref in b"".join(client.get(board, {"format": "csv"}).streaming_content).decode()


@pytest.mark.parametrize("name", FILES)
def test_a_file_costs_the_same_for_any_number(held, name):
    merge(held)
    client = all_of_the_office()

    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            b"".join(client.get(reverse(name), {"format": "csv"}).streaming_content)
        return sum("demo_sitedate" not in query["sql"] for query in found.captured_queries)

    cost()
    once = cost()
    for number in range(2):
        more = a_group(12, partner=held.partner, names=(f"Person {number}",))
        invite_attendees(more.events.first().register, now=NOW)
    assert cost() == once
