"""A confirmed group that lost people ends: its people go elsewhere together, its days are called off, and back."""

from datetime import timedelta

import pytest
from django.test import Client

from cadre.delivery.actions import complete_register, register_of
from cadre.finance.actions.schedules import issue_contract_schedules
from cadre.finance.models import EventFee, latest_schedules
from cadre.groups import actions as groups
from cadre.groups.models import Group
from cadre.groups.states import MOVED, EnrolmentState, GroupState
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.journal.worker import drain
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.scheduling.actions import merge_group, restore_group
from cadre.scheduling.models import Event
from cadre.scheduling.states import GROUP_CONFIRMED
from tests import world
from tests.scenes import kept


@pytest.fixture
@kept
def group(db, at_now) -> Group:
    """Three of four are left in a confirmed group whose facilitator and lead hold their papers."""
    world.the_rates()
    group = world.a_confirmed_group(4, minimum=4)
    world.a_partner_lead(group.partner)
    journal.record(GROUP_CONFIRMED, group, by=System("test"), people=4, group=group.ref, override="", why="")
    issue_contract_schedules(group, by=System("test"), today=clock.today(), now=clock.now())
    groups.withdraw(group.enrolments.first(), reason="moved abroad", by=world.an_officer(), now=clock.now())
    drain(limit=1_000)
    Message.objects.all().delete()
    return group


def elsewhere(group: Group, people: int = 2, **facts) -> Group:
    return world.a_group(people, partner=world.a_partner("Trent Reach Alliance"), offering=group.offering, **facts)


def merged(group: Group, into: Group, *, leaving_out=()) -> Group:
    (waits,) = group.shortfalls.to_decide()
    said = {"reason": "Too few to learn together", "by": world.an_officer(), "now": clock.now()}
    made = merge_group(waits, into, leaving_out=leaving_out, **said)
    drain(limit=1_000)
    return made


def test_everybody_moves_together_and_the_group_is_dissolved(group):
    into, out = elsewhere(group), group.enrolments.filter(state=EnrolmentState.ENROLLED)[:1]
    out = [place.application_id for place in out]
    made = merged(group, into, leaving_out=out)
    assert (made.state, made.dissolved_by, made.dissolved_reason) == (
        GroupState.DISSOLVED,
        "Ruth Adeyemi",
        "Too few to learn together",
    )
    assert into.enrolments.taking_a_place().count() == 2 + 2
    assert group.enrolments.filter(state=EnrolmentState.WAITING).count() == 1
    assert Entry.objects.filter(happening=MOVED.key, data__before=group.ref, data__after=into.ref).count() == 2
    assert not Event.objects.standing().filter(group=group).exists()
    assert not group.shortfalls.to_decide().exists()
    kinds = sorted(Message.objects.values_list("kind", "to_name").distinct())
    assert [kind for kind, _ in kinds].count("scheduling.left_group") == len(
        {who for kind, who in kinds if kind == "scheduling.left_group"}
    )
    assert Message.objects.filter(kind="scheduling.left_group").count() == 3
    assert [(kind, who) for kind, who in kinds if kind != "scheduling.left_group"] == [
        ("finance.schedule_cancelled", "Dev Anand"),
        ("finance.schedule_cancelled", "Joanna Pike"),
        ("scheduling.called_off", "Dev Anand"),
        ("scheduling.called_off", "Joanna Pike"),
    ]
    assert Message.objects.filter(state="held").count() == 0
    called = Message.objects.filter(kind="scheduling.called_off").first()
    assert b"STATUS:CANCELLED" in bytes(called.attachments.get().content)


def test_the_schedule_gets_a_last_version_and_what_was_held_stays_owed(group, monkeypatch):
    first = group.events.order_by("starts_on").first()
    monkeypatch.setattr("cadre.lib.clock.today", lambda: first.starts_on)
    at = clock.now() + (first.starts_on - world.TODAY)
    (waits,) = group.shortfalls.to_decide()
    merge_group(waits, elsewhere(group), reason="Too few", by=world.an_officer(), now=at)
    drain(limit=1_000)
    (schedule,) = latest_schedules().filter(group=group)
    assert schedule.version == 2
    assert [event["ref"] for event in schedule.terms["events"]] == [first.ref]
    assert schedule.total_pence == schedule.terms["events"][0]["fee"]
    assert "Called off, and nothing is owed for it: Day 2" in schedule.terms["fee_rule"]
    late = group.events.exclude(called_off_at=None).first()
    with pytest.raises(Refusal, match="called off"):
        complete_register(register_of(late), by=world.an_officer(), now=at + timedelta(days=200))
    assert not EventFee.objects.filter(event=late).exists()


def test_too_many_for_the_room_moves_nobody(group):
    into = elsewhere(group, 2, minimum=2, size=4)
    with pytest.raises(Refusal, match="full"):
        merged(group, into)
    group.refresh_from_db()
    assert (group.state, group.enrolments.taking_a_place().count()) == (GroupState.CONFIRMED, 3)
    assert group.shortfalls.to_decide().exists()


def test_it_is_taken_back_where_nothing_was_delivered_since(group):
    into = elsewhere(group)
    waiting = group.enrolments.filter(state=EnrolmentState.ENROLLED).first().application_id
    merged(group, into, leaving_out=[waiting])
    stays = into.enrolments.filter(application__in=group.shortfalls.get().went).first()
    third = world.a_group(1, offering=group.offering, partner=world.a_partner("Ouse Alliance"))
    groups.move(stays, third, reason="nearer", by=world.an_officer(), now=clock.now())
    restore_group(group, reason="The head found two more", by=world.an_officer(), now=clock.now())
    drain(limit=1_000)
    group.refresh_from_db()
    assert (group.state, group.dissolved_at, group.enrolments.taking_a_place().count()) == ("confirmed", None, 2)
    assert {event.sequence for event in group.events.standing()} == {2}
    assert into.enrolments.taking_a_place().count() == 2
    assert [row.people for row in group.shortfalls.to_decide()] == [2]
    (schedule,) = latest_schedules().filter(group=group)
    assert (schedule.version, len(schedule.terms["events"])) == (3, 3)
    assert group.shortfalls.exclude(undone_at=None).get().outcome == "Merge it into another group, undone"


def test_it_is_not_taken_back_once_something_was_delivered(group):
    merged(group, elsewhere(group))
    day = group.events.order_by("starts_on").first().starts_on
    with pytest.raises(Refusal, match=f"Delivered since: Day 1 of {group.ref}"):
        restore_group(group, reason="Late", by=world.an_officer(), now=clock.now() + (day - world.TODAY))


def test_the_last_who_is_moved_by_hand_ends_the_group(group):
    (waits,) = group.shortfalls.to_decide()
    groups.decide_shortfall(waits, answer="move", reason="Each their own way", by=world.an_officer(), now=clock.now())
    into = elsewhere(group)
    for place in group.enrolments.taking_a_place():
        drain(limit=1_000)
        group.refresh_from_db()
        assert group.state == GroupState.CONFIRMED
        groups.move(place, into, reason="nearer", by=world.an_officer(), now=clock.now())
    drain(limit=1_000)
    group.refresh_from_db()
    assert (group.state, group.dissolved_reason) == (GroupState.DISSOLVED, "Each their own way")


def test_the_page_shows_it_before_and_does_it(group, client: Client):
    into = elsewhere(group)
    client.force_login(world.an_officer())
    asked = client.post(f"/office/groups/{group.ref}/shortfall/", {"answer": "merge", "reason": "Too few"})
    assert asked.url.startswith(f"/office/groups/{group.ref}/shortfall/together/?")
    page = client.get(asked.url).content.decode()
    assert into.ref in page
    path = asked.url.partition("?")[0]
    refs = [place.application.ref for place in group.enrolments.filter(state=EnrolmentState.ENROLLED)]
    shown = client.get(path, {"to": into.ref, "reason": "Too few"}).content.decode()
    assert "Move 3 people" in shown
    assert "Dev Anand: a last version with the cancellation" in shown
    shown = client.get(path, {"to": into.ref, "chosen": 1, "goes": refs[1:]}).content.decode()
    assert "Move 2 people" in shown
    assert client.post(path, {"to": into.ref, "chosen": 1, "goes": refs[1:], "reason": ""}).status_code == 422
    done = client.post(path, {"to": into.ref, "chosen": 1, "goes": refs[1:], "reason": "Too few"})
    assert done.url == f"/office/groups/{group.ref}/shortfall/"
    group.refresh_from_db()
    assert group.state == GroupState.DISSOLVED
    assert into.ref in client.get(done.url).content.decode()
    assert "Dissolved" in client.get(f"/office/groups/{group.ref}/").content.decode()
    back = f"/office/groups/{group.ref}/restoring/"
    assert "Let it go on" in client.get(back).content.decode()
    assert client.post(back, {"reason": ""}).status_code == 422
    assert client.post(back, {"reason": "Found more"}).status_code == 302
    group.refresh_from_db()
    assert group.state == GroupState.CONFIRMED


def test_distance_learning_takes_those_who_do_not_say_no(group, client: Client):
    world.at_a_distance(group.offering)
    no = group.enrolments.filter(state=EnrolmentState.ENROLLED).first().application
    no.may_offer_distance = False
    no.save()
    client.force_login(world.an_officer())
    asked = client.post(f"/office/groups/{group.ref}/shortfall/", {"answer": "distance", "reason": "Too far apart"})
    page = client.get(asked.url).content.decode()
    assert "Move 2 people" in page
    assert "Said no to distance learning" in page
    assert not Group.objects.filter(pathway="distance").exists()
    refs = [row.application.ref for row in group.enrolments.filter(state="enrolled") if row.application_id != no.pk]
    path, said = asked.url.partition("?")[0], {"to": "distance", "chosen": 1, "goes": refs, "reason": "Too far apart"}
    assert client.post(path, said).status_code == 302
    away = Group.objects.get(pathway="distance")
    assert (away.enrolments.taking_a_place().count(), away.state) == (2, "forming")
    group.refresh_from_db()
    decided = group.shortfalls.get()
    assert (group.state, decided.answer, decided.left_out) == (GroupState.DISSOLVED, "distance", [no.pk])
