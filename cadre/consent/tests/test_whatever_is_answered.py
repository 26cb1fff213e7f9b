"""Whatever is answered, in any order: nobody sits where they did not agree, no place is held twice, no group too small.

The oracle reads rows and nothing of rounds but what was accepted: who sits where before and after.
"""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from cadre.applications.actions import withdraw_application
from cadre.applications.models import Application
from cadre.consent import actions
from cadre.consent.models import AlternateOffer, Round
from cadre.consent.states import AgreementState, GroupWish, OfferState, Option, RoundState
from cadre.consent.tests import scene
from cadre.formation.actions.committing import Stale
from cadre.formation.rules.drawing import Settings
from cadre.formation.tests.test_whatever_the_network import LEAST, UNSAID, accepted, any_network, places
from cadre.groups.models import Group
from cadre.journal.actions import System
from cadre.journal.worker import drain
from cadre.lib.errors import Refusal
from tests import world
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.long, pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
ANSWERS = (AgreementState.AGREED, AgreementState.AGREED, AgreementState.DECLINED, AgreementState.COUNTERED)
SOMEBODY = System("Somebody")


def something_is_answered(found: Round, random: Random, ruth) -> None:
    """A partner, two people or nobody in time; sometimes somebody leaves."""
    agreement = found.agreements.filter(state=AgreementState.OPEN).order_by("pk").first()
    if agreement and random.random() < 0.7:
        said = {"takes": random.choice([None, 0, 2, 5]), "may_go": random.random() < 0.7}
        group = random.choice(list(GroupWish))
        answer = random.choice(ANSWERS)
        actions.answer_agreement(agreement, answer=answer, group=group, words="so", by=ruth, now=NOW, **said)
        return
    waiting = scene.offers(found, OfferState.OPEN)
    for offer in random.sample(waiting, min(4, len(waiting))):
        if random.random() < 0.6:
            actions.accept_offer(offer, random.choice(offer.options), by=SOMEBODY, now=NOW)
        else:
            actions.decline_offer(offer, by=SOMEBODY, now=NOW)
    if random.random() < 0.3:
        person = random.choice(
            list(Application.objects.filter(state="accepted", offering=found.offering).order_by("pk"))
        )
        withdraw_application(person, by=SOMEBODY, now=NOW, reason="moved")
    if random.random() < 0.15:
        actions.lapse_offers(now=NOW + timedelta(days=9))


def nothing_is_held_twice() -> None:
    held = Counter(AlternateOffer.objects.holding().values_list("group", flat=True))
    for group in Group.objects.with_people():
        assert group.people + held[group.pk] <= group.size, group


def settled(found: Round, random: Random, ruth) -> Round:
    """The round once everything is answered; accepted places that cannot run are taken back."""
    for _ in range(60):
        now = scene.again(found)
        if now.stuck:
            stuck = [one for one in scene.offers(found, OfferState.ACCEPTED) if one.answer == Option.LOCAL]
            actions.take_back_offers(stuck, reason="too few", by=ruth, now=NOW)
        elif now.state == RoundState.SETTLED and not now.is_behind:
            return now
        else:
            something_is_answered(found, random, ruth)
        drain(limit=5000)
        nothing_is_held_twice()
    raise AssertionError(f"{now.state}, {now.changes} and {now.solved}, {scene.states(found)}")


@pytest.mark.parametrize("seed", range(4))
def test_nobody_sits_where_they_did_not_agree_and_no_group_is_too_small(seed):
    random, ruth = Random(seed), world.an_officer()
    any_network(random)
    if seed % 2:
        world.at_a_distance()
    scene.terms()
    plan = scene.a_plan(ruth, Settings(unsaid_km=UNSAID, undecided=False, open_groups=seed % 2 == 0))
    found = actions.start_round(plan, sends_alone=True, by=ruth, today=TODAY, now=NOW)
    drain(limit=5000)
    for _ in range(3):
        now = settled(found, random, ruth)
        before, kept = places(), set(now.keep)
        try:
            scene.carry_out(found, ruth)
            break
        except Stale:
            actions.plan_again(found, why="things changed", by=ruth)
            drain(limit=5000)
    after = places()
    taken = AlternateOffer.objects.filter(state=OfferState.ACCEPTED, answer=Option.LOCAL)
    agreed = dict(taken.values_list("application__name", "partner"))
    for person in Application.objects.select_related("school", "preferred_partner"):
        was, sits = before.get(person.name), after.get(person.name)
        chosen = (person.preferred_partner_id, was and was.partner_id)
        if sits and not sits.is_distance and sits.partner_id not in chosen:
            assert agreed.get(person.name) == sits.partner_id, f"{person.name} did not agree to {sits}"
            assert accepted(person, sits), f"{person.name} sits further than they travel"
    assert {name for name, host in agreed.items() if after[name].partner_id != host} == set()
    for group in Group.objects.exclude(pathway="distance").with_people():
        assert group.people == 0 or LEAST <= group.people <= group.size or group.ref in kept
    assert scene.again(found).state == RoundState.CARRIED_OUT
    with pytest.raises(Refusal):
        actions.call_off(found, reason="late", by=ruth, now=NOW)
