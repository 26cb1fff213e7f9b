"""Hosting is approved, paid once and to confirmed details alone; what cannot be paid says why; the file is exact."""

import csv
import io
from datetime import timedelta
from itertools import product

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cadre.finance.actions import payments as actions
from cadre.finance.models import Approval, EventFee, PaymentLine, PaymentRun
from cadre.finance.queries.payments import payables, paying
from cadre.finance.rules.payments import Hindrance, Standing, hindrance, payment_reference, spread
from cadre.finance.tests.test_pages import a_group
from cadre.journal.models import Entry
from cadre.lib.errors import Conflict, Refusal
from cadre.partners import actions as partners
from cadre.partners import reference as partner_reference
from cadre.partners.states import ContactPurpose
from cadre.people import reference as people
from tests import world
from tests.proved import just_proved
from tests.scenes import kept
from tests.world import NOW, TODAY

FORMULA = '=HYPERLINK("x")'


@given(st.integers(-500, 500), st.lists(st.integers(-100, 200), max_size=6))
def test_no_more_is_approved_than_is_left_and_none_of_it_is_lost(most, wanted):
    given_ = spread(most, wanted)
    assert all(0 <= part <= max(want, 0) for part, want in zip(given_, wanted, strict=True))
    assert sum(given_) == min(max(most, 0), sum(max(want, 0) for want in wanted))


def test_who_cannot_be_paid_is_told_why():
    for versions, waits, in_force, owed, approved, paid in product(
        (0, 2), (False, True), (False, True), (0, 100), (0, 50, 150), (0, 50)
    ):
        why = hindrance(Standing(versions, waits, in_force, owed, approved, paid))
        if in_force:
            assert (why is Hindrance.LESS_OWED) == (approved > 0 and approved + paid > owed)
        else:
            assert why == (Hindrance.HELD if waits else Hindrance.REFUSED if versions else Hindrance.NO_DETAILS)


def test_a_reference_fits_the_bank():
    assert payment_reference("PR-000012", 3) == "PR-000012-003"
    with pytest.raises(ValueError, match="18"):
        payment_reference("PR-0000000000012", 3)


def details(partner, money, finance, *, name="Peakside", bank=None, vat="", confirm=True, now=NOW):
    bank = bank or partners.Bank("010203", "00641958")
    made = partners.change_payee(partner, account_name=name, bank=bank, vat_number=vat, by=money, now=now)
    return partners.confirm_payee(made, by=finance, now=now) if confirm else made


@pytest.fixture
@kept
def scene(rates):
    """Two partners that hosted an event each, £300 and £325, and finance; nobody gave bank details yet."""
    partner_reference.load(TODAY)
    people.load(TODAY)
    hosts = [world.a_partner("Peakside"), world.a_partner("Trent Reach")]
    for host, number, code in zip(hosts, (12, 13), ("NPQSL", "NPQML"), strict=True):
        a_group(number, partner=host, code=code, names=(f"Dev {host.short_name}",))
    money = [world.a_partner_lead(host, f"Money {host.short_name}", ContactPurpose.FINANCE) for host in hosts]
    return hosts, money, world.an_officer("Martin Hale", "finance"), world.an_intake()


def approve(partner, intake, pence, by):
    return actions.approve_hosting(partner, intake, seen=pence, by=by, now=NOW)


def run(seen, by, pays_on=TODAY):
    return actions.make_payment_run(pays_on=pays_on, seen=seen, by=by, today=TODAY, now=NOW)


def why(day=TODAY):
    return {row.partner.short_name: row.hindrance for row in payables(EventFee.objects.all(), day)}


@pytest.mark.django_db
@pytest.mark.usefixtures("at_now")
def test_what_is_approved_is_paid_once_to_what_was_confirmed(scene):
    (peak, trent), (money, other), martin, intake = scene
    assert why() == {peak.short_name: Hindrance.NO_DETAILS, trent.short_name: Hindrance.NO_DETAILS}
    with pytest.raises(Refusal, match="Finance"):
        approve(peak, intake, 30_000, world.an_officer())
    with pytest.raises(Conflict, match="£300.00 now, not £299.99"):
        approve(peak, intake, 29_999, martin)
    assert (approve(peak, intake, 30_000, martin), approve(trent, intake, 32_500, martin)) == (30_000, 32_500)
    with pytest.raises(Refusal, match="nothing to approve"):
        approve(peak, intake, 30_000, martin)
    with pytest.raises(Refusal, match="nobody to pay"):
        run(62_500, martin)
    first = details(peak, money, martin)
    details(trent, other, martin, confirm=False)
    assert why() == {peak.short_name: None, trent.short_name: Hindrance.HELD}
    with pytest.raises(Refusal, match="past"):
        run(30_000, martin, TODAY - timedelta(days=1))
    with pytest.raises(Conflict, match="£300.00"):
        run(62_500, martin)
    held = details(peak, money, martin, bank=partners.Bank("999999", "11111111"), confirm=False)
    made = run(30_000, martin)
    line = PaymentLine.objects.get()
    assert (made.number, line.partner, line.payee, line.pence, line.reference) == (
        "PR-000001",
        peak,
        first,
        30_000,
        "PR-000001-001",
    )
    assert why() == {trent.short_name: Hindrance.HELD}
    with pytest.raises(Refusal, match="nobody"):
        run(30_000, martin)
    assert [row[:4] for row in actions.take_payment_file(made, by=martin)][0][:3] == ("010203", "00641958", "Peakside")
    partners.confirm_payee(held, by=martin, now=NOW)
    with pytest.raises(Refusal, match="have changed"):
        actions.take_payment_file(made, by=martin)
    with pytest.raises(Refusal, match="Say why"):
        actions.cancel_payment_run(made, reason=" ", by=martin, now=NOW)
    actions.cancel_payment_run(made, reason="Other details", by=martin, now=NOW)
    with pytest.raises(Conflict, match="already"):
        actions.cancel_payment_run(made, reason="Again", by=martin, now=NOW)
    with pytest.raises(Refusal, match="cancelled"):
        actions.take_payment_file(made, by=martin)
    second = run(30_000, martin)
    assert second.lines.get().payee == held
    assert Approval.objects.filter(line__run=second).get().pence == 30_000
    exported = Entry.objects.filter(happening="finance.payment_run_exported")
    assert [entry.data for entry in exported] == [{"number": "PR-000001", "payments": "1 payment", "total": "£300.00"}]
    reads = Entry.objects.filter(happening="partners.payee_read").values_list("data__what", flat=True)
    assert list(reads) == ["in full, for a payment"]


@pytest.mark.django_db
@pytest.mark.usefixtures("at_now")
def test_what_is_owed_less_after_approval_is_not_paid_until_it_is_approved_anew(scene):
    (peak, _), (money, _), martin, intake = scene
    details(peak, money, martin)
    approve(peak, intake, 30_000, martin)
    EventFee.objects.hosting().filter(partner=peak).update(pence=27_500)
    assert why()[peak.short_name] == Hindrance.LESS_OWED
    with pytest.raises(Refusal, match="nobody"):
        run(30_000, martin)
    assert actions.take_back_approvals(peak, by=martin) == 30_000
    with pytest.raises(Refusal):
        actions.take_back_approvals(peak, by=martin)
    assert approve(peak, intake, 27_500, martin) == 27_500
    run(27_500, martin)
    EventFee.objects.hosting().filter(partner=peak).update(pence=25_000)
    assert peak.short_name not in why()
    with pytest.raises(Refusal, match="nothing to approve"):
        approve(peak, intake, 0, martin)
    EventFee.objects.hosting().filter(partner=peak).update(pence=30_000)
    assert approve(peak, intake, 2_500, martin) == 2_500


@pytest.mark.django_db
@pytest.mark.usefixtures("at_now")
def test_a_statement_says_where_it_is_paid_to_to_whom_it_may(client, scene):
    (peak, _), (money, _), martin, intake = scene
    lead = world.a_partner_lead(peak)
    here = reverse("office:finance:statement", args=[peak.slug, intake.slug])
    theirs = reverse("partner:finance:statements")

    def page(user, url):
        client.force_login(user)
        return client.get(url).content.decode()

    assert "Cannot be paid yet. It has given no bank details." in page(lead, theirs)
    details(peak, money, martin, vat="980780684")
    details(peak, money, martin, name="Other name", confirm=False)
    for user, url, shows in (
        (martin, here, True),
        (money, theirs, True),
        (lead, theirs, False),
        (world.an_officer(), here, False),
    ):
        text = page(user, url)
        assert ("ending in 1958" in text, "confirmed on 24 November 2026" in text) == (shows, True), user.name
        assert "A change waits to be confirmed" in text
        assert "VAT number GB 980780684" in text
        assert "00641958" not in text
        assert "Other name" not in text
    readers = Entry.objects.filter(happening="partners.payee_read").values_list("by_name", flat=True)
    assert list(readers.order_by("pk")) == ["Martin Hale", money.name]
    assert paying(peak, TODAY - timedelta(days=1)).payee is None
    for user, url in ((lead, theirs), (martin, here)):
        client.force_login(user)
        paper = client.get(url.rstrip("/") + "/paper/") if user == martin else None
        assert paper is None or paper.content[:5] == b"%PDF-"


@pytest.mark.django_db
@pytest.mark.usefixtures("at_now")
def test_finance_pays_from_its_pages_and_takes_a_file_that_runs_nothing(client, scene):
    (peak, trent), (money, other), martin, intake = scene
    details(peak, money, martin, name=FORMULA)
    client.force_login(martin)
    statement = client.get(reverse("office:finance:statement", args=[peak.slug, intake.slug])).content.decode()
    assert "£300.00 is owed and not approved yet" in statement
    approval = reverse("office:finance:approval", args=[peak.slug, intake.slug])
    client.post(approval, {"seen": "x"})
    assert not Approval.objects.exists()
    client.post(approval, {"seen": "30000"})
    here = reverse("office:finance:payments")
    page = client.get(here).content.decode()
    assert "It pays £300.00 to 1 partner" in page
    assert "It has given no bank details." in page
    making = reverse("office:finance:run_making")
    wrong = client.post(making, {"seen": "1", "pays_on_day": "24", "pays_on_month": "11", "pays_on_year": "2026"})
    assert (wrong.status_code, "£300.00 now, not £0.01" in wrong.content.decode()) == (422, True)
    assert client.post(making, {"seen": "30000", "pays_on": "nonsense"}).status_code == 422
    made = client.post(making, {"seen": "30000", "pays_on_day": "24", "pays_on_month": "11", "pays_on_year": "2026"})
    assert made.status_code == 302
    run_page = client.get(made.url).content.decode()
    assert "PR-000001-001" in run_page
    assert "1958" not in run_page
    file = reverse("office:finance:run_file", args=["PR-000001"])
    assert client.post(file).url.startswith(reverse("account_proof"))
    just_proved(client)
    assert client.get(file).status_code == 405
    answer = client.post(file)
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [
        list(actions.HEADERS),
        ["010203", "00641958", "'" + FORMULA, "300.00", "PR-000001-001", "", "2026-11-24"],
    ]
    assert Entry.objects.filter(happening="finance.payment_run_exported").count() == 1
    assert "paid on" in client.get(reverse("office:finance:statement", args=[peak.slug, intake.slug])).content.decode()
    client.force_login(world.an_officer())
    assert client.get(here).status_code == client.get(made.url).status_code == 200
    assert "Take the file" not in client.get(made.url).content.decode()
    for url in (approval, making, file, reverse("office:finance:run_cancelling", args=["PR-000001"])):
        assert client.post(url).status_code == 404
    client.force_login(martin)
    cancelling = reverse("office:finance:run_cancelling", args=["PR-000001"])
    assert client.post(cancelling, {"reason": ""}).status_code == 422
    client.post(cancelling, {"reason": "Wrong day"})
    assert PaymentRun.objects.get().is_cancelled
