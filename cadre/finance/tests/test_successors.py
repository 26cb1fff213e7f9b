"""After a merger nothing is paid until finance confirms to whom; the statement says so, the merger said so first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadre.finance.actions import payments, successors
from cadre.finance.models import EventFee, PaidAfterMerger, PaymentLine
from cadre.finance.queries.payments import payables
from cadre.finance.queries.successors import merger_of, ways
from cadre.finance.rules.payments import Hindrance
from cadre.finance.tests.test_pages import a_group
from cadre.finance.tests.test_payments import approve, details, run, scene, why  # noqa: F401  scene is a fixture
from cadre.journal.models import Entry
from cadre.lib.errors import Conflict, Refusal
from cadre.partners import actions as partners
from cadre.partners.consequences import lines_of
from cadre.partners.states import ContactPurpose
from tests import world
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def merge(gone, heir, on_day=TODAY):
    facts = {"on_day": on_day, "reason": "One now", "by": world.an_officer(), "today": TODAY, "now": NOW}
    return partners.plan_change(gone, into=heir, **facts)


def decide(change, to, by, reason=""):
    return successors.decide_payee(change, to=to, reason=reason, by=by, now=NOW)


@pytest.fixture
def merged(scene):  # noqa: F811
    """Peakside, to which £300 is owed and approved, has gone into Trent Reach. Both have bank details in use."""
    (peak, trent), (money, other), martin, intake = scene
    own = details(peak, money, martin)
    theirs = details(trent, other, martin, name="Trent", bank=partners.Bank("111111", "22222222"))
    approve(peak, intake, 30_000, martin)
    change = merge(peak, trent)
    return change, peak, trent, own, theirs, martin, intake


def test_nothing_is_paid_until_finance_confirms_and_then_the_partner_that_goes_on_is(merged):
    change, peak, trent, _, theirs, martin, _ = merged
    assert why()[peak.short_name] == Hindrance.UNDECIDED
    with pytest.raises(Refusal, match="nobody to pay"):
        run(30_000, martin)
    with pytest.raises(Refusal, match="Finance"):
        decide(change, trent, world.an_officer())
    with pytest.raises(Refusal, match="one of the two"):
        decide(change, world.a_partner("Somebody Else"), martin)
    with pytest.raises(Refusal, match="Say why"):
        decide(change, peak, martin, reason=" ")
    decide(change, trent, martin)
    with pytest.raises(Conflict, match="Martin Hale decided the same"):
        decide(change, trent, martin)
    assert why()[peak.short_name] is None
    made = run(30_000, martin)
    line = PaymentLine.objects.get()
    assert (line.partner, line.payee, line.pence) == (peak, theirs, 30_000)
    assert payments.take_payment_file(made, by=martin)[0][:3] == ("111111", "22222222", "Trent")
    said = Entry.objects.get(happening="finance.payee_after_merger").data
    assert (said["to"], said["into"]) == (trent.name, trent.name)


def test_finance_may_say_that_the_partner_itself_is_still_paid_and_the_last_word_holds(merged):
    change, peak, trent, own, theirs, martin, _ = merged
    decide(change, trent, martin)
    made = run(30_000, martin)
    decide(change, peak, martin, reason="Its own account runs until the summer")
    with pytest.raises(Refusal, match="It has changed to whom Peakside is paid"):
        payments.take_payment_file(made, by=martin)
    payments.cancel_payment_run(made, reason="Other account", by=martin, now=NOW)
    run(30_000, martin)
    assert PaymentLine.objects.latest("pk").payee == own
    assert PaidAfterMerger.objects.count() == 2, "what was decided before stays"
    assert theirs != own


def test_a_run_holds_whoever_is_paid_or_is_looked_at_again(merged, monkeypatch):
    """What is decided between the reading and the lock pays a partner whose details were not held."""
    change, _, trent, _, _, martin, _ = merged
    decide(change, trent, martin)
    monkeypatch.setattr(payments, "places_paid", lambda *_: {})
    with pytest.raises(Conflict, match="just decided who is paid"):
        run(30_000, martin)


def test_a_run_made_before_the_merger_is_not_taken_to_the_bank_after_it(scene):  # noqa: F811
    (peak, trent), (money, _), martin, intake = scene
    details(peak, money, martin)
    approve(peak, intake, 30_000, martin)
    made = run(30_000, martin)
    change = merge(peak, trent)
    with pytest.raises(Refusal, match="It has changed to whom Peakside is paid"):
        payments.take_payment_file(made, by=martin)
    decide(change, peak, martin, reason="As before")
    assert len(payments.take_payment_file(made, by=martin)) == 1


def test_a_merger_that_is_taken_back_leaves_the_partner_paid_as_before(merged):
    change, peak, trent, own, _, martin, _ = merged
    decide(change, trent, martin)
    partners.take_back_change(change, reason="Not yet", by=world.an_officer(), now=NOW)
    assert (ways([peak.pk], TODAY), merger_of(peak)) == ({}, None)
    run(30_000, martin)
    assert PaymentLine.objects.get().payee == own
    with pytest.raises(Refusal, match="taken back"):
        decide(change, trent, martin)


def test_a_chain_of_mergers_waits_for_a_word_on_each(merged):
    change, peak, trent, _, _, martin, _ = merged
    third = world.a_partner("Third Trust")
    money = world.a_partner_lead(third, "Third Money", ContactPurpose.FINANCE)
    last = details(third, money, martin, name="Third", bank=partners.Bank("333333", "44444444"))
    decide(change, trent, martin)
    later = merge(trent, third)
    way = ways([peak.pk], TODAY)[peak.pk]
    assert (way.to, way.open) == (None, later)
    decide(later, third, martin)
    way = ways([peak.pk], TODAY)[peak.pk]
    assert (way.to, way.open, [one.change for one in way.decided]) == (third, None, [change, later])
    run(30_000, martin)
    assert PaymentLine.objects.get(partner=peak).payee == last


def test_it_is_said_before_the_merger_and_on_statements_with_its_day(client, scene):  # noqa: F811
    (peak, trent), (money, other), martin, intake = scene
    details(peak, money, martin)
    (line,) = [one for one in lines_of(peak, trent, TODAY) if "hosting" in one.what]
    assert (line.number, line.becomes) == (
        1,
        "£300.00 is held from that day until finance confirms, in one step, that Trent is paid. Trent has no "
        "confirmed bank details yet.",
    )
    (line,) = [one for one in lines_of(peak, None, TODAY) if "hosting" in one.what]
    assert line.becomes == "£300.00, paid to its own details as now"
    change = merge(peak, trent)
    theirs = details(trent, other, martin, name="Trent", bank=partners.Bank("111111", "22222222"))
    here = reverse("office:finance:statement", args=[peak.slug, intake.slug])

    def page(user, url):
        client.force_login(user)
        return " ".join(client.get(url).content.decode().split())

    gone = "Peakside went into Trent Reach on 24 November 2026"
    assert f"Cannot be paid yet. {gone}. Our finance team confirms to which of the two it is paid." in page(
        martin, here
    )
    asked = reverse("office:finance:successor", args=[peak.slug])
    assert asked in page(martin, here)
    assert asked in page(martin, reverse("office:finance:payments"))
    form = page(martin, asked)
    assert ("Bank details confirmed on 24 November 2026" in form, "Nobody has decided yet" in form) == (True, True)
    assert client.post(asked, {"to": peak.slug, "reason": ""}).status_code == 422
    assert client.post(asked, {"to": "nobody"}).status_code == 422
    assert client.post(asked, {"to": trent.slug}).status_code == 302
    assert PaidAfterMerger.objects.get().change == change
    said = f"{gone}, so Trent Reach is paid, as decided on 24 November 2026. We pay to the account of Trent Reach"
    ops = world.an_officer()
    assert f"{said} that was confirmed on 24 November 2026." in page(ops, here)
    assert f"{said} “Trent”, ending in 2222, confirmed on" in page(martin, here)
    own = f"{reverse('partner:finance:statements')}?partner={peak.slug}&intake={intake.slug}"
    assert f"{said} “Trent”, ending in 2222" in page(other, own)
    assert theirs.account_name == "Trent"
    client.force_login(ops)
    assert client.get(asked).status_code == 404


def test_a_partner_that_did_not_go_into_another_has_nothing_to_decide(client, scene):  # noqa: F811
    (peak, _), _, martin, _ = scene
    client.force_login(martin)
    assert "Nothing to decide" in client.get(reverse("office:finance:successor", args=[peak.slug])).content.decode()


def test_the_payments_page_leads_to_each_statement_that_is_not_approved(client, merged):
    _, peak, trent, _, _, martin, intake = merged
    client.force_login(martin)
    address = reverse("office:finance:payments")
    page = " ".join(client.get(address).content.decode().split())
    theirs = reverse("office:finance:statement", args=[trent.slug, intake.slug])
    assert f'<a href="{theirs}">Statement of {intake}' in page
    assert "£325.00 to approve" in page
    assert reverse("office:finance:statement", args=[peak.slug, intake.slug]) not in page, "that one is approved"
    approve(trent, intake, 32_500, martin)
    EventFee.objects.hosting().filter(partner=peak).update(pence=35_000)
    (mine,) = [row for row in payables(EventFee.objects.all(), TODAY) if row.partner == peak]
    assert [(one.intake, one.pence) for one in mine.statements] == [(intake, 5_000)]
    assert theirs not in client.get(address).content.decode()


def test_payments_cost_the_same_for_any_number(client, merged):
    change, _, trent, _, _, martin, _ = merged
    decide(change, trent, martin)
    client.force_login(martin)

    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("office:finance:payments"))
        return sum("demo_sitedate" not in query["sql"] for query in found.captured_queries)

    cost()
    once = cost()
    for number in range(3):
        host = world.a_partner(f"Host {number}")
        a_group(12, partner=host, names=(f"Person {number}",))
        if number:
            decide(merge(host, trent), trent, martin)
    assert cost() == once
