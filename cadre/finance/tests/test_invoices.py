"""Issuing, crediting and reissuing, against real rows."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cadre.applications import reference as applications
from cadre.applications.actions import ask_sponsor, correct_invoice_details
from cadre.finance import reactions
from cadre.finance.actions.courses import invoice_by_hand, raise_course_invoices
from cadre.finance.actions.invoicing import Charge, Payer, add_purchase_order, credit_invoice, issue_invoice
from cadre.finance.actions.papers import draw_invoice
from cadre.finance.models import Invoice, NumberSeries, VatRule
from cadre.finance.queries.places import uninvoiced, why_not_yet
from cadre.finance.rules.invoices import Line
from cadre.finance.states import InvoiceKind
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rates", "at_now")]
WHO = System("Test")
WHEN = {"by": WHO, "today": world.TODAY, "now": world.NOW}


def an_invoice(key="one", unit=125_000, **changes):
    charges = [Charge(None, [Line("NPQSL course fee: Amina Yusuf", unit)])]
    payer = Payer("Sherwin Hall School", "finance@sherwin.example", ["Hall Lane", "NG5 6QT"])
    return issue_invoice(key=key, group=None, payer=payer, **WHEN | {"charges": charges} | changes)


def a_group_with_payers():
    """Two places paid by one school on one order, one on another order, one by discount, one by scholarship."""
    group = world.a_confirmed_group(0)
    same = {"billing_name": "Sherwin Hall", "billing_email": "pay@sherwin.example", "billing_postcode": "NG5 6QT"}
    world.an_enrolment(group, "Amina Yusuf", **same, purchase_order="PO-1")
    world.an_enrolment(group, "Tom Reed", **same | {"billing_name": "sherwin  hall"}, purchase_order="po-1")
    world.an_enrolment(group, "Grace Okafor", **same, purchase_order="PO-2")
    reduced = world.an_enrolment(group, "Ben Crowther", billing_name="Ben Crowther", purchase_order="")
    quote = reduced.application.quote
    quote.discount_pence, quote.payable_pence = 12_500, 112_500
    quote.save()
    world.an_enrolment(group, "Sara Linden", payable=0)
    return group


def test_an_invoice_keeps_who_what_and_by_which_rules():
    invoice = an_invoice(purchase_order="PO-4471")
    assert (invoice.number, invoice.total_pence, invoice.purchase_order) == ("OLP-000001", 125_000, "PO-4471")
    assert (invoice.issued_on, invoice.due_on) == (world.TODAY, world.TODAY + timedelta(days=30))
    assert invoice.bill_to == {"name": "Sherwin Hall School", "address": ["Hall Lane", "NG5 6QT"], "contact": None}
    assert invoice.vat["treatment"] == "to_be_confirmed"
    assert "accountant" in invoice.vat["words"]
    assert invoice.terms.startswith("Payment is due within 30 days")


def test_issuing_twice_with_one_key_is_one_invoice():
    assert an_invoice().pk == an_invoice().pk
    assert (Invoice.objects.count(), NumberSeries.objects.get(kind="invoice").next) == (1, 2)


def test_a_rolled_back_invoice_leaves_no_gap():
    an_invoice("one")
    with transaction.atomic():
        an_invoice("two")
        transaction.set_rollback(True)
    assert an_invoice("three").number == "OLP-000002"


def test_nothing_to_pay_is_no_invoice_and_takes_no_number():
    with pytest.raises(Refusal, match="nothing to pay"):
        an_invoice(unit=0)
    assert an_invoice().number == "OLP-000001"


def test_a_later_number_never_carries_an_earlier_date():
    an_invoice("one")
    earlier = an_invoice("two", today=world.TODAY - timedelta(days=3))
    assert (earlier.number, earlier.issued_on) == ("OLP-000002", world.TODAY)


def test_vat_is_that_of_the_tax_point():
    VatRule.objects.create(
        product="course",
        treatment="standard",
        basis_points=2_000,
        words="",
        from_on=world.TODAY + timedelta(days=1),
        source="test",
    )
    today, tomorrow = an_invoice("one"), an_invoice("two", today=world.TODAY + timedelta(days=1))
    assert (today.vat_pence, tomorrow.vat_pence, tomorrow.total_pence) == (0, 25_000, 150_000)
    assert tomorrow.vat["words"] == "VAT at 20% on £1,250.00."


def test_a_group_is_invoiced_by_payer_and_order_less_discount_and_nothing_for_a_scholarship():
    group = a_group_with_payers()
    raise_course_invoices(group, **WHEN)
    found = sorted((invoice.payer, invoice.total_pence, invoice.lines.count()) for invoice in group.invoices.all())
    assert found == [("Ben Crowther", 112_500, 2), ("Sherwin Hall", 125_000, 1), ("Sherwin Hall", 250_000, 2)]
    assert raise_course_invoices(group, **WHEN) == []
    assert not uninvoiced()


def test_a_place_given_after_confirmation_is_invoiced_alone():
    group = a_group_with_payers()
    raise_course_invoices(group, **WHEN)
    world.an_enrolment(group, "Late Larkin", billing_name="Sherwin Hall", purchase_order="PO-1")
    assert [invoice.total_pence for invoice in raise_course_invoices(group, **WHEN)] == [125_000]


def test_a_forming_group_is_not_invoiced():
    assert raise_course_invoices(world.a_group(2), **WHEN) == []
    assert Invoice.objects.count() == 0


def test_an_unconfirmed_scholarship_waits_and_says_why_once():
    group = world.a_confirmed_group(0)
    place = world.an_enrolment(group, "Sara Linden")
    place.application.quote.outcome = "not_confirmed"
    place.application.quote.save()
    for _ in range(2):
        assert raise_course_invoices(group, **WHEN) == []
    assert [why_not_yet(one) for one in uninvoiced()] == ["The scholarship is not confirmed yet."]
    assert Entry.objects.about(place).filter(happening="finance.invoice_withheld").count() == 1
    with pytest.raises(Refusal, match="Sara Linden cannot be invoiced yet.*not confirmed yet. Settle it first"):
        invoice_by_hand(place, **WHEN)
    assert not place.invoice_lines.exists()


def test_by_hand_a_settled_place_is_invoiced_once():
    group = world.a_confirmed_group(0)
    place = world.an_enrolment(group, "Sara Linden")
    assert [invoice.total_pence for invoice in invoice_by_hand(place, **WHEN)] == [125_000]
    with pytest.raises(Refusal, match="Sara Linden is invoiced already"):
        invoice_by_hand(place, **WHEN)


def test_a_credit_note_takes_off_the_rest_and_no_more():
    group = a_group_with_payers()
    raise_course_invoices(group, **WHEN)
    invoice = group.invoices.get(total_pence=250_000)
    first = invoice.lines.first()
    note = credit_invoice(invoice, reason="Withdrew before event 1.", key="c1", lines=[first], **WHEN)
    assert (note.number, note.total_pence, note.credits, note.kind) == (
        "OLP-C-000001",
        125_000,
        invoice,
        InvoiceKind.CREDIT_NOTE,
    )
    with pytest.raises(Refusal, match="credited already"):
        credit_invoice(invoice, reason="Again.", key="c2", lines=[first], **WHEN)
    assert credit_invoice(invoice, reason="All of it.", key="c3", **WHEN).total_pence == 125_000
    with pytest.raises(Refusal, match="in full already"):
        credit_invoice(invoice, reason="More.", key="c4", **WHEN)
    with pytest.raises(Refusal, match="cannot be credited"):
        credit_invoice(note, reason="Back.", key="c5", **WHEN)
    assert NumberSeries.objects.get(kind="credit_note").next == 3


def test_a_credit_needs_a_reason_and_a_double_click_is_one():
    invoice = an_invoice()
    with pytest.raises(Refusal, match="reason"):
        credit_invoice(invoice, reason="  ", key="c", **WHEN)
    notes = {credit_invoice(invoice, reason="Withdrew.", key="c", **WHEN).pk for _ in range(2)}
    assert len(notes) == 1


def test_a_late_purchase_order_is_put_on_until_the_pdf_is_drawn():
    invoice = an_invoice()
    assert add_purchase_order(invoice, purchase_order="PO-9", **WHEN).number == invoice.number
    assert Invoice.objects.get().purchase_order == "PO-9"


def test_a_late_purchase_order_after_that_is_credit_and_reissue():
    invoice = an_invoice()
    draw_invoice(invoice, by=WHO, now=world.NOW)
    again = add_purchase_order(invoice, purchase_order="=cmd()", **WHEN)
    assert (again.number, again.purchase_order, again.total_pence) == ("OLP-000002", "=cmd()", 125_000)
    note = invoice.credit_notes.get()
    assert (note.number, note.total_pence) == ("OLP-C-000001", 125_000)
    with pytest.raises(Refusal, match="credited already"):
        add_purchase_order(Invoice.objects.get(pk=invoice.pk), purchase_order="PO-8", **WHEN)


def test_drawing_keeps_the_pdf_and_posts_one_mail_however_often():
    invoice = an_invoice(purchase_order="PO-4471")
    entry = Entry.objects.get(happening="finance.invoice_issued")
    for _ in range(2):
        reactions.draw_invoice(entry)
    paper = Invoice.objects.get().document
    assert (paper.data["purchase_order"], paper.data["total"]) == ("PO-4471", 125_000)
    message = Message.objects.get(kind="finance.invoice")
    assert (message.to, message.subject) == ("finance@sherwin.example", "Invoice OLP-000001, £1,250.00")
    assert [file.document for file in message.attachments.all()] == [paper]
    assert invoice.number in message.text


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE finance_invoice SET net_pence = 1, total_pence = 1",
        "UPDATE finance_invoice SET number = 'OLP-000009'",
        "UPDATE finance_invoice SET issued_on = '2020-01-01'",
        "DELETE FROM finance_invoice",
        "UPDATE finance_invoiceline SET description = 'x'",
        "DELETE FROM finance_invoiceline",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_issued(statement):
    an_invoice()
    with pytest.raises(DatabaseError, match="credit it instead"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Invoice.objects.get().total_pence == 125_000


def test_after_the_pdf_is_drawn_not_even_the_purchase_order_changes():
    invoice = an_invoice()
    Invoice.objects.update(purchase_order="PO-1")
    draw_invoice(invoice, by=WHO, now=world.NOW)
    with pytest.raises(DatabaseError, match="credit it instead"), transaction.atomic():
        Invoice.objects.update(purchase_order="PO-2")
    assert Invoice.objects.get().purchase_order == "PO-1"


@pytest.mark.parametrize("change", [{"total_pence": 1}, {"net_pence": 0, "total_pence": 0}, {"kind": "credit_note"}])
def test_the_database_refuses_an_invoice_whose_money_or_kind_is_wrong(change):
    good = an_invoice()
    values = {field.attname: getattr(good, field.attname) for field in Invoice._meta.concrete_fields}
    with pytest.raises(DatabaseError), transaction.atomic():
        Invoice.objects.create(**values | {"id": None, "number": "OLP-9", "key": "other"} | change)


def test_a_sponsor_adds_the_purchase_order_until_the_invoice_is_made_and_not_after():
    applications.load(world.TODAY)
    group = world.a_confirmed_group(0)
    place = world.an_enrolment(group, payer="school", purchase_order="", sponsor_name="M", sponsor_email="m@b.example")
    asked = ask_sponsor(place.application, now=world.NOW)
    correct_invoice_details(asked, details={"purchase_order": "PO-EARLY"}, now=world.NOW)
    (invoice,) = raise_course_invoices(group, **WHEN)
    assert invoice.purchase_order == "PO-EARLY"
    with pytest.raises(Refusal, match=invoice.number):
        correct_invoice_details(asked, details={"purchase_order": "PO-LATE"}, now=world.NOW)
    place.application.refresh_from_db()
    assert (place.application.purchase_order, Invoice.objects.get().purchase_order) == ("PO-EARLY", "PO-EARLY")
