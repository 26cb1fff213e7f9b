"""Several are asked for one seat and all say yes at once: one has it, the others are told."""

import pytest

from cadre.journal.actions import System
from cadre.lib import clock
from cadre.scheduling.models import Assignment
from cadre.staffing import actions, reference
from cadre.staffing.models import Invitation
from cadre.staffing.states import InvitationState
from tests import world
from tests.proofs.processes import at_once
from tests.proofs.test_offers_from_the_waiting_list import faults, when_connected

pytestmark = pytest.mark.race
ASKED, PRESSES = 6, 30


def test_of_many_who_say_yes_to_one_seat_one_has_it(proof_db):
    reference.load(clock.today())
    ruth, group = world.an_officer(), world.a_group(12)
    people = [world.a_facilitator(f"Asked {number}") for number in range(ASKED)]
    asked = [actions.invite(group, who, "lead", by=ruth, now=clock.now()) for who in people]

    def press(number: int) -> None:
        one = asked[number % ASKED]
        when_connected(lambda: actions.accept(one, by=System("Somebody"), now=clock.now()))

    assert faults(at_once(PRESSES, press)) == []
    states = list(Invitation.objects.values_list("state", flat=True))
    assert (states.count(InvitationState.ACCEPTED), states.count(InvitationState.FILLED)) == (1, ASKED - 1)
    holder = Assignment.objects.current().get(group=group)
    assert Invitation.objects.get(state=InvitationState.ACCEPTED).facilitator == holder.facilitator
