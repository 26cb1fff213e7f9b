"""Finance's pages, by the people who open them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.delivery.actions import complete_register, mark_many, register_of
from cadre.delivery.states import Mark
from cadre.finance.actions.courses import raise_course_invoices
from cadre.finance.actions.fees import accrue_event_fees
from cadre.finance.actions.papers import draw_invoice
from cadre.finance.actions.schedules import issue_contract_schedules
from cadre.finance.models import ContractSchedule, Invoice
from cadre.journal.actions import System
from tests import world
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rates", "at_now")]
WHO = System("Test")
WHEN = {"by": WHO, "today": world.TODAY, "now": world.NOW}


@kept
def a_group(people=12, partner=None, names=("Dev Anand",), code="NPQSL"):
    """A confirmed group, invoiced, with schedules sent and its first event held."""
    group = world.a_confirmed_group(
        people,
        *[world.a_facilitator(name) for name in names],
        offering=world.an_offering(code),
        **({"partner": partner} if partner else {}),
    )
    raise_course_invoices(group, **WHEN)
    issue_contract_schedules(group, **WHEN)
    event = group.events.select_related("group__partner", "element").first()
    officer = world.an_officer()
    at = world.NOW.replace(year=event.starts_on.year, month=event.starts_on.month, day=event.starts_on.day)
    refs = group.enrolments.values_list("ref", flat=True)
    mark_many(register_of(event), dict.fromkeys(refs, (Mark.ATTENDED, "")), by=officer, now=at)
    complete_register(register_of(event), by=officer, now=at)
    accrue_event_fees(event, by=WHO, now=at)
    return group


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def words(answer):
    return answer.content.decode()


def counted(client, address) -> int:
    """The page's queries. The demo reads its date once in a while, which is no part of a page."""
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return sum("demo_sitedate" not in query["sql"] for query in found.captured_queries)


OFFICE = "invoices places fees statements schedules numbers".split()


def test_no_list_asks_more_for_more_rows(as_):
    client = as_(world.an_officer(role="finance"))
    addresses = [reverse(f"office:finance:{name}") for name in OFFICE]

    def queries() -> dict[str, int]:
        for address in addresses:
            client.get(address)
        return {address: counted(client, address) for address in addresses}

    a_group()
    once = queries()
    for _ in range(3):
        a_group(names=("Dev Anand", "Sara Linden"))
    assert queries() == once


def test_an_invoice_shows_lines_total_and_its_pdf(as_):
    invoice = a_group().invoices.get()
    client = as_(world.an_officer(role="finance"))
    page = words(client.get(reverse("office:finance:invoice", args=[invoice.number])))
    assert "£15,000.00" in page
    assert "The PDF is queued" in page
    assert client.get(reverse("office:finance:paper", args=[invoice.number])).status_code == 404
    draw_invoice(invoice, **{key: WHEN[key] for key in ("by", "now")})
    pdf = client.get(reverse("office:finance:paper", args=[invoice.number]))
    assert pdf.content.startswith(b"%PDF")


def test_a_credit_note_is_issued_once_by_a_double_click_and_typed_words_are_kept(as_):
    invoice = a_group().invoices.get()
    client = as_(world.an_officer(role="finance"))
    address = reverse("office:finance:credit", args=[invoice.number])
    refused = client.post(address, {"what": "rest", "reason": "", "once": "a"})
    assert refused.status_code == 422
    assert "Write the reason" in words(refused)
    typed = {"what": "rest", "reason": "Withdrew <b>early</b>.", "once": "a"}
    answers = {client.post(address, typed).headers["Location"] for _ in range(2)}
    assert answers == {reverse("office:finance:invoice", args=["OLP-C-000001"])}
    assert Invoice.objects.filter(credits=invoice).count() == 1
    again = client.post(address, typed | {"once": "b"})
    assert again.status_code == 422
    assert "credited in full already" in words(again)
    assert "&lt;b&gt;early" in words(again)


def test_one_place_of_several_is_credited_alone(as_):
    group = a_group()
    invoice, place = group.invoices.get(), group.enrolments.first()
    client = as_(world.an_officer(role="finance"))
    client.post(
        reverse("office:finance:credit", args=[invoice.number]),
        {"what": place.pk, "reason": "Withdrew.", "once": "a"},
    )
    assert Invoice.objects.get(credits=invoice).total_pence == 125_000


@pytest.mark.parametrize(("order", "says"), [("", "Enter the purchase order"), ("x" * 61, "60"), ("x" * 200, "60")])
def test_a_purchase_order_that_cannot_be_is_refused_with_words(as_, order, says):
    invoice = a_group().invoices.get()
    answer = as_(world.an_officer(role="finance")).post(
        reverse("office:finance:purchase_order", args=[invoice.number]), {"purchase_order": order}
    )
    assert answer.status_code == 422
    assert says in words(answer)


def test_a_purchase_order_like_a_formula_is_stored_as_text_and_neutral_in_files(as_):
    invoice = a_group().invoices.get()
    client = as_(world.an_officer(role="finance"))
    client.post(reverse("office:finance:purchase_order", args=[invoice.number]), {"purchase_order": "=1+1"})
    assert Invoice.objects.get().purchase_order == "=1+1"
    file = b"".join(client.get(reverse("office:finance:invoices") + "?format=csv").streaming_content).decode()
    assert "'=1+1" in file
    assert ",15000.00," in file


def test_a_place_whose_scholarship_is_not_confirmed_is_not_invoiced_by_hand_and_the_page_says_what_to_do(as_):
    place = world.an_enrolment(world.a_confirmed_group(0), "Sara Linden")
    quote, client = place.application.quote, as_(world.an_officer(role="finance"))
    quote.outcome = "not_confirmed"
    quote.save()
    page, by_hand = words(client.get(reverse("office:finance:places"))), f"finance/places/{place.ref}/invoice/"
    assert ("Settle it first, on their application" in page, by_hand in page) == (True, False)
    assert reverse("office:applications:application", args=[place.application.ref]) in page
    refused = client.post(reverse("office:finance:invoice_place", args=[place.ref]), follow=True)
    assert "Sara Linden cannot be invoiced yet. The scholarship is not confirmed yet. Settle it first" in words(refused)
    assert Invoice.objects.count() == 0
    quote.outcome = "list_fee"
    quote.save()
    assert by_hand in words(client.get(reverse("office:finance:places")))
    issued = client.post(reverse("office:finance:invoice_place", args=[place.ref]), follow=True)
    assert "Issued: OLP-000001." in words(issued)


def test_filters_narrow_and_a_hostile_address_does_no_harm(as_):
    a_group()
    client = as_(world.an_officer(role="finance"))
    address = reverse("office:finance:invoices")
    assert "OLP-000001" in words(client.get(address, {"payer": "matlock", "qualification": "npqsl"}))
    assert "No invoice fits" in words(client.get(address, {"payer": "nobody"}))
    hostile = {"page": "x", "sort": "payer;--", "state": "zz", "intake": "' OR 1=1"}
    assert client.get(address, hostile).status_code == 200
    for state in ("issued", "credited", "note", "queued"):
        assert client.get(address, {"state": state}).status_code == 200


def test_operations_sees_invoices_but_no_credit_notes_files_or_forms(as_):
    invoice = a_group().invoices.get()
    finance = as_(world.an_officer(role="finance"))
    finance.post(
        reverse("office:finance:credit", args=[invoice.number]), {"what": "rest", "reason": "Left.", "once": "a"}
    )
    note = reverse("office:finance:invoice", args=["OLP-C-000001"])
    assert finance.get(note).status_code == 200
    ops = as_(world.an_officer("Ruth Adeyemi"))
    shown = words(ops.get(reverse("office:finance:invoices")))
    assert ("OLP-000001" in shown, "OLP-C-000001" in shown, "format=csv" in shown) == (True, False, False)
    assert ops.get(note).status_code == 404
    assert ops.get(reverse("office:finance:numbers")).status_code == 404
    assert "text/html" in ops.get(reverse("office:finance:invoices") + "?format=csv").headers["Content-Type"]
    page = words(ops.get(reverse("office:finance:invoice", args=[invoice.number])))
    assert "Issue a credit note" not in page
    assert ops.post(reverse("office:finance:credit", args=[invoice.number]), {}).status_code == 404


def test_a_facilitator_sees_their_own_fee_and_never_a_colleagues(as_):
    a_group(people=16, names=("Dev Anand", "Sara Linden"))
    other = a_group(people=12, names=("Canary Canning",))
    dev = ContractSchedule.objects.get(facilitator__user__name="Dev Anand")
    client = as_(dev.facilitator.user)
    page = words(client.get(reverse("facilitator:finance:pay")))
    assert "£300.00" in page
    assert dev.number in page
    assert ("Sara Linden" in page, "Canary" in page, "£400.00" in page) == (False, False, False)
    own = client.get(reverse("facilitator:finance:schedule", args=[dev.number, dev.version]))
    assert own.content.startswith(b"%PDF")
    for theirs in ContractSchedule.objects.exclude(pk=dev.pk):
        address = reverse("facilitator:finance:schedule", args=[theirs.number, theirs.version])
        assert client.get(address).status_code == 404
    assert other.schedules.count() == 1
    assert client.get(reverse("office:finance:fees")).status_code == 404


def test_a_partner_sees_hosting_of_its_own_and_nothing_of_others(as_):
    mine, theirs = world.a_partner(), world.a_partner("Canary Trust")
    group, other = a_group(partner=mine), a_group(people=13, partner=theirs)
    intake = group.offering.intake.slug
    for purpose in ("lead", "finance"):
        client = as_(world.a_partner_lead(mine, f"{purpose} person", purpose=purpose))
        page = words(client.get(reverse("partner:finance:statements")))
        assert ("£300.00" in page, "Canary" in page, "£325.00" in page, "£400.00" in page) == (
            True,
            False,
            False,
            False,
        )
        paper = client.get(reverse("partner:finance:statement_paper", args=[mine.slug, intake]))
        assert paper.content.startswith(b"%PDF")
        foreign = client.get(reverse("partner:finance:statement_paper", args=[theirs.slug, intake]))
        missing = client.get(reverse("partner:finance:statement_paper", args=["no-such", intake]))
        assert (foreign.status_code, missing.status_code) == (404, 404)
        asked = words(client.get(f"{reverse('partner:finance:statements')}?partner={theirs.slug}&intake={intake}"))
        assert "Canary" not in asked
        assert client.get(reverse("office:finance:statements")).status_code == 404
    assert other.partner == theirs


def test_why_a_fee_is_what_it_is_and_a_decision_where_none_is_given(as_, db):
    group = a_group(people=11, names=("Dev Anand", "Sara Linden"))
    event = group.events.first()
    client = as_(world.an_officer(role="finance"))
    page = words(client.get(reverse("office:finance:fee", args=[event.ref])))
    for said in (
        "11 people × £25",
        "fewer than the 12 of the first band",
        "partner information document",
        "Set the fee",
    ):
        assert said in page
    address = reverse("office:finance:decision", args=[event.ref])
    such = "such as 450.00"
    for typed, says in [("", "Enter"), ("abc", such), ("-5", such), ("1.005", such)]:
        refused = client.post(address, {"total": typed, "reason": "Agreed."})
        assert (refused.status_code, says in words(refused)) == (422, True)
    assert client.post(address, {"total": "£450", "reason": "Agreed by phone."}).status_code == 302
    assert group.fee_decisions.get().total_pence == 45_000
    ops = as_(world.an_officer("Ruth Adeyemi"))
    assert "Set the fee" not in words(ops.get(reverse("office:finance:fee", args=[event.ref])))
    assert ops.post(address, {"total": "1", "reason": "x"}).status_code == 404


def test_own_pages_cost_the_same_however_much_is_owed(as_):
    partner = world.a_partner()
    facilitator, lead = a_group(partner=partner).assignments.get().facilitator, world.a_partner_lead(partner)
    whose = {"partner:finance:statements": lead, "facilitator:finance:pay": facilitator.user}

    def queries() -> dict[str, int]:
        found = {}
        for name, user in whose.items():
            client = as_(user)
            client.get(reverse(name))
            found[name] = counted(client, reverse(name))
        return found

    once = queries()
    for _ in range(3):
        more = a_group(partner=partner)
        more.assignments.update(facilitator=facilitator)
        more.schedules.update(facilitator=facilitator)
        more.events.first().fees.filter(kind="facilitation").update(facilitator=facilitator)
    assert queries() == once


def test_a_partner_sees_what_is_still_to_come(as_):
    partner = world.a_partner()
    a_group(partner=partner)
    page = words(as_(world.a_partner_lead(partner)).get(reverse("partner:finance:statements")))
    assert page.index("Still to come") < page.index("Day 2") < page.index("Day 3")
