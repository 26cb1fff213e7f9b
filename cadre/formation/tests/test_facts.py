"""What a plan is drawn from."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadre.bookings.models import Offer, QueueEntry, QueueMember
from cadre.formation.queries.facts import instance_for, usual_settings
from cadre.formation.rules.drawing import Settings
from cadre.formation.tests import network
from cadre.formation.tests.network import HERE, THERE
from cadre.groups.models import Enrolment
from cadre.groups.states import JoinedBy
from tests import world

pytestmark = pytest.mark.django_db
USUAL = Settings(unsaid_km=25)


def drawn(settings=USUAL):
    return instance_for(world.an_offering(), as_of=world.TODAY, settings=settings)


def person(found, application):
    return next(one for one in found["instance"]["applicants"] if one["id"] == application.ref)


def place(found, partner):
    return next((one for one in found["instance"]["partners"] if one["id"] == partner.slug), None)


def test_the_usual_settings_move_nobody_from_a_group_that_runs():
    network.policy()
    assert usual_settings(world.TODAY) == Settings(
        unsaid_km=25, move_from_viable=False, undecided=True, open_groups=False, fill_confirmed=True
    )


def test_whoever_waits_wishes_for_their_partner_and_may_go_as_far_as_they_travel():
    peak, trent = network.partner_at(HERE), network.partner_at(THERE, "Trent")
    far = network.partner_at((480_000, 360_000), "Far Away")
    for partner in (peak, trent, far):
        world.a_group(partner=partner)
    (amina,) = network.people(1, peak, network.school_at(HERE), travel_km=None)
    found = drawn()
    assert person(found, amina) == {
        "id": amina.ref,
        "applied": 0,
        "preferred": peak.slug,
        "options": [{"partner": trent.slug, "km": 10.0}],
    }
    assert found["facts"]["people"][amina.ref] == {"now": "", "kept": False, "undecided": False, "distance": False}


@pytest.mark.parametrize(
    ("facts", "reached"),
    [
        ({"travel_km": 10}, ["Trent"]),
        ({"travel_km": 9}, []),
        ({"travel_km": 60}, ["Far", "Trent"]),
        ({"may_offer_local": False}, []),
        ({"may_offer_local": None}, []),
        ({"school": None}, []),
    ],
)
def test_options_are_where_they_consented_within_reach(facts, reached):
    peak, trent = network.partner_at(HERE), network.partner_at(THERE, "Trent")
    far = network.partner_at((480_000, 360_000), "Far Away")
    for partner in (peak, trent, far):
        world.a_group(partner=partner)
    amina = world.an_application(preferred_partner=peak, **{"school": network.school_at(HERE)} | facts)
    names = {partner.slug: partner.short_name for partner in (peak, trent, far)}
    assert sorted(names[o["partner"]] for o in person(drawn(), amina)["options"]) == reached


def test_a_code_goes_before_the_choice_which_stays_an_option_without_consent():
    peak, trent = network.partner_at(HERE), network.partner_at(THERE, "Trent")
    for partner in (peak, trent):
        world.a_group(partner=partner)
    school = network.school_at(HERE)
    amina = world.an_application(preferred_partner=trent, code=peak.codes.get(), school=school, may_offer_local=False)
    said = person(drawn(), amina)
    assert (said["preferred"], [o["partner"] for o in said["options"]]) == (peak.slug, [trent.slug])


def test_those_in_a_forming_group_belong_to_its_partner_and_those_in_a_confirmed_one_are_settled():
    forming, confirmed = world.a_group(2), world.a_confirmed_group(14)
    found = drawn()
    refs = set(forming.enrolments.values_list("application__ref", flat=True))
    assert {one["id"] for one in found["instance"]["applicants"]} == refs
    assert {one["preferred"] for one in found["instance"]["applicants"]} == {forming.partner.slug}
    assert {one["now"] for one in found["facts"]["people"].values()} == {forming.ref}
    assert next(one for one in found["instance"]["partners"] if one["id"] == confirmed.ref) == {
        "id": confirmed.ref,
        "groups": 1,
        "minimum": 1,
        "maximum": 10,
    }


def test_free_places_of_confirmed_groups_are_left_alone_where_the_settings_say_so():
    confirmed = world.a_confirmed_group(14)
    world.an_application(preferred_partner=confirmed.partner)
    found = drawn(Settings(unsaid_km=25, fill_confirmed=False))
    assert [one["id"] for one in found["instance"]["partners"]] == [confirmed.partner.slug]
    assert place(found, confirmed.partner)["groups"] == 0


def test_whoever_chose_a_partner_whose_only_group_is_confirmed_wishes_for_its_free_places():
    confirmed = world.a_confirmed_group(14)
    amina = world.an_application(preferred_partner=confirmed.partner)
    assert person(drawn(), amina)["preferred"] == confirmed.ref


@pytest.mark.parametrize(("how", "kept"), [(JoinedBy.HAND, True), (JoinedBy.QUEUE, True), (JoinedBy.CODE, False)])
def test_who_was_placed_by_hand_is_kept_there_and_goes_nowhere_else_where_people_may_be_moved(how, kept):
    peak, trent = network.partner_at(HERE), network.partner_at(THERE, "Trent")
    group = world.a_group(partner=peak)
    world.a_group(partner=trent)
    place = world.an_enrolment(group, school=network.school_at(HERE))
    Enrolment.objects.update(joined_by=how)
    found = drawn(Settings(unsaid_km=25, move_from_viable=True))
    assert found["facts"]["people"][place.application.ref]["kept"] == kept
    assert len(person(found, place.application)["options"]) == (0 if kept else 1)
    assert len(person(drawn(), place.application)["options"]) == 1


def test_whoever_is_offered_a_place_from_the_waiting_list_is_kept_for_it():
    peak, trent = network.partner_at(HERE), network.partner_at(THERE, "Trent")
    group = world.a_group(partner=peak)
    world.a_group(partner=trent)
    amina = world.an_application(preferred_partner=trent, school=network.school_at(HERE))
    entry = QueueEntry.objects.create(
        ref="W-1", offering=group.offering, state="offered", name="Amina", email="a@cadre.example", how="full"
    )
    QueueMember.objects.create(entry=entry, application=amina)
    until = world.NOW + timedelta(days=3)
    Offer.objects.create(entry=entry, group=group, places=1, made_at=world.NOW, expires_at=until)
    found = drawn()
    assert person(found, amina)["preferred"] == peak.slug
    assert found["facts"]["people"][amina.ref]["kept"]


@pytest.mark.parametrize("state", ["draft", "declined", "withdrawn", "deferred"])
def test_who_takes_no_part_is_not_planned(state):
    world.an_application(state=state, preferred_partner=world.a_partner())
    assert drawn()["instance"]["applicants"] == []


def test_undecided_people_count_unless_the_settings_say_otherwise():
    amina = world.an_application(state="submitted", preferred_partner=world.a_partner())
    assert drawn()["facts"]["people"][amina.ref]["undecided"]
    assert drawn(Settings(unsaid_km=25, undecided=False))["instance"]["applicants"] == []


@pytest.mark.parametrize(
    ("facts", "opens", "groups"),
    [
        ({}, False, 0),
        ({}, True, 1),
        ({"signed_on": None}, True, 0),
        ({"left_on": world.TODAY}, True, 0),
    ],
)
def test_a_chosen_partner_without_a_group_may_open_one_only_where_the_settings_say_so(facts, opens, groups):
    peak = network.partner_at(HERE, **facts)
    world.an_application(preferred_partner=peak)
    assert place(drawn(Settings(unsaid_km=25, open_groups=opens)), peak)["groups"] == groups


def test_a_partner_that_left_holds_no_group_even_if_one_forms():
    group = world.a_group(2, partner=network.partner_at(HERE, left_on=world.TODAY))
    assert place(drawn(), group.partner)["groups"] == 0


def test_groups_of_their_own_size_are_drawn_with_it():
    group = world.a_group(2, size=20, minimum=10)
    assert place(drawn(), group.partner) == {"id": group.partner.slug, "groups": 1, "minimum": 10, "maximum": 20}


def test_the_same_facts_are_drawn_the_same_and_cost_the_same_however_many():
    network.two_partners(3, 3)
    with CaptureQueriesContext(
        connection,
    ) as few:
        first = drawn()
    assert drawn() == first
    network.people(30, network.partner_at(THERE, "Third"), network.school_at(HERE))
    with CaptureQueriesContext(connection) as many:
        drawn()
    assert len(few) == len(many)
