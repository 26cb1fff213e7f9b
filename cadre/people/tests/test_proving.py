"""A mailed code proves one thing, within its time and tries; a young sign-in proves who somebody is."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.messages.queries import as_sent
from cadre.people import codes, reference
from cadre.people.models import MailedCode, ProofPolicy
from tests import world
from tests.proved import just_proved, newest_code
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
SIGN = {"to": "chair@school.example", "name": "Chair", "what": "sign it"}


def mailed(purpose: str = "sign:1", *, now=NOW) -> str:
    codes.mail_code(purpose, now=now, **SIGN)
    return newest_code()


def test_a_code_is_for_one_purpose_for_a_while_and_for_a_few_tries():
    with pytest.raises(Refusal, match="not settled"):
        mailed()
    reference.load(TODAY)
    terms = ProofPolicy.objects.get()
    first, second = mailed(), mailed()
    assert (codes.code_fault("sign:1", first, now=NOW), codes.code_fault("sign:2", second, now=NOW)) == (
        codes.WRONG,
        codes.OVER,
    )
    lower = f" {second[:3].lower()}-{second[3:]} "
    assert [codes.code_fault("sign:1", lower, now=NOW), codes.code_fault("sign:1", second, now=NOW)] == ["", ""]
    over = NOW + timedelta(minutes=terms.code_minutes)
    assert codes.code_fault("sign:1", second, now=over - timedelta(seconds=1)) == ""
    assert codes.code_fault("sign:1", second, now=over) == codes.OVER
    codes.use_up("sign:1", second, now=NOW)
    assert codes.code_fault("sign:1", second, now=NOW) == codes.OVER
    with pytest.raises(Refusal, match="no longer"):
        codes.use_up("sign:1", second, now=NOW)
    third = mailed()
    said = [codes.code_fault("sign:1", "wrong1", now=NOW) for _ in range(terms.tries)]
    assert said == [codes.WRONG] * (terms.tries - 1) + [codes.OVER]
    assert codes.code_fault("sign:1", third, now=NOW) == codes.OVER
    assert third not in str(MailedCode.objects.values())
    for _ in range(terms.codes_an_hour - 3):
        mailed()
    with pytest.raises(Refusal, match="codes within the hour. Ask for another from 11:00"):
        mailed()
    assert Message.objects.filter(kind="people.proof_code").count() == terms.codes_an_hour
    later = NOW + codes.HOUR
    assert codes.code_fault("sign:1", mailed(now=later), now=later) == ""


def test_the_page_lets_on_whoever_types_the_code_and_nobody_else(client, settings):
    here = f"{reverse('account_proof')}?next=/account/"
    settings.DEMO = False
    reference.load(TODAY)
    assert client.get(here).url.startswith("/sign-in/")
    robin = world.a_user()
    client.force_login(robin)
    assert "Send me a code" in client.get(here).content.decode()
    assert not Message.objects.filter(kind="people.proof_code").exists()
    assert "It is me" not in client.post(here, {"click": "1"}).content.decode()
    assert client.post(here, {"code": "x\u202e"}).status_code == 422
    assert "not the code" in client.post(here, {"code": "AAAAA!"}).content.decode()
    for back, leads in (("/account/", "/account/"), ("https://evil.example", "/home/"), ("//evil.example/", "/home/")):
        answer = client.post(f"{reverse('account_proof')}?next={back}", {"code": newest_code()})
        assert (answer.status_code, answer.url) == (302, leads)
        assert client.session["proved"] == {"user": robin.pk, "at": NOW.timestamp()}
        just_proved(client, at=NOW - timedelta(minutes=15))
        client.post(here)
    settings.DEMO = True
    assert client.post(here, {"click": "1"}).url == "/account/"


def test_signing_in_is_a_proof_and_its_person_s_alone(client):
    reference.load(TODAY)
    robin = world.a_user()
    client.post(reverse("account_request_login_code"), {"email": robin.email})
    mail = as_sent(Message.objects.get(kind="people.sign_in_code"))
    code = next(line.strip(" *") for line in mail.text.splitlines() if line.strip(" *").isupper())
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.session["proved"] == {"user": robin.pk, "at": NOW.timestamp()}
