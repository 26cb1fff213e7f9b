"""The distance-learning pathway: a group of its own, delivered by the provider itself."""

import pytest
from django.conf import settings

from cadre.groups import actions
from cadre.groups.states import JoinedBy
from cadre.lib.errors import Refusal
from cadre.partners.models import Partner
from cadre.partners.states import PartnerKind
from cadre.programmes.models import GroupSizeRule
from cadre.programmes.states import Pathway
from tests import world
from tests.scenes import kept
from tests.world import NOW, SINCE

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def ruth():
    return world.an_officer()


def test_the_first_one_opens_a_group_of_the_provider_itself_and_the_next_finds_it(ruth):
    offering = world.at_a_distance()
    made = actions.distance_group(offering, by=ruth, now=NOW)
    assert (made.pathway, made.partner.kind, made.minimum, made.size) == ("distance", PartnerKind.PROVIDER, 12, 24)
    assert made.partner.name == settings.PROVIDER["name"]
    assert actions.distance_group(offering, by=ruth, now=NOW) == made
    assert actions.distance_group(world.at_a_distance(world.an_offering("NPQH")), by=ruth, now=NOW) != made


def test_a_confirmed_group_with_room_goes_first_and_a_full_one_is_passed_over(ruth):
    offering = world.at_a_distance()
    forming = world.a_distance_group(3, offering=offering)
    running = world.a_distance_group(
        22, offering=offering, state="confirmed", confirmed_at=NOW, confirmed_people=22, size=24
    )
    assert actions.distance_group(offering, by=ruth, now=NOW) == running
    assert actions.distance_group(offering, by=ruth, now=NOW, people=3) == forming
    opened = actions.distance_group(offering, by=ruth, now=NOW, people=22)
    assert opened not in (forming, running)
    with pytest.raises(Refusal, match="takes 24 people, and 25 are too many"):
        actions.distance_group(offering, by=ruth, now=NOW, people=25)


def test_a_rule_of_its_own_goes_before_the_rule_for_all(ruth):
    GroupSizeRule.objects.create(pathway=Pathway.DISTANCE, minimum=6, size=30, from_on=SINCE, source="a decision")
    made = actions.distance_group(world.at_a_distance(), by=ruth, now=NOW)
    assert (made.minimum, made.size) == (6, 30)
    assert actions.open_group(made.offering, world.a_partner(), by=ruth, now=NOW).minimum == 12


def test_without_a_distance_model_no_group_opens(ruth):
    with pytest.raises(Refusal, match="NPQSL has no distance-learning pathway"):
        actions.distance_group(world.an_offering(), by=ruth, now=NOW)


def test_the_provider_is_no_partner_and_a_person_moves_there_and_back(ruth):
    partner = world.a_partner()
    local = world.a_group(1, partner=partner)
    far = actions.distance_group(world.at_a_distance(local.offering), by=ruth, now=NOW)
    assert list(Partner.objects.all()) == [partner]
    assert set(Partner.everybody.all()) == {partner, far.partner}
    place = actions.move(local.enrolments.get(), far, reason="nobody near", by=ruth, now=NOW)
    back = actions.move(place, local, reason="a group after all", by=ruth, now=NOW)
    assert (back.group, back.joined_by) == (local, JoinedBy.HAND)
