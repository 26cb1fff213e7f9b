"""The pages of a round: what each audience sees and does, and never another partner's people."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from cadre.consent import actions
from cadre.consent.models import Round
from cadre.consent.states import AgreementState, OfferState, Option, RoundState
from cadre.consent.tests import scene
from cadre.formation.tests import network
from cadre.journal.worker import drain
from cadre.messages.models import Message
from cadre.messages.queries import as_sent
from tests import world
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
@kept
def ruth():
    return world.an_officer()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(answer) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_the_office_begins_a_round_from_the_plan_and_sees_who_has_not_answered(ruth):
    scene.terms()
    network.two_partners()
    plan, office = scene.a_plan(ruth), signed_in(ruth)
    start = reverse("office:consent:starting", args=[plan.ref])
    assert start in office.get(reverse("office:formation:plan", args=[plan.ref])).content.decode()
    page = text(office.get(start))
    assert "9 people of its own would be offered a place in another group." in page
    assert "9 people would be offered a place in another group." in page
    office.post(start, {"sends_alone": "on"})
    found = Round.objects.get()
    page = text(office.get(reverse("office:consent:round", args=[found.ref])))
    assert "0 of 2 partners answered" in page
    answer = reverse("office:consent:answering", args=[scene.of(found, "Trent").ref])
    refused = office.post(answer, {"answer": "agreed", "words": ""})
    assert (refused.status_code, "Say who answered" in text(refused)) == (422, True)
    office.post(answer, {"answer": "agreed", "words": "Their head, by phone"})
    assert scene.of(found, "Trent").state == AgreementState.AGREED
    assert text(office.post(start, {}, follow=True)).count("asks about this offering already") == 1


def test_a_partner_sees_its_own_people_by_name_and_others_as_a_number(ruth):
    found = scene.a_round(ruth)
    names = [offer["name"] for offer in found.offering.applications.values("name")]
    leads = {name: signed_in(world.a_partner_lead(scene.of(found, name).partner)) for name in ("Peakside", "Trent")}
    own = reverse("partner:consent:agreement", args=[scene.of(found, "Peakside").ref])
    page = text(leads["Peakside"].get(own))
    assert [name for name in names if name in page] == [name for name in names if name.startswith("Peakside")]
    assert "Your group" in page
    theirs = reverse("partner:consent:agreement", args=[scene.of(found, "Trent").ref])
    page = text(leads["Trent"].get(theirs))
    assert ([name for name in names if name in page], "9 people who chose others would join you" in page) == ([], True)
    assert leads["Trent"].get(own).status_code == 404
    assert "9 people wait for it" in text(leads["Peakside"].get(reverse("partner:consent:agreements")))
    answer = reverse("partner:consent:answer", args=[scene.of(found, "Peakside").ref])
    assert leads["Trent"].post(answer, {"answer": "agreed"}).status_code == 404
    kept = leads["Peakside"].post(answer, {"answer": "countered", "may_go": "no", "words": ""})
    assert (kept.status_code, "Say why" in text(kept)) == (422, True)
    stale = leads["Peakside"].post(answer, {"answer": "agreed", "seen": "0123456789abcdef"})
    assert "has changed while you read it" in text(stale)
    assert f'name="seen" value="{scene.of(found, "Peakside").mark}"' in stale.content.decode()
    said = {"answer": "countered", "may_go": "no", "words": "Three more come.", "group": "as_proposed"}
    leads["Peakside"].post(answer, said)
    assert scene.of(found, "Peakside").may_go is False


def test_a_partner_finds_its_requests_by_course_and_answer(ruth):
    found = scene.a_round(ruth)
    lead, every = signed_in(world.a_partner_lead(scene.of(found, "Peakside").partner)), scene.of(found, "Peakside")
    place = reverse("partner:consent:agreements")
    code = found.offering.qualification.code
    for query, rows in {
        "": [every],
        f"q={code}": [every],
        "q=nothing": [],
        "state=open": [every],
        "state=agreed": [],
    }.items():
        page = lead.get(f"{place}?{query}")
        assert (list(page.context["listing"].rows), "9 people wait for it" in text(page)) == (rows, True), query
    assert "No request matches" in text(lead.get(f"{place}?state=agreed"))
    assert lead.get(f"{place}?format=csv").headers["Content-Type"].startswith("text/html"), "the matrix gives no file"


def offer_link() -> str:
    mail = Message.objects.filter(kind="consent.offer").order_by("to").first()
    found = re.search(r"/go/place/[^\s)>\"]+", as_sent(mail).text)
    assert found
    return found.group()


def test_one_press_by_link_accepts_without_a_password_and_looking_does_not(ruth):
    found = scene.a_round(ruth)
    scene.all_agree(found, ruth)
    path, anybody = offer_link(), Client()
    page = text(anybody.get(path))
    assert "We offer you another place" in page
    assert "the day is not picked yet" in page
    assert scene.states(found) == {"open": 9}
    done = anybody.post(f"{path}acceptance/", {"option": "local"}, follow=True)
    assert "You chose: A place at Trent" in text(done)
    assert scene.states(found) == {"accepted": 1, "open": 8}
    assert "nothing to answer any more" in text(anybody.post(f"{path}declining/", follow=True))
    assert anybody.get("/go/place/nothing-like-it/").status_code == 404


def test_the_same_offer_is_in_the_account_and_nobody_elses(ruth):
    found = scene.a_round(ruth)
    scene.all_agree(found, ruth)
    mine, other = scene.offers(found)[:2]
    me = signed_in(mine.application.applicant)
    assert mine.ref in me.get(reverse("candidate:consent:offers")).content.decode()
    assert me.get(reverse("candidate:consent:offer", args=[other.ref])).status_code == 404
    me.post(reverse("candidate:consent:declining", args=[mine.ref]))
    assert scene.states(found)["declined"] == 1


def test_the_office_reminds_takes_back_and_calls_off(ruth):
    found = scene.a_round(ruth)
    scene.all_agree(found, ruth)
    office, first = signed_in(ruth), scene.offers(found)[0]
    assert "9 reminders are on the way" in text(
        office.post(reverse("office:consent:reminders", args=[found.ref]), follow=True)
    )
    assert Message.objects.filter(kind="consent.offer_reminder").count() == 9
    back = reverse("office:consent:taking_back", args=[found.ref])
    assert first.application.name in text(office.get(back, {"refs": first.ref}))
    assert office.post(back, {"refs": first.ref, "reason": ""}).status_code == 422
    office.post(back, {"refs": first.ref, "reason": "The room is smaller"})
    assert scene.offers(found, OfferState.TAKEN_BACK) == [first]
    off = reverse("office:consent:calling_off", args=[found.ref])
    assert office.post(off, {"reason": ""}).status_code == 422
    office.post(off, {"reason": "A venue was found"})
    assert scene.again(found).state == RoundState.CALLED_OFF


def test_a_settled_round_leads_to_carrying_out(ruth):
    found = scene.a_round(ruth)
    scene.all_agree(found, ruth)
    for offer in scene.offers(found):
        actions.accept_offer(offer, Option.LOCAL, by=ruth, now=world.NOW)
    drain(limit=1000)
    office = signed_in(ruth)
    out = reverse("office:formation:carrying_out", args=[scene.again(found).plan.ref])
    assert out in office.get(reverse("office:consent:round", args=[found.ref])).content.decode()
    done = office.post(out, {"reason": "everybody said yes"}, follow=True)
    assert "is carried out" in text(done)
