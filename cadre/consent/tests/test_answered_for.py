"""Staff write down what somebody answered on the phone: by the same rules, once, and told to whom it concerns."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cadre.consent import actions
from cadre.consent.states import Heard, OfferState, Option
from cadre.consent.tests import scene
from cadre.consent.tests.test_pages import signed_in, text
from cadre.groups.models import Enrolment
from cadre.groups.queries.merging import at_a_distance, going
from cadre.groups.queries.steps import _near
from cadre.groups.refused import refused_distance
from cadre.groups.states import JoinedBy
from cadre.journal.models import Entry
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from tests import world
from tests.scenes import kept
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
@kept
def ruth():
    return world.an_officer()


@pytest.fixture
@kept
def asked(ruth):
    """A round in which everybody of Peakside was just offered a place at Trent."""
    found = scene.a_round(ruth)
    scene.all_agree(found, ruth)
    return found


def said(who="Dev Anand", at=NOW):
    return actions.Said(who, Heard.PHONE, at)


def test_an_answer_on_the_phone_is_kept_once_and_told(asked, ruth):
    offer, other, third, *_ = scene.offers(asked, OfferState.OPEN)
    changes = scene.again(asked).changes
    for wrong, words in (
        (said(" "), "Say who"),
        (said(at=NOW + timedelta(minutes=1)), "later than now"),
        (said(at=offer.made_at - timedelta(minutes=1)), "was made on"),
    ):
        with pytest.raises(Refusal, match=words):
            actions.answer_for(offer, Option.LOCAL, wrong, by=ruth, now=NOW)
    with pytest.raises(Refusal, match="not what is offered"):
        actions.answer_for(offer, "elsewhere", said(), by=ruth, now=NOW)
    late = offer.expires_at
    with pytest.raises(Refusal, match="ended on"):
        actions.answer_for(offer, Option.LOCAL, said(), by=ruth, now=late)
    Message.objects.all().delete()
    actions.answer_for(offer, Option.LOCAL, said(), by=ruth, now=NOW)
    actions.answer_for(other, actions.NOTHING, said("Their head"), by=ruth, now=NOW)
    offer.refresh_from_db(), other.refresh_from_db()
    assert (offer.state, offer.answer, other.state) == (OfferState.ACCEPTED, Option.LOCAL, OfferState.DECLINED)
    assert offer.why == "Written down by Ruth Adeyemi: Dev Anand, on the phone, 24 November, 10:00"
    assert scene.again(asked).changes == changes + 2
    mails = {(one.to_name, one.kind): one.text for one in Message.objects.all()}
    assert {kind for _, kind in mails} == {"consent.offer_answered_for"}
    assert "Their head, on the phone, 24 November, 10:00" in mails[other.application.name, "consent.offer_answered_for"]
    entry = Entry.objects.about(offer).get(happening="consent.offer_answered_for")
    assert (entry.by_name, entry.data["who"], entry.data["how"]) == ("Ruth Adeyemi", "Dev Anand", "on the phone")
    for again in (Option.LOCAL, actions.NOTHING):
        with pytest.raises(Refusal, match="has answered already"):
            actions.answer_for(offer, again, said(), by=ruth, now=NOW)
    actions.accept_offer(third, Option.LOCAL, by=third.application.applicant or ruth, now=NOW)
    with pytest.raises(Refusal, match="has answered already"):
        actions.answer_for(third, Option.LOCAL, said(), by=ruth, now=NOW)


def test_the_page_takes_it_and_keeps_what_was_typed(asked, ruth):
    offer = scene.offers(asked, OfferState.OPEN)[0]
    office = signed_in(ruth)
    here = reverse("office:consent:offer_answering", args=[offer.ref])
    assert here in office.get(reverse("office:consent:round", args=[asked.ref])).content.decode()
    page = text(office.get(here))
    assert "A place at Trent" in page
    given = {"who": "Ms Kent", "how": "phone", "on": "24/11/2026", "at": "09:30", "answer": "none"}
    for wrong in ({"at": "9 o'clock"}, {"on": "x"}, {"how": "x"}, {"answer": "x"}, {"on": "25/11/2026"}):
        answer = office.post(here, given | wrong)
        assert (answer.status_code, 'value="Ms Kent"' in answer.content.decode()) == (422, True), wrong
    office.post(here, given | {"at": "10:00"})
    offer.refresh_from_db()
    assert offer.state == OfferState.DECLINED
    assert office.get(here).status_code == 302
    assert office.post(here, given).status_code == 422
    lead = signed_in(world.a_partner_lead(offer.partner))
    assert lead.get(here).status_code == 404


def test_who_declined_distance_learning_in_a_round_is_not_suggested_for_it(asked, ruth):
    first, second, *_ = scene.offers(asked, OfferState.OPEN)
    for offer in (first, second):
        offer.application.may_offer_distance = True
        offer.application.save()
        offer.options = [*offer.options, Option.DISTANCE.value]
        offer.save()
    actions.decline_offer(first, by=ruth, now=NOW)
    offering = asked.offering_id
    assert refused_distance(offering) == {first.application_id}
    online = world.a_distance_group()
    people = [first.application, second.application]
    for seat, one in enumerate(people, 1):
        Enrolment.objects.create(
            ref=f"C{seat}", group=online, application=one, person=ruth, joined_by=JoinedBy.HAND, seat=seat
        )
    assert _near(online, people, refused_distance(offering)) == [second.application]
    goes = {
        one.application.pk: (one.picked, one.fit.words)
        for one in going(people, at_a_distance(online, people, today=world.TODAY), None)
    }
    assert goes[first.application_id] == (False, "Said no to distance learning")
    assert goes[second.application_id][0] is True
    later = type(first).objects.get(pk=second.pk)
    actions.accept_offer(later, Option.DISTANCE, by=ruth, now=NOW)
    first.pk, first.ref, first.state, first.answer = None, "AO-LATER1", OfferState.ACCEPTED, Option.DISTANCE
    first.partner, first.group, first.place = None, None, ""
    first.save()
    assert refused_distance(offering) == frozenset()
