"""Bank details are shown whole and changed only by who has just proved who they are; two of finance take them down."""

from datetime import timedelta

import pytest
from django.db.utils import IntegrityError
from django.urls import reverse

from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.partners import actions, reference
from cadre.partners.models import Contact, PayeeDetails
from cadre.partners.states import ContactPurpose, PayeeState, Told
from cadre.people import reference as people
from cadre.people.models import ProofPolicy
from tests import world
from tests.proved import just_proved, newest_code
from tests.scenes import kept
from tests.world import NOW, TODAY

ACCOUNT = "73641958"
BANK = actions.Bank("203040", ACCOUNT)
TYPED = {"account_name": "Peakside", "sort_code": "20-30-40", "account": ACCOUNT, "roll": ""}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
@kept
def paid():
    reference.load(TODAY)
    people.load(TODAY)
    partner = world.a_partner()
    lead = world.a_partner_lead(partner)
    Contact.objects.filter(user=lead).update(phone="01632 960001")
    return partner, world.a_partner_lead(partner, "Money Pike", ContactPurpose.FINANCE)


def test_a_sign_in_that_is_old_is_proved_anew_and_nothing_typed_is_lost(client, paid, settings):
    partner, money = paid
    client.force_login(money)
    path = reverse("partner:partners:bank_change", args=[partner.slug])
    settings.DEMO = False
    away = client.get(path)
    assert (away.status_code, away.url.split("?")[0]) == (302, reverse("account_proof"))
    minutes = ProofPolicy.objects.get().fresh_minutes
    just_proved(client, at=NOW - timedelta(minutes=minutes, seconds=-1))
    assert client.get(path).status_code == 200
    just_proved(client, at=NOW - timedelta(minutes=minutes))
    assert "six figures" in client.post(path, TYPED | {"sort_code": "1"}).content.decode()
    assert not Message.objects.filter(kind="people.proof_code").exists()
    asked = client.post(path, TYPED).content.decode()
    assert all(f'value="{TYPED[name]}"' in asked for name in ("account_name", "sort_code", "account"))
    assert "Code from the mail" in asked
    assert ACCOUNT not in str(dict(client.session))
    wrong = client.post(path, TYPED | {"code": "AAAAAA"})
    assert (wrong.status_code, ACCOUNT in wrong.content.decode()) == (422, True)
    assert not PayeeDetails.objects.exists()
    again = client.post(path, TYPED | {"code": "", "again": "1"})
    assert (again.status_code, Message.objects.filter(kind="people.proof_code").count()) == (200, 2)
    assert client.post(path, TYPED | {"code": newest_code()}).status_code == 302
    assert PayeeDetails.objects.get().entered_by == money
    settings.DEMO = True
    actions.take_back_payee(PayeeDetails.objects.get(), by=money, now=NOW)
    just_proved(client, at=NOW - timedelta(hours=1))
    assert "It is me" in client.post(path, TYPED).content.decode()
    assert client.post(path, TYPED | {"code": "", "click": "1"}).status_code == 302


def test_finance_sees_the_whole_number_and_confirms_only_after_a_proof(client, paid):
    partner, money = paid
    made = actions.change_payee(partner, account_name="Peakside", bank=BANK, vat_number="", by=money, now=NOW)
    client.force_login(world.an_officer("Martin Hale", "finance"))
    here = reverse("office:partners:bank", args=[made.pk])
    masked = client.get(here).content.decode()
    assert ("1958" in masked, ACCOUNT in masked, "Show the whole number" in masked) == (True, False, True)
    pressed = client.post(reverse("office:partners:bank_confirmation", args=[made.pk]))
    proof = pressed.url
    made.refresh_from_db()
    assert (made.state, ACCOUNT in client.get(proof).content.decode()) == (PayeeState.WAITING, False)
    refused = client.post(reverse("office:partners:bank_refusal", args=[made.pk]), {"reason": ""})
    assert (refused.status_code, ACCOUNT in refused.content.decode()) == (422, False)
    assert client.post(proof, {"click": "1"}).url == here
    assert ACCOUNT in client.get(here).content.decode()
    client.post(reverse("office:partners:bank_confirmation", args=[made.pk]))
    made.refresh_from_db()
    assert made.state == PayeeState.CONFIRMED


def test_what_is_given_on_the_phone_is_called_back_on_a_known_number_and_confirmed_by_another(client, paid):
    partner, money = paid
    lead = Contact.objects.get(phone="01632 960001")
    unknown = Contact.objects.get(user=money)
    martin, asha = world.an_officer("Martin Hale", "finance"), world.an_officer("Asha Rao", "finance")
    client.force_login(martin)
    just_proved(client)
    path = reverse("office:partners:bank_taking_down", args=[partner.slug])
    said = TYPED | {"giver": "Joanna Pike", "told": "phone", "contact": str(lead.pk)}
    for lacks in ({"giver": ""}, {"told": "mail"}, {"contact": str(unknown.pk)}, {"contact": "x"}, {"contact": ""}):
        answer = client.post(path, said | lacks)
        assert (answer.status_code, ACCOUNT in answer.content.decode()) == (422, True), lacks
    taken = actions.TakenDown("Joanna", Told.PHONE, unknown.pk)
    facts = {"account_name": "Peakside", "bank": BANK, "vat_number": "", "now": NOW}
    with pytest.raises(Refusal, match="number that we had before"):
        actions.take_down_payee(partner, **facts, taken=taken, by=martin)
    with pytest.raises(Refusal, match="Finance writes"):
        actions.take_down_payee(partner, **facts, taken=taken, by=money)
    assert client.post(path, said).status_code == 302
    made = PayeeDetails.objects.get()
    assert (made.state, made.given_by, made.called_back) == (
        PayeeState.WAITING,
        "Joanna Pike, on the phone, written down by Martin Hale",
        "Joanna Pike on 01632 960001",
    )
    told = Message.objects.filter(kind="partners.payee_changed")
    assert set(told.values_list("to_name", flat=True)) == {"Joanna Pike", "Money Pike"}
    assert "written down by Martin Hale" in told[0].text
    entry = Entry.objects.get(happening="partners.payee_taken_down")
    assert ACCOUNT not in str(entry.data)
    with pytest.raises(Refusal, match="Somebody else"):
        actions.confirm_payee(made, by=martin, now=NOW)
    assert not partner.payees.confirmed().exists()
    actions.confirm_payee(made, by=asha, now=NOW)
    assert partner.payees.confirmed().get() == made
    with pytest.raises(IntegrityError):
        PayeeDetails.objects.filter(pk=made.pk).update(called_back="")
