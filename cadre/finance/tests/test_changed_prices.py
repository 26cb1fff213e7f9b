"""A price that changed after it was invoiced: shown to finance, corrected by credit and invoice when they say."""

import pytest
from django.urls import reverse

from cadre.applications.models import Application, PayerQuestion, Quote
from cadre.finance.actions.correcting import correct_price
from cadre.finance.actions.courses import raise_course_invoices
from cadre.finance.actions.invoicing import credit_invoice
from cadre.finance.models import Invoice
from cadre.finance.queries.changed import changed_places
from cadre.finance.queries.credits import lines_of_place
from cadre.finance.rules.invoices import price_change
from cadre.groups.models import Enrolment
from cadre.journal.actions import System
from cadre.lib.errors import Refusal
from tests import world
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rates", "at_now")]
WHEN = {"by": System("Test"), "today": world.TODAY, "now": world.NOW}


@pytest.mark.parametrize(
    ("invoiced", "payable", "words"),
    [
        (125_000, 125_000, ""),
        (0, 125_000, ""),
        (125_000, 112_500, "£1,250.00 invoiced, £1,125.00 now: £125.00 less."),
        (112_500, 125_000, "£1,125.00 invoiced, £1,250.00 now: £125.00 more."),
        (125_000, 0, "£1,250.00 invoiced, £0.00 now: £1,250.00 less."),
    ],
)
def test_a_change_is_said_in_pounds(invoiced, payable, words):
    assert price_change(invoiced=invoiced, payable=payable) == words


@pytest.fixture
@kept
def places() -> tuple[Enrolment, Enrolment]:
    """Two people on one invoice."""
    group = world.a_confirmed_group(0)
    same = {"billing_name": "Sherwin Hall", "billing_email": "pay@sherwin.example", "billing_postcode": "NG5 6QT"}
    made = [world.an_enrolment(group, name, **same) for name in ("Amina Yusuf", "Tom Reed")]
    raise_course_invoices(group, **WHEN)
    assert Invoice.objects.count() == 1
    return made[0], made[1]


def quoted(place: Enrolment, payable: int, **more) -> None:
    """Another quote, as a deferral or a settlement makes one."""
    old = place.application.quote
    new = Quote.objects.create(
        application=place.application,
        made_at=world.NOW,
        outcome=more.get("outcome", "payer_discount"),
        reason_code="payer_discount",
        sentence="Two people count together.",
        list_pence=old.list_pence,
        discount_pence=old.list_pence - payable,
        payable_pence=payable,
    )
    Application.objects.filter(pk=place.application_id).update(quote=new)
    place.refresh_from_db()


def test_only_the_place_whose_price_changed_is_credited_and_invoiced_again(places):
    amina, tom = places
    assert changed_places() == []
    quoted(amina, 112_500)
    [found] = changed_places()
    assert (found.enrolment, found.invoiced_pence, found.payable_pence, found.waits) == (amina, 125_000, 112_500, "")
    note, invoice = correct_price(amina, seen_pence=112_500, **WHEN)
    assert (note.net_pence, note.reason) == (125_000, "The price changed. Two people count together.")
    assert (invoice.net_pence, {line.enrolment for line in invoice.lines.all()}) == (112_500, {amina})
    assert changed_places() == []
    assert Invoice.objects.count() == 3
    with pytest.raises(Refusal, match="nothing to correct"):
        correct_price(amina, seen_pence=112_500, **WHEN)
    quoted(amina, 100_000)
    correct_price(amina, seen_pence=100_000, **WHEN)
    quoted(tom, 112_500)
    correct_price(tom, seen_pence=112_500, **WHEN)
    assert (changed_places(), Invoice.objects.count()) == ([], 7)


def test_a_price_that_fell_to_nothing_is_only_credited(places):
    quoted(places[0], 0)
    note, invoice = correct_price(places[0], seen_pence=0, **WHEN)
    assert (note.net_pence, invoice, changed_places()) == (125_000, None, [])


def test_what_was_shown_is_what_is_charged_and_an_open_question_waits(places):
    amina, _ = places
    quoted(amina, 112_500)
    with pytest.raises(Refusal, match="since you opened"):
        correct_price(amina, seen_pence=100_000, **WHEN)
    PayerQuestion.objects.create(
        application=amina.application, because="No fund", asked_at=world.NOW, mailed_on=world.TODAY
    )
    assert changed_places()[0].waits.startswith("There is no scholarship")
    with pytest.raises(Refusal, match="not said who pays"):
        correct_price(amina, seen_pence=112_500, **WHEN)
    assert Invoice.objects.count() == 1


def test_what_was_credited_by_hand_stays_so(places):
    amina, _ = places
    invoice = Invoice.objects.get()
    credit_invoice(invoice, reason="By hand", key="c", lines=lines_of_place(invoice, str(amina.pk)), **WHEN)
    quoted(amina, 112_500)
    assert changed_places() == []


def test_finance_corrects_with_one_button_and_operations_only_see(client, places):
    quoted(places[0], 112_500)
    list_, where = reverse("office:finance:changed"), reverse("office:finance:correction", args=[places[0].ref])
    client.force_login(world.an_officer())
    page = client.get(list_).content.decode()
    assert ("Amina Yusuf" in page, "Credit and invoice again" in page) == (True, False)
    assert f'href="{list_}">1 place</a>' in client.get(reverse("office:finance:invoices")).content.decode()
    assert client.post(where, {"seen": "112500"}).status_code == 404
    client.force_login(world.an_officer("Martin Hale", "finance"))
    page = client.get(list_).content.decode()
    assert ("£1,125.00" in page, "Credit and invoice again" in page, 'value="112500"' in page) == (True, True, True)
    for seen in ("", "x", "9" * 40, "1"):
        assert "since you opened this page" in client.post(where, {"seen": seen}, follow=True).content.decode()
    done = client.post(where, {"seen": "112500"}, follow=True).content.decode()
    assert "takes the old price back" in done
    assert "Every invoice says the price as it is now" in done
    assert list_ not in client.get(reverse("office:finance:invoices")).content.decode()


def test_several_are_corrected_as_they_were_shown_and_whoever_waits_is_left(client, places, monkeypatch):
    amina, tom = places
    quoted(amina, 112_500)
    quoted(tom, 100_000)
    client.force_login(world.an_officer("Martin Hale", "finance"))
    list_, several = reverse("office:finance:changed"), reverse("office:finance:correcting")
    shown = lambda **asked: [row.enrolment for row in client.get(list_, asked).context["listing"].rows]  # noqa: E731
    assert (shown(), shown(q="TOM"), shown(sort="price"), shown(may="no")) == ([amina, tom], [tom], [tom, amina], [])
    file = b"".join(client.get(list_, {"format": "csv", "q": "amina"}).streaming_content).decode()
    assert file.splitlines()[1].endswith(",1250.00,1125.00,Two people count together.,Yes")
    question = PayerQuestion.objects.create(
        application=tom.application, because="No fund", asked_at=world.NOW, mailed_on=world.TODAY
    )
    page = client.get(several, {"all": "1"})
    assert ([row.enrolment for row in page.context["ready"]], len(page.context["rows"])) == ([amina], 2)
    assert (Invoice.objects.count(), shown(may="no")) == (1, [tom])
    question.delete()
    monkeypatch.setattr("cadre.finance.views.changed.AT_ONCE", 1)
    assert "1 more place matches" in client.get(several, {"ref": [amina.ref, tom.ref]}).content.decode()
    monkeypatch.setattr("cadre.finance.views.changed.AT_ONCE", 50)
    seen = {"seen": [f"{amina.ref}:112500", f"{tom.ref}:1", "x:1:2", "nobody:5"]}
    done = client.post(several, seen, follow=True).content.decode()
    assert ("invoiced again: 1 place." in done, "Tom Reed: The price has changed since" in done) == (True, True)
    assert (
        "Nothing was left to correct" in client.post(several, {"seen": seen["seen"][:1]}, follow=True).content.decode()
    )
    assert (Invoice.objects.count(), [one.enrolment for one in changed_places()]) == (3, [tom])
    client.force_login(world.an_officer())
    assert client.post(several, {"seen": f"{tom.ref}:100000"}).status_code == 404
