"""Plans know nothing of distance groups; carrying one out seats there those who agreed, and nobody else."""

import pytest

from cadre.formation import actions, tasks
from cadre.formation.queries.facts import usual_settings
from cadre.formation.states import SeatKind
from cadre.formation.tests import network
from cadre.groups.models import Enrolment, Group
from tests import world
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def test_those_who_agreed_are_carried_out_into_the_distance_group_and_undone_again():
    ruth = world.an_officer()
    network.policy()
    here, school = network.partner_at(network.HERE), network.school_at(network.HERE)
    offering = world.at_a_distance()
    world.a_group(partner=here)
    settled = world.a_distance_group(3, offering=offering)
    said_yes, silent = network.people(2, here, school, may_offer_local=False, may_offer_distance=True)
    plan, _ = actions.ask_plan(offering, usual_settings(TODAY), by=ruth, today=TODAY, now=NOW)
    plan = tasks.begin(plan)
    assert {row.place for row in plan.places.all()} == {here.slug}
    assert dict(plan.seats.values_list("application", "kind")) == dict.fromkeys(
        (said_yes.pk, silent.pk), SeatKind.DISTANCE
    )
    close = list(Group.objects.in_person().values_list("ref", flat=True))
    asked = {"close": close, "reason": "nobody near", "by": ruth, "today": TODAY, "now": NOW}
    plan = actions.commit_plan(plan, **asked, at_a_distance={said_yes.pk})
    places = {row.application: row.group for row in Enrolment.objects.taking_a_place().exclude(group=None)}
    assert places[said_yes] == settled
    assert silent not in places
    assert settled.enrolments.taking_a_place().count() == 4
    actions.undo_plan(plan, reason="a mistake", by=ruth, now=NOW)
    assert settled.enrolments.taking_a_place().count() == 3
