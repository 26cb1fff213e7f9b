from datetime import timedelta

import pytest

from cadre.facilitators.models import Facilitator
from cadre.journal.models import Entry, Reaction
from cadre.lib.errors import Refusal
from cadre.scheduling.actions import AlreadyConfirmed, assign, confirm_group, release
from cadre.scheduling.actions.confirmation import NotReady
from cadre.scheduling.queries import proposals
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def team(group):
    return [(str(row.facilitator), row.role) for row in group.assignments.current()]


def test_a_lead_and_a_second_staff_a_group(group, ruth, dev, sara):
    assign(group, dev, "lead", by=ruth, now=world.NOW)
    assign(group, sara, "co", by=ruth, now=world.NOW)
    assert team(group) == [("Dev Anand", "lead"), ("Sara Linden", "co")]
    assert [entry.sentence for entry in Entry.objects.about(group)] == [
        f"Ruth Adeyemi assigned Sara Linden to {group.ref} as co-facilitator",
        f"Ruth Adeyemi assigned Dev Anand to {group.ref} as lead facilitator",
    ]


def test_a_role_is_held_once_and_nobody_holds_both(group, ruth, dev, sara):
    assign(group, dev, "lead", by=ruth, now=world.NOW)
    with pytest.raises(Refusal, match="Dev Anand is the lead facilitator. Release them first"):
        assign(group, sara, "lead", by=ruth, now=world.NOW)
    with pytest.raises(Refusal, match="Dev Anand is on this group as lead facilitator already"):
        assign(group, dev, "co", by=ruth, now=world.NOW)
    assert team(group) == [("Dev Anand", "lead")]


def test_assigning_twice_is_once(group, ruth, dev):
    for _ in range(2):
        assign(group, dev, "lead", by=ruth, now=world.NOW)
    assert (team(group), Entry.objects.about(group).count()) == ([("Dev Anand", "lead")], 1)


def test_what_speaks_against_somebody_is_kept_and_does_not_forbid(group, ruth):
    tom = world.a_facilitator("Tom Reed", "NPQH")
    elsewhere = world.staffed(world.a_group(offering=group.offering), tom)
    world.an_event(elsewhere, 1)
    world.an_event(group, 1)
    assign(group, tom, "lead", by=ruth, now=world.NOW)
    assert Entry.objects.about(group).first().data["warnings"] == [
        "not accredited for NPQSL",
        f"booked on 3 Mar 2027 for {elsewhere.ref}",
    ]


def test_somebody_who_left_is_refused(group, ruth, dev):
    dev.left_on = world.TODAY
    dev.save()
    with pytest.raises(Refusal, match="does not work with us"):
        assign(group, dev, "lead", by=ruth, now=world.NOW)


def test_releasing_from_a_confirmed_group_takes_a_reason(ready, ruth, dev):
    confirm_group(ready, by=ruth, now=world.NOW)
    with pytest.raises(Refusal, match="Say why Dev Anand leaves it"):
        release(ready, dev, by=ruth, now=world.NOW)
    for _ in range(2):
        release(ready, dev, by=ruth, now=world.NOW, reason="New headship.")
    assert team(ready) == []
    assert Entry.objects.about(ready).filter(happening="scheduling.facilitator_released").count() == 1


def test_proposals_put_the_accredited_free_and_near_first(group, dev, sara):
    group.partner.easting, group.partner.northing = 430_000, 360_000
    for person, place in ((dev, 470_000), (sara, 431_000)):
        person.easting, person.northing = place, 360_000
        person.save()
    tom = world.a_facilitator("Tom Reed", "NPQH")
    found = proposals(group, Facilitator.objects.all(), today=world.TODAY)
    assert [(str(one.facilitator), one.km, one.warnings) for one in found] == [
        ("Sara Linden", 1, []),
        ("Dev Anand", 40, []),
        ("Tom Reed", None, ["not accredited for NPQSL"]),
    ]
    assert [
        str(one.facilitator) for one in proposals(group, Facilitator.objects.all(), today=world.TODAY, called="reed")
    ] == [str(tom)]


def test_proposals_cost_the_same_for_two_and_for_forty(group, dev, sara, django_assert_num_queries):
    world.an_event(group, 1)
    world.an_event(world.staffed(world.a_group(offering=group.offering), dev), 1)
    with django_assert_num_queries(10):
        proposals(group, Facilitator.objects.all(), today=world.TODAY)
    for _ in range(38):
        elsewhere = world.staffed(world.a_group(offering=group.offering), world.a_facilitator("Another"))
        world.an_event(elsewhere, 1)
    with django_assert_num_queries(10):
        assert len(proposals(group, Facilitator.objects.all(), today=world.TODAY, limit=99)) == 40


def test_confirming_keeps_the_head_count_of_the_moment(ready, ruth):
    confirm_group(ready, by=ruth, now=world.NOW)
    ready.refresh_from_db()
    assert (ready.state, ready.confirmed_at, ready.confirmed_by) == ("confirmed", world.NOW, ruth)
    assert (ready.confirmed_people, ready.override_reason) == (12, "")
    entry = Entry.objects.about(ready).first()
    assert entry.sentence == f"Ruth Adeyemi confirmed {ready.ref} with 12 people"
    assert (entry.data["people"], entry.data["group"]) == (12, ready.ref)


def test_the_second_confirmation_is_refused_and_sends_nothing(ready, ruth):
    confirm_group(ready, by=ruth, now=world.NOW)
    owed = Reaction.objects.count()
    with pytest.raises(AlreadyConfirmed, match="Ruth Adeyemi confirmed .* on 24 November 2026 at 10:00"):
        confirm_group(ready, by=ruth, now=world.NOW + timedelta(minutes=1))
    assert Reaction.objects.count() == owed
    assert Entry.objects.filter(happening="scheduling.group_confirmed").count() == 1


def test_everything_that_is_missing_is_said_at_once(ruth):
    group = world.a_group(3)
    with pytest.raises(NotReady) as refused:
        confirm_group(group, by=ruth, now=world.NOW)
    assert refused.value.missing == [
        "9 short of 12. Give the reason to run it all the same.",
        "3 of 3 dates are not picked.",
        "No lead facilitator is assigned.",
    ]
    group.refresh_from_db()
    assert group.state == "forming"


def test_a_group_of_11_is_confirmed_only_with_a_recorded_reason(ready, ruth):
    ready.enrolments.first().delete()
    with pytest.raises(NotReady) as refused:
        confirm_group(ready, by=ruth, now=world.NOW)
    assert refused.value.field == "override_reason"
    confirm_group(ready, by=ruth, now=world.NOW, override_reason="The trust pays for 12.")
    ready.refresh_from_db()
    assert (ready.confirmed_people, ready.override_reason) == (11, "The trust pays for 12.")
    assert Entry.objects.about(ready).first().sentence == (
        f"Ruth Adeyemi confirmed {ready.ref} with 11 people: “The trust pays for 12.”"
    )


def test_a_reason_that_was_not_needed_is_not_kept(ready, ruth):
    confirm_group(ready, by=ruth, now=world.NOW, override_reason="Just in case.")
    ready.refresh_from_db()
    assert ready.override_reason == ""
