"""The same press twice, from the page that was drawn once: one new code, one mail, one entry in the journal."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cadre.documents.rehearsing import undrawn
from cadre.journal.models import Entry
from cadre.messages.models import Message
from cadre.partners import actions, reference
from cadre.partners.models import AllocationCode, Contact, Memorandum, SigningLink
from cadre.partners.rules import refuse_replacement
from tests import world
from tests.said_again import Shown
from tests.wanderer import Forms
from tests.world import NOW, TODAY

LATER = TODAY + timedelta(days=60)
UNTIL = {"ends_on_day": LATER.day, "ends_on_month": LATER.month, "ends_on_year": LATER.year}


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def entries() -> int:
    return Entry.objects.count()


@pytest.mark.parametrize(
    ("to_on", "why"),
    [
        (None, None),
        (TODAY, "This code ended on 24 November 2026. It was replaced already, or taken out of use."),
        (LATER, "This code stops on 23 January 2027. It was replaced already, or taken out of use."),
    ],
)
def test_a_code_is_replaced_while_its_last_day_is_not_set(to_on, why):
    assert refuse_replacement(to_on, today=TODAY) == why


@pytest.mark.django_db
@pytest.mark.parametrize("audience", ["partner", "office"])
def test_a_code_that_works_for_a_while_yet_is_replaced_once(at_now, audience):
    partner = world.a_partner()
    code = partner.codes.get()
    client = signed_in(world.a_partner_lead(partner) if audience == "partner" else world.an_officer())
    path = reverse(f"{audience}:partners:rotation", args=[code.pk])
    assert client.post(path, UNTIL).status_code == 302
    then = entries()
    again = client.post(path, UNTIL)
    assert (again.status_code, "This code stops on 23 January 2027." in again.content.decode()) == (422, True)
    assert (AllocationCode.objects.count(), entries()) == (2, then)
    where = reverse("partner:partners:codes") if audience == "partner" else partner_page(partner)
    page = client.get(where).content.decode()
    assert path not in page, "what is refused is not offered"
    new = AllocationCode.objects.get(partner=partner, to_on=None)
    assert reverse(f"{audience}:partners:rotation", args=[new.pk]) in page


def partner_page(partner) -> str:
    return reverse("office:partners:partner", args=[partner.slug])


@pytest.mark.django_db
def test_a_code_is_issued_once_by_two_presses_and_another_by_a_third(at_now):
    partner, client = world.a_partner(), signed_in(world.an_officer())
    page, path = partner_page(partner), reverse("office:partners:issue", args=[partner.slug])
    [mark] = [dict(one.held)["seen"] for one in Forms(client.get(page).content.decode()).found if one.action == path]
    assert client.post(path, {"shown": "", "seen": mark}).status_code == 302
    again = client.post(path, {"shown": "", "seen": mark})
    new, text = AllocationCode.objects.latest("pk"), again.content.decode()
    assert (again.status_code, AllocationCode.objects.count()) == (422, 2)
    assert f"{new.shown} was issued while you had this page open." in text
    assert reverse("office:partners:expiry", args=[new.pk]) in text
    [mark] = [dict(one.held)["seen"] for one in Forms(text).found if one.action == path]
    assert client.post(path, {"shown": "", "seen": mark}).status_code == 302
    assert AllocationCode.objects.count() == 3


@pytest.mark.django_db
def test_the_last_day_of_a_code_is_set_once_and_may_be_changed(at_now):
    code, client = world.a_partner().codes.get(), signed_in(world.an_officer())
    path = reverse("office:partners:expiry", args=[code.pk])
    assert [client.post(path, UNTIL).status_code for _ in range(2)] == [302, 302]
    assert Entry.objects.filter(happening="partners.code_expired").count() == 1
    assert client.post(path, {}).status_code == 302
    code.refresh_from_db()
    assert code.to_on == TODAY


@pytest.mark.django_db
def test_somebody_is_invited_again_once_an_hour():
    partner, ruth = world.a_partner(), world.an_officer()
    contact = Contact.objects.get(user=world.a_partner_lead(partner))
    hour = timedelta(hours=1)
    times = [NOW, NOW + timedelta(seconds=2), NOW + hour - timedelta(seconds=1), NOW + hour]
    said = [actions.invite_again(contact, by=ruth, today=TODAY, now=now) for now in times]
    assert said == [True, False, False, True]
    assert Message.objects.filter(kind="partners.contact_invited").count() == 2


@pytest.mark.django_db
def test_the_page_says_that_nothing_was_sent(at_now):
    partner = world.a_partner()
    lead = world.a_partner_lead(partner)
    path = reverse("partner:partners:person_again", args=[Contact.objects.get().pk])
    pages = [signed_in(lead).post(path, follow=True).content.decode() for _ in range(2)]
    assert "Joanna Pike was invited again." in pages[0]
    assert "Nothing was sent: Joanna Pike was invited less than an hour ago." in pages[1]


@pytest.fixture
def memorandum(db, at_now) -> Memorandum:
    reference.load(TODAY), world.a_size_rule(), world.a_qualification()
    partner, ruth = world.a_partner(signed_on=None), world.an_officer()
    world.a_partner_lead(partner)
    with undrawn():
        row = actions.draft_memorandum(partner, by=ruth, today=TODAY, now=NOW)
        return actions.send_memorandum(row, by=ruth, today=TODAY, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("audience", ["partner", "office"])
def test_who_signs_is_named_once_by_two_presses_and_again_from_a_new_page(memorandum, audience):
    lead = Contact.objects.get(partner=memorandum.partner).user
    client = signed_in(lead if audience == "partner" else world.an_officer("Omar"))
    page = reverse(f"{audience}:partners:memorandum", args=[memorandum.ref])
    naming = {"partner": "memorandum_signatory", "office": "naming"}[audience]
    path = reverse(f"{audience}:partners:{naming}", args=[memorandum.ref])

    def drawn() -> dict[str, str]:
        [form] = [one for one in Forms(client.get(page).content.decode()).found if "signatory" in dict(one.typed)]
        about = {"signatory": "Chair Person", "email": "chair@school.example", "role": "Chair"}
        return about | {"seen": dict(form.held)["seen"]}

    def mailed() -> int:
        return Message.objects.filter(kind="partners.memorandum_link").count()

    def pressed(later: int, sent: dict[str, str]):
        with time_machine.travel(NOW + timedelta(seconds=later), tick=False):
            return client.post(path, sent)

    first = drawn()
    assert [pressed(later, first).status_code for later in (0, 1)] == [302, 302]
    assert (mailed(), SigningLink.objects.count()) == (1, 1)
    assert pressed(2, drawn()).status_code == 302
    assert (mailed(), SigningLink.objects.count()) == (2, 1), "a new page sends a new link"
    late = pressed(3, first | {"signatory": "Vice Chair", "email": "vice@school.example"})
    text = late.content.decode()
    assert (late.status_code, "It is now: Chair Person" in text, mailed()) == (422, True, 2)
    assert "vice@school.example" in Shown(text).values["email"]
