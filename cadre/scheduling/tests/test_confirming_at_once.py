"""A double click, a reload and two officers: one confirmation, and everything that follows once."""

from copy import copy
from datetime import timedelta

import pytest

from cadre.journal.models import Entry, Reaction
from cadre.lib import clock
from cadre.lib.errors import Conflict
from cadre.scheduling.actions import AlreadyConfirmed, confirm_group, pick_date
from cadre.scheduling.queries import meetings
from tests import world
from tests.proofs.processes import at_once

pytestmark = pytest.mark.race


def a_ready_group():
    group, ruth = world.a_group(12), world.an_officer()
    for element in meetings(group):
        pick_date(group, element, element.starts_on + timedelta(days=2), by=ruth, now=clock.now())
    return world.staffed(group, world.a_facilitator()), ruth


def test_eight_clicks_confirm_once_and_queue_what_follows_once(proof_db):  # noqa: F811
    group, ruth = a_ready_group()
    answers = at_once(8, lambda _: confirm_group(group, by=ruth, now=clock.now()))
    assert [type(answer.fault) for answer in answers if answer.fault] == [AlreadyConfirmed] * 7
    entry = Entry.objects.get(happening="scheduling.group_confirmed")
    owed = sorted(Reaction.objects.filter(entry=entry, name__startswith="scheduling.").values_list("name", flat=True))
    assert owed == [
        "scheduling.send_facilitator_dates",
        "scheduling.send_group_details",
        "scheduling.send_joining_instructions",
    ]


def test_control_without_the_lock_it_is_confirmed_more_than_once(proof_db, monkeypatch):  # noqa: F811
    group, ruth = a_ready_group()
    as_it_was = type(group).objects.select_related("partner", "offering__qualification").get(pk=group.pk)
    monkeypatch.setattr("cadre.scheduling.actions.confirmation.locked", lambda _: copy(as_it_was))
    answers = at_once(4, lambda _: confirm_group(group, by=ruth, now=clock.now()))
    assert [answer.fault for answer in answers if answer.fault] == []
    assert Entry.objects.filter(happening="scheduling.group_confirmed").count() == 4


def test_of_three_who_saw_no_date_one_sets_it_and_two_are_told(proof_db):  # noqa: F811
    group, ruth = world.a_group(2), world.an_officer()
    (first, *_) = meetings(group)
    days = [first.starts_on + timedelta(days=n) for n in (1, 2, 3)]
    answers = at_once(3, lambda n: pick_date(group, first, days[n], by=ruth, now=clock.now(), seen=-1))
    assert sorted(type(answer.fault).__name__ for answer in answers) == ["Conflict", "Conflict", "NoneType"]
    assert [event.sequence for event in group.events.all()] == [0]
    assert all(isinstance(answer.fault, Conflict | type(None)) for answer in answers)


def an_event_of_two_leads_and_an_officer():
    group, ruth = world.a_group(2), world.an_officer()
    people = [world.a_partner_lead(group.partner), world.a_partner_lead(group.partner, "Peter Shaw"), ruth]
    (first, *_) = meetings(group)
    event = pick_date(group, first, first.starts_on + timedelta(days=1), by=ruth, now=clock.now())
    return event, people, [first.starts_on + timedelta(days=n) for n in (2, 3, 4)]


def test_two_partners_and_an_officer_edit_one_event_and_nobodys_change_is_lost_unseen(proof_db):  # noqa: F811
    event, people, days = an_event_of_two_leads_and_an_officer()
    change = lambda n, seen: pick_date(  # noqa: E731
        event.group, event.element, days[n], by=people[n], now=clock.now(), seen=seen
    )
    answers = at_once(3, lambda n: change(n, 0))
    assert sorted(type(answer.fault).__name__ for answer in answers) == ["Conflict", "Conflict", "NoneType"]
    (won,) = [n for n, answer in enumerate(answers) if answer.fault is None]
    for answer in answers:
        if answer.fault is not None:
            assert answer.fault.theirs == {"day": days[won].isoformat(), "by": people[won].name}
    for seen, late in enumerate([n for n in range(3) if n != won], 1):
        change(late, seen)
    assert Entry.objects.filter(happening="scheduling.date_moved").count() == 3
    event.refresh_from_db()
    assert event.sequence == 3


def test_control_without_what_was_seen_changes_are_lost(proof_db, monkeypatch):  # noqa: F811
    event, people, days = an_event_of_two_leads_and_an_officer()
    monkeypatch.setattr("cadre.scheduling.actions.dates.refuse_unseen", lambda *_: None)
    group, element = event.group, event.element
    answers = at_once(3, lambda n: pick_date(group, element, days[n], by=people[n], now=clock.now(), seen=0))
    assert [answer.fault for answer in answers] == [None, None, None]


def test_rolled_back_means_nothing_happened(proof_db, monkeypatch):  # noqa: F811
    group, ruth = a_ready_group()
    before = (Entry.objects.count(), Reaction.objects.count())

    def fail(*args, **kwargs):
        raise RuntimeError("the journal failed")

    monkeypatch.setattr("cadre.journal.actions.record", fail)
    with pytest.raises(RuntimeError):
        confirm_group(group, by=ruth, now=clock.now())
    group.refresh_from_db()
    assert (group.state, group.confirmed_people) == ("forming", None)
    assert (Entry.objects.count(), Reaction.objects.count()) == before
