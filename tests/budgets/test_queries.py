"""A page costs as many queries for ten rows as for a thousand, and those that everybody waits for cost few.

The rows are the bench's: people with applications, quotes, mails, journal entries, groups, events and registers.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.counts import NO_QUERIES, queries, signed_in
from bench.load import IN_A_GROUP, Loaded, apply, load, season
from bench.visits import SITE, Applicant
from cadre.applications.queries import for_lists
from cadre.lib import clock
from cadre.partners.models import Contact
from cadre.partners.states import ContactPurpose
from cadre.people.models import StaffRole, User
from cadre.people.states import StaffRoleName
from cadre.scheduling.models import Event
from tests.access.inventory import Page, pages
from tests.scenes import kept

pytestmark = pytest.mark.django_db
QUALIFICATION, MARK, LIST = 3, 6, 8
STEP_SHOWN, STEP_SENT, CHECKED, SUBMITTED = 1, 2, 9, 28
"""Of handing in, two hold rows of the payer, on PostgreSQL alone."""
FEW, MANY = 6, 1_000
SINCE = clock.today().replace(year=2016)


@pytest.fixture
@kept
def loaded() -> Loaded:
    """Few people, all with one partner, so that its lists grow as the office's do."""
    made = load(0, 40)
    made.partners = made.partners[:1]
    season(made, made.running, FEW)
    apply(made, FEW)
    return made


def everything(loaded: Loaded) -> User:
    """Somebody who holds every staff role, so that every part of an office page is drawn."""
    for role in StaffRoleName.values():
        StaffRole.objects.get_or_create(user=loaded.officer, role=role, to_on=None, defaults={"from_on": SINCE})
    return loaded.officer


def lead(loaded: Loaded) -> User:
    user = User.objects.create_user("lead@bench.example", "Joanna Pike")
    for purpose in ContactPurpose.values():
        Contact.objects.create(partner=loaded.partners[0], user=user, purpose=purpose, from_on=SINCE)
    return user


def lists_of(audience: str) -> list[Page]:
    """Every page of the audience that needs no object to be named: its lists, and its home."""
    read = [page for page in pages() if page.access and page.access[1] in "LV" and page.access[2] == audience]
    return [page for page in read if not page.has_object]


def costs(client: Client, found: list[Page]) -> dict[str, int]:
    return {page.name: queries(lambda page=page: client.get(reverse(page.name))) for page in found}


@pytest.mark.long
def test_lists_and_homes_cost_the_same_at_any_length(loaded):
    office, partner = signed_in(everything(loaded)), signed_in(lead(loaded))
    offices, partners = lists_of("office"), lists_of("partner")
    assert {"office:applications:list", "office:finance:invoices"} <= {page.name for page in offices}
    assert {"partner:groups:recruitment", "partner:applications:list"} <= {page.name for page in partners}
    before = costs(office, offices) | costs(partner, partners)
    season(loaded, loaded.running, MANY)
    apply(loaded, MANY)
    assert costs(office, offices) | costs(partner, partners) == before


def test_the_count_notices_a_query_for_each_row(loaded, monkeypatch):
    """A list whose rows are read without what they show costs more for more."""
    bare = lambda rows: for_lists(rows).select_related(None).only("ref")  # noqa: E731
    monkeypatch.setattr("cadre.applications.views.office.lists.for_lists", bare)
    office, found = signed_in(loaded.officer), [page for page in pages() if page.name == "office:applications:list"]
    before = costs(office, found)
    apply(loaded, FEW)
    assert costs(office, found) != before


def test_a_list_of_people_costs_few_queries(loaded):
    office = signed_in(loaded.officer)
    season(loaded, loaded.running, 300)
    address = reverse("office:applications:list")
    shown = office.get(f"{address}?show=250")
    assert len(shown.context["listing"].rows) == 250
    assert queries(lambda: office.get(f"{address}?show=250")) <= LIST
    few = queries(lambda: office.get(f"{address}?format=csv&qualification=npqel"))
    assert queries(lambda: office.get(f"{address}?format=csv")) == few <= LIST


def test_a_qualification_page_costs_few_queries(loaded):
    address = reverse("public:programmes:qualification", args=["npqsl"])
    assert queries(lambda: Client().get(address)) <= QUALIFICATION


def test_a_step_of_an_application_reads_its_draft_and_saves_it(loaded):
    """Once each, whatever is asked. A new address is mailed its link, and a school is looked up."""
    school, client = loaded.schools[5], Client()
    who = Applicant(1, loaded.partners[0].slug, school.name, school.urn)
    course = {"intake": who.intake, "partner": who.partner, "code": who.code}
    path = client.post(reverse("public:applications:start", args=[SITE]), course)["Location"]
    shown, sent = {}, {}
    for slug, typed in who.pages:
        assert path.endswith(f"/{slug}/")
        shown[slug] = queries(lambda path=path: client.get(path))
        sent[slug] = queries(lambda path=path, typed=typed: client.post(path, typed))
        path = client.post(path, typed)["Location"]
    assert set(shown.values()) == {STEP_SHOWN}
    assert {slug: many for slug, many in sent.items() if many != STEP_SENT} == {"school": STEP_SENT + 1}
    assert queries(lambda: client.get(path)) <= CHECKED
    price = client.get(path).context["priced"].price.payable_pence
    with CaptureQueriesContext(connection) as counted:
        assert client.post(path, {"true": "on", "seen": price})["Location"].endswith("/status/")
    assert sum(not one["sql"].startswith(NO_QUERIES) for one in counted.captured_queries) <= SUBMITTED


def register_of_today(loaded: Loaded) -> tuple[Client, Event, list[str]]:
    season(loaded, loaded.running, IN_A_GROUP)
    event = Event.objects.filter(starts_on=clock.today()).latest("pk")
    people = list(event.group.enrolments.order_by("seat").values_list("ref", flat=True))
    assert len(people) == IN_A_GROUP
    return signed_in(loaded.facilitators[0].user), event, people


def test_one_mark_costs_few_queries(loaded):
    facilitator, event, people = register_of_today(loaded)
    address = reverse("facilitator:delivery:attendance", args=[event.ref, people[0]])
    marks = iter(("attended", "late"))

    def tap():
        mark = {f"mark-{people[0]}": next(marks), f"seen-{people[0]}": "0::"}
        return facilitator.post(address, mark, headers={"HX-Request": "true"})

    assert queries(tap) <= MARK
    assert list(event.register.attendances.values_list("mark", flat=True)) == ["late"]


def test_a_register_in_one_request_costs_the_same_for_any_group(loaded):
    facilitator, event, people = register_of_today(loaded)
    address = reverse("facilitator:delivery:marks", args=[event.ref])
    marks = iter(("attended", "late", "absent", "attended"))

    def save(some: list[str]):
        mark = next(marks)
        return facilitator.post(
            address, {name: word for one in some for name, word in ((f"mark-{one}", mark), (f"seen-{one}", ""))}
        )

    assert queries(lambda: save(people[:2])) == queries(lambda: save(people))
    assert set(event.register.attendances.values_list("mark", flat=True)) == {"attended"}
