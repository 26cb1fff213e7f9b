"""Contract schedules, what follows a confirmation, and what other rooms are told about money."""

import io
from datetime import timedelta
from hashlib import sha256

import page as page_validation
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from cadre.documents.models import Signature
from cadre.documents.signing import Signing
from cadre.finance.actions.fees import decide_facilitation
from cadre.finance.actions.schedules import accept_schedule, issue_contract_schedules
from cadre.finance.models import ContractSchedule, EventFee, HeadCountRule, Invoice
from cadre.finance.queries.schedules import terms_for
from cadre.finance.queries.statements import statement, statement_paper
from cadre.finance.rules.schedules import terms_differ
from cadre.finance.states import FeeKind
from cadre.groups.consequences import GroupChange, further_rows
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.journal.worker import drain
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.scheduling.charges import foretold, host_charges
from cadre.scheduling.states import GROUP_CONFIRMED
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rates", "at_now")]
WHO = System("Test")
WHEN = {"by": WHO, "today": world.TODAY, "now": world.NOW}
TWO = ("Dev Anand", "Sara Linden")


def a_group(people=16, names=TWO, **facts):
    group = world.a_confirmed_group(people, *[world.a_facilitator(name) for name in names], **facts)
    world.a_partner_lead(group.partner)
    return group


def text_of(document):
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(document.content)).pages).split())


def test_terms_cost_the_same_for_one_date_and_for_three(django_assert_num_queries):
    group = a_group()
    team = list(group.assignments.current().select_related("facilitator__user"))
    with django_assert_num_queries(9) as three:
        assert [len(terms.events) for _, terms in terms_for(group, team)[0]] == [3, 3]
    group.events.exclude(element__number=1).delete()
    with django_assert_num_queries(len(three)):
        assert [len(terms.events) for _, terms in terms_for(group, team)[0]] == [1, 1]


def test_the_first_rates_are_looked_up_by_table(django_assert_num_queries):
    with django_assert_num_queries(10):  # eight tables within a savepoint
        world.the_rates()


def test_each_facilitator_gets_their_half_and_the_lead_a_copy_without_amounts():
    issued = issue_contract_schedules(a_group(), **WHEN)
    assert [(one.number, one.version, one.total_pence) for one in issued] == [
        ("CS-000001", 1, 90_000),
        ("CS-000002", 1, 90_000),
    ]
    full, copy = text_of(issued[0].document), text_of(issued[0].partner_copy)
    assert "£900.00" in full
    assert "People in the group when it was confirmed (rule since 1 September 2017)" in full
    assert ("£" in copy, "Dev Anand" in copy, "Day 3" in copy) == (False, True, True)
    mails = {(mail.to_name, mail.kind) for mail in Message.objects.all()}
    assert mails == {
        ("Dev Anand", "finance.contract_schedule"),
        ("Sara Linden", "finance.contract_schedule"),
        ("Joanna Pike", "finance.contract_schedule_copy"),
    }
    assert not any("£" in mail.text for mail in Message.objects.filter(to_name="Joanna Pike"))


@pytest.mark.pdf
def test_papers_conform_to_pdf_ua():
    one = issue_contract_schedules(a_group(), **WHEN)[0]
    for document in (one.document, one.partner_copy):
        assert page_validation.validate_pdf_bytes(bytes(document.content), profile="ua1").is_compliant


def test_repeating_sends_nothing_and_a_moved_date_brings_a_new_version():
    group = a_group()
    issue_contract_schedules(group, **WHEN)
    assert issue_contract_schedules(group, **WHEN) == []
    event = group.events.first()
    event.starts_on += timedelta(days=1)
    event.ends_on += timedelta(days=1)
    event.save()
    again = issue_contract_schedules(group, **WHEN)
    assert [(one.number, one.version) for one in again] == [("CS-000001", 2), ("CS-000002", 2)]
    assert again[0].document.data["replaces"] == 1
    (moved,) = again[0].document.data["changes"]
    assert (moved.startswith("Day 1"), "(before: " in moved) == (True, True)
    assert "Addendum to contract schedule CS-000001" in text_of(again[0].document)
    addendum = Message.objects.get(kind="finance.contract_addendum", to_name="Dev Anand")
    assert ("(before: " in addendum.text, "£900.00" in addendum.text) == (True, True)
    copies = Message.objects.filter(kind="finance.contract_addendum_copy", to_name="Joanna Pike")
    assert [("(before: " in copy.text, "£" in copy.text) for copy in copies] == [(True, False)] * 2


WHEN_IT_IS = {"date": "2027-03-03", "start": "09:00", "end": "16:00"}
EVENT = {"ref": "a", "title": "Day 1", "venue": "Hall", "fee": 200, **WHEN_IT_IS}
TERMS = {"role": "Lead facilitator", "people": 16, "fee_rule": "By band.", "events": [EVENT]}
WHERE = "Day 1, Wed 3 March 2027, 09:00 to 16:00, Hall"


@pytest.mark.parametrize(
    ("changed", "full", "copy"),
    [
        ({}, [], []),
        ({"events": []}, [f"No longer yours: {WHERE}", "Total: £0.00 (before: £2.00)"], [f"No longer yours: {WHERE}"]),
        (
            {"events": [EVENT | {"fee": 250}], "people": 19},
            ["Day 1: £2.50 (before: £2.00)", "People counted: 19 (before: 16)", "Total: £2.50 (before: £2.00)"],
            [],
        ),
        ({"role": "Co-facilitator"}, ["Role: Co-facilitator (before: Lead facilitator)"], 1),
        ({"fee_rule": "New words."}, ["How the fee is worked out is said anew. The amounts stay the same."], []),
        (
            {"events": [EVENT | {"venue": "Barn"}]},
            [f"{WHERE[:-4]}Barn (before: {WHERE.removeprefix('Day 1, ')})"],
            1,
        ),
    ],
)
def test_a_difference_is_a_line_and_the_partners_copy_names_no_amount(changed, full, copy):
    assert terms_differ(TERMS, TERMS | changed) == full
    assert terms_differ(TERMS, TERMS | changed, amounts=False) == (full if copy == 1 else copy)


def test_the_version_in_force_is_accepted_once_by_whose_it_is(client):
    group = a_group()
    mine, theirs = issue_contract_schedules(group, **WHEN)
    client.force_login(mine.facilitator.user)

    def accept(row, **said):
        page = reverse("facilitator:finance:schedule_acceptance", args=[row.number, row.version])
        given = {"name": "Dev Anand", "role": "Facilitator", "agrees": "on", "seen": row.document.sha256}
        return client.post(page, given | said)

    for lacks, words in (
        ({"agrees": ""}, "Tick the box"),
        ({"name": " "}, "Enter your full name"),
        ({"seen": "0" * 64}, "not the document you read"),
    ):
        answer = accept(mine, **lacks)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), lacks
    assert not Signature.objects.exists()
    assert [accept(mine).status_code, accept(mine).status_code, accept(theirs).status_code] == [302, 302, 404]
    kept = Signature.objects.get()
    assert (kept.document, kept.party, kept.sha256, kept.address, kept.proof) == (
        mine.document,
        "facilitator",
        sha256(bytes(mine.document.content)).hexdigest(),
        "127.0.0.1",
        f"signed in as {mine.facilitator.user.email}",
    )
    own = reverse("facilitator:finance:schedule_acceptance", args=[mine.number, mine.version])
    assert kept.sha256 in client.get(own).content.decode()
    anybody, check = Client(), reverse("public:documents:verify")
    for schedule, paper, words in (
        (mine, mine.document, "Accepted"),
        (theirs, theirs.document, "Not accepted"),
        (mine, mine.partner_copy, "The partner’s copy"),
    ):
        pdf = SimpleUploadedFile("schedule.pdf", bytes(paper.content))
        found = anybody.post(check, {"file": pdf}).content.decode()
        assert all(one in found for one in (f"{schedule.number}, version 1", words))
        assert "Dev Anand" not in found
    for role, sees in (("ops", True), ("finance", False)):
        client.force_login(world.an_officer(role=role))
        page = client.get(reverse("office:finance:schedule_page", args=[mine.number, mine.version])).content.decode()
        assert ("Dev Anand" in page, kept.sha256 in page) == (True, sees)
    client.force_login(mine.facilitator.user)
    assert Entry.objects.about(group).filter(happening="finance.schedule_accepted").count() == 1
    event = group.events.first()
    event.venue = None
    event.save()
    newer, _ = issue_contract_schedules(group, **WHEN)
    signing = Signing("Sara Linden", "Facilitator", "yes", theirs.document.sha256)
    with pytest.raises(Refusal, match="has a newer version"):
        accept_schedule(theirs, signing, by=theirs.facilitator.user, now=world.NOW)
    assert "Read and accept" in client.get(reverse("facilitator:finance:pay")).content.decode()
    accept(newer)
    assert "Read and accept" not in client.get(reverse("facilitator:finance:pay")).content.decode()


def test_one_facilitator_is_contracted_at_the_single_fee_and_no_bands_are_printed():
    (one,) = issue_contract_schedules(a_group(names=("Dev Anand",)), **WHEN)
    assert (one.total_pence, one.document.data["bands"]) == (120_000, [])


def test_fewer_than_twelve_with_two_waits_for_finance_and_follows_the_decision():
    group = a_group(11)
    assert issue_contract_schedules(group, **WHEN) == []
    assert issue_contract_schedules(group, **WHEN) == []
    withheld = Entry.objects.about(group).filter(happening="finance.schedule_withheld")
    assert "finance decides" in withheld.get().data["reason"]
    decide_facilitation(group, total_pence=45_000, reason="Agreed.", by=world.an_officer(role="finance"), now=world.NOW)
    assert [one.total_pence for one in issue_contract_schedules(group, **WHEN)] == [67_500, 67_500]


def test_somebody_who_joins_later_has_the_later_events():
    group = a_group()
    issue_contract_schedules(group, **WHEN)
    first, co = group.events.first(), group.assignments.get(role="co")
    co.released_at = co.assigned_at + timedelta(days=(first.ends_on - world.TODAY).days + 2)
    co.save()
    late = world.a_facilitator("Late Larkin")
    world.staffed(group)
    group.assignments.create(facilitator=late, role="co", assigned_at=co.released_at)
    issue_contract_schedules(group, **WHEN)
    assert ContractSchedule.objects.get(facilitator=late).total_pence == 60_000


def test_a_confirmation_brings_schedules_invoices_and_their_pdfs_once():
    group = a_group(14)
    with transaction.atomic():
        entry = journal.record(GROUP_CONFIRMED, group, by=WHO, people=14, group=group.ref, override="", why="")
    drain()
    assert (ContractSchedule.objects.count(), Invoice.objects.count()) == (2, 1)
    assert Invoice.objects.get().document.filename == "OLP-000001.pdf"
    for reaction in entry.reactions.filter(name__startswith="finance."):
        assert reaction.done_at
    assert Message.objects.filter(kind="finance.invoice").count() == 1


def test_others_are_told_what_a_confirmation_and_a_move_come_to():
    group = a_group(14)
    charges = host_charges(group, on=world.TODAY)
    assert charges.lines[0]["amount"] == 2_500
    assert "People on the register of the event" in charges.how_to_invoice
    assert foretold(group, 14) == (
        ("Course fees to invoice", "£17,500.00 for 14 places"),
        ("Hosting, each event", "14 people × £25 = £350.00."),
        ("Facilitation, each event", "Two facilitators, 14 people: band 12 to 14: £500.00, £250.00 each."),
    )


def test_a_move_shows_fees_before_and_after_to_those_who_may_see_them():
    forming = world.staffed(world.a_group(12), world.a_facilitator(), world.a_facilitator("Sara Linden"))
    changes = [GroupChange(forming, 12, 11), GroupChange(forming, 14, 15)]
    shown = dict(further_rows(changes, user=world.an_officer()))
    assert shown["Hosting, each event"] == [("£300.00", "£275.00"), ("£350.00", "£375.00")]
    assert shown["Facilitation, each event"] == [
        ("£500.00", "not settled", "Finance decides", "warn"),
        ("£500.00", "£600.00"),
    ]
    assert not [row for row in further_rows(changes, user=world.a_user()) if "each event" in row[0]]


def test_a_confirmed_group_keeps_its_facilitation_fee_when_the_contract_counts():
    group = a_group(14)
    shown = dict(further_rows([GroupChange(group, 14, 15)], user=world.an_officer()))
    assert (shown["Facilitation, each event"], shown["Hosting, each event"]) == ([None], [("£350.00", "£375.00")])


def test_a_statement_of_a_residential_adds_up_on_paper():
    group = a_group(13, names=("Dev Anand",))
    event = group.events.first()
    EventFee.objects.create(
        event=event,
        kind=FeeKind.HOSTING,
        partner=group.partner,
        people=13,
        units=2,
        basis=HeadCountRule.objects.get(fee=FeeKind.HOSTING).basis,
        pence=65_000,
        sentence="",
        accrued_at=world.NOW,
    )
    made = statement(group.partner, group.offering.intake, EventFee.objects.all(), on=world.TODAY, sees=lambda _: True)
    paper = statement_paper(made)
    assert (paper["total"], paper["hosting"][0]["rate"], paper["hosting"][0]["events"]) == (65_000, 2_500, 2)
    assert paper["basis"].startswith("People on the register of the event")
