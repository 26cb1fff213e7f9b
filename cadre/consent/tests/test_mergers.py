"""A partner goes into another, or leaves, while a plan that concerns it is ready and a round asks about it."""

import pytest
from django.urls import reverse

from cadre.consent.actions import accept_offer
from cadre.consent.models import AlternateOffer
from cadre.consent.states import AgreementState, OfferState, Option, RoundState
from cadre.consent.tests import scene
from cadre.formation import actions as formation
from cadre.formation.actions.committing import Stale
from cadre.formation.queries.plans import closed_places
from cadre.groups.models import Group
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.journal.worker import drain
from cadre.partners import actions as partners
from cadre.partners.models import Partner
from tests import world
from tests.scenes import kept
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
@kept
def ruth():
    return world.an_officer()


def gone(name: str, ruth, into: Partner | None = None):
    partner = Partner.objects.get(short_name=name)
    said = {"on_day": TODAY, "reason": "One trust", "by": ruth, "today": TODAY, "now": NOW}
    return partners.plan_change(partner, into=into, **said)


def accepted(found) -> list[AlternateOffer]:
    return scene.offers(found, OfferState.ACCEPTED)


def all_accept(found, ruth) -> None:
    scene.all_agree(found, ruth)
    for offer in scene.offers(found, OfferState.OPEN):
        accept_offer(offer, Option.LOCAL, by=System("Somebody"), now=NOW)
    drain(limit=1000)


def test_seats_that_were_accepted_go_with_the_group_and_the_partner_that_goes_on_is_asked(ruth):
    found = scene.a_round(ruth)
    all_accept(found, ruth)
    assert (len(accepted(found)), scene.again(found).state) == (9, RoundState.SETTLED)
    before, heir = scene.again(found).plan, world.a_partner("Dales Trust", easting=441_000, northing=360_000)
    gone("Trent", ruth, into=heir)
    with pytest.raises(Stale, match="Trent went into Dales Trust on 24 November 2026"):
        formation.commit_plan(before, close=[], reason="x", by=ruth, today=TODAY, now=NOW)
    drain(limit=1000)
    assert {offer.partner for offer in accepted(found)} == {heir}
    row = scene.again(found)
    assert (row.stuck, row.plan_id != before.pk) == ("", True)
    why = "The round had {} planned again: Trent Reach Alliance went into Dales Trust on 24 November 2026"
    assert why.format(row.ref) in [entry.sentence for entry in Entry.objects.about(row)]
    scene.all_agree(found, ruth)
    assert scene.of(found, "Dales").state == AgreementState.AGREED
    scene.carry_out(found, ruth)
    assert set(scene.sitting().values()) == {"Dales"}
    assert len(scene.sitting()) == 23


def test_a_round_whose_host_leaves_says_so_by_name_and_waits_for_the_office(ruth):
    found = scene.a_round(ruth)
    all_accept(found, ruth)
    change = gone("Trent", ruth)
    drain(limit=1000)
    row = scene.again(found)
    assert row.stuck == (
        "Trent Reach Alliance can have no group now, where 9 people accepted a place. Take those offers back."
    )
    partners.take_back_change(change, reason="They stay", by=ruth, now=NOW)
    drain(limit=1000)
    row = scene.again(found)
    assert (row.stuck, row.state, len(accepted(found))) == ("", RoundState.SETTLED, 9)


def test_a_partner_without_a_signed_memorandum_has_no_group_and_the_plan_says_why(client, ruth):
    scene.terms()
    scene.network.two_partners()
    peak = Partner.objects.get(short_name="Peakside")
    peak.memoranda.all().delete()
    Partner.objects.filter(pk=peak.pk).update(signed_on=None)
    plan = scene.a_plan(ruth)
    why = "Peakside has no signed memorandum of understanding. Planning and promotion open once both sides have signed."
    assert [(row.partner, row.wished, said) for row, said in closed_places(plan)] == [(peak, 9, why)]
    place = plan.places.get(partner=peak)
    assert place.sentence == f"{why} It can hold no group; 9 people chose it."
    told = set(plan.seats.filter(application__preferred_partner=peak).values_list("sentence", flat=True))
    assert told == {
        "Your partner can hold no group (Peakside has no signed memorandum of understanding); you sit 10 km away at "
        "Trent."
    }
    client.force_login(ruth)
    page = client.get(reverse("office:formation:plan", args=[plan.ref]))
    assert "Could have no group" in page.content.decode()
    assert Group.objects.filter(partner=peak).exists()
