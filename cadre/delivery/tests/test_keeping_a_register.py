"""Marking, completing, reopening and correcting, against real rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadre.delivery import actions, rules
from cadre.delivery.models import Attendance
from cadre.delivery.queries import register_sheet
from cadre.delivery.sheets import Choice
from cadre.delivery.states import Mark
from cadre.journal.models import Entry
from cadre.lib.errors import Conflict, Refusal
from cadre.scheduling.models import Event
from tests import world

FIONA, MAYA, BEN, SEAN = "Aldous, Fiona", "Banerjee, Maya", "Crowther, Ben", "Duffy, Sean"


def marks_of(event):
    sheet = register_sheet(Event.objects.select_related("register", "group").get(pk=event.pk))
    return {row.name: row.mark for row in sheet.rows}


def mark_all(register, mark, *, by, now):
    refs = register.event.group.enrolments.values_list("ref", flat=True)
    return actions.mark_many(register, dict.fromkeys(refs, (mark, "")), by=by, now=now)


def happened(register):
    return [entry.happening for entry in Entry.objects.about(register).order_by("pk")]


def test_everybody_is_not_marked_at_first(event):
    assert marks_of(event) == {FIONA: "", MAYA: "", BEN: "", SEAN: ""}


def test_one_tap_marks_one_person_and_a_second_changes_nothing(register, people, dev, now):
    for _ in range(2):
        row = actions.mark_attendance(register, people[BEN], Mark.LATE, by=dev.user, now=now, note="Train")
    assert (row.mark, row.note, row.version) == (Mark.LATE, "Train", 1)
    assert marks_of(register.event) == {FIONA: "", MAYA: "", BEN: Mark.LATE, SEAN: ""}


def test_a_mark_can_be_taken_away_again(register, people, dev, now):
    actions.mark_attendance(register, people[BEN], Mark.LATE, by=dev.user, now=now)
    actions.mark_attendance(register, people[BEN], "", by=dev.user, now=now)
    assert marks_of(register.event)[BEN] == ""


def test_the_second_of_two_facilitators_sees_both_marks(register, people, dev, sara, now):
    actions.mark_attendance(register, people[BEN], Mark.LATE, by=sara.user, now=now, version=0)
    with pytest.raises(Conflict) as conflict:
        actions.mark_attendance(register, people[BEN], Mark.ABSENT, by=dev.user, now=now, version=0)
    assert str(conflict.value) == "Sara Linden marked Crowther, Ben late at 10:00."
    assert conflict.value.theirs["mark"] == Mark.LATE
    actions.mark_attendance(register, people[BEN], Mark.ABSENT, by=dev.user, now=now, version=1)
    assert marks_of(register.event)[BEN] == Mark.ABSENT


def test_the_same_facilitator_may_tap_twice_from_one_page(register, people, dev, now):
    actions.mark_attendance(register, people[BEN], Mark.LATE, by=dev.user, now=now, version=0)
    actions.mark_attendance(register, people[BEN], Mark.ABSENT, by=dev.user, now=now, version=0)
    assert marks_of(register.event)[BEN] == Mark.ABSENT


def test_a_sheet_with_one_conflict_saves_nothing_and_names_the_row(register, people, dev, sara, now):
    actions.mark_attendance(register, people[BEN], Mark.LATE, by=sara.user, now=now)
    chosen = {people[name].ref: Choice(Mark.ATTENDED, None, "0::") for name in (BEN, SEAN)}
    with pytest.raises(Conflict) as conflict:
        actions.mark_many(register, chosen, by=dev.user, now=now)
    assert list(conflict.value.theirs) == [people[BEN].ref]
    assert marks_of(register.event) == {FIONA: "", MAYA: "", BEN: Mark.LATE, SEAN: ""}


def test_a_sheet_leaves_alone_what_its_sender_did_not_touch(register, people, dev, sara, now):
    actions.mark_attendance(register, people[BEN], Mark.LATE, by=sara.user, now=now)
    chosen = {people[BEN].ref: Choice("", "", "0::"), people[SEAN].ref: Choice("absent", "Ill", "0::")}
    actions.mark_many(register, chosen, by=dev.user, now=now)
    assert marks_of(register.event) == {FIONA: "", MAYA: "", BEN: Mark.LATE, SEAN: Mark.ABSENT}


def test_marking_the_rest_spares_whom_somebody_marked_meanwhile(register, people, dev, sara, now):
    actions.mark_attendance(register, people[BEN], Mark.ABSENT, by=sara.user, now=now)
    rest = {one.ref: Choice(Mark.ATTENDED, None, "0::", if_unmarked=True) for one in people.values()}
    actions.mark_many(register, rest, by=dev.user, now=now)
    assert marks_of(register.event) == {FIONA: "attended", MAYA: "attended", BEN: "absent", SEAN: "attended"}


def test_nobody_is_marked_before_the_day(dev):
    group = world.staffed(world.a_group(1), dev)
    register = actions.register_of(world.an_event(group, 1, on=world.TODAY + timedelta(days=1)))
    with pytest.raises(rules.NotYet):
        mark_all(register, Mark.ATTENDED, by=dev.user, now=world.NOW)


def test_a_register_is_completed_once_however_often_it_is_asked(register, dev, now):
    mark_all(register, Mark.ATTENDED, by=dev.user, now=now)
    for _ in range(2):
        completed = actions.complete_register(register, by=dev.user, now=now)
    assert (completed.completed_at, completed.completed_by) == (now, dev.user)
    assert [entry.sentence for entry in Entry.objects.about(register)] == [
        "Dev Anand completed the register: 4 of 4 present"
    ]


def test_a_register_with_somebody_not_marked_stays_open(register, people, dev, now):
    mark_all(register, Mark.ATTENDED, by=dev.user, now=now)
    actions.mark_attendance(register, people[BEN], "", by=dev.user, now=now)
    with pytest.raises(rules.NotEveryone, match=f"{BEN} is not marked yet"):
        actions.complete_register(register, by=dev.user, now=now)
    register.refresh_from_db()
    assert (register.is_complete, happened(register)) == (False, [])


def test_a_completed_register_is_not_marked_but_corrected_with_a_reason(register, people, dev, now):
    mark_all(register, Mark.ATTENDED, by=dev.user, now=now)
    register = actions.complete_register(register, by=dev.user, now=now)
    with pytest.raises(rules.AlreadyComplete):
        actions.mark_attendance(register, people[BEN], Mark.ABSENT, by=dev.user, now=now)
    with pytest.raises(Refusal, match="Say why"):
        actions.correct_attendance(register, people[BEN], Mark.ABSENT, by=dev.user, now=now, reason=" ")
    actions.correct_attendance(register, people[BEN], Mark.ABSENT, by=dev.user, now=now, reason="Wrong Ben")
    assert marks_of(register.event)[BEN] == Mark.ABSENT
    assert Entry.objects.about(register).first().sentence == (
        "Dev Anand corrected Crowther, Ben: attended is now absent, “Wrong Ben”"
    )


def test_a_mark_that_was_read_before_the_completion_is_refused_after_it(register, people, dev, sara, now):
    mark_all(register, Mark.ATTENDED, by=dev.user, now=now)
    stale = actions.register_of(Event.objects.get(pk=register.event.pk))
    row = register_sheet(stale.event).rows[0]
    actions.complete_register(register, by=sara.user, now=now)
    with pytest.raises(rules.AlreadyComplete):
        actions.mark_attendance(stale, row, Mark.ABSENT, by=dev.user, now=now)
    assert set(marks_of(register.event).values()) == {Mark.ATTENDED}


def test_a_reopened_register_is_marked_and_completed_again(register, people, dev, now):
    mark_all(register, Mark.ATTENDED, by=dev.user, now=now)
    actions.complete_register(register, by=dev.user, now=now)
    actions.reopen_register(register, by=dev.user, reason="Ben left at noon")
    register.refresh_from_db()
    actions.mark_attendance(register, people[BEN], Mark.LEFT_EARLY, by=dev.user, now=now)
    actions.complete_register(register, by=dev.user, now=now)
    assert happened(register) == [
        "delivery.register_completed",
        "delivery.register_reopened",
        "delivery.register_completed",
    ]


def test_somebody_of_another_group_may_join_on_the_day(register, dev, now):
    visitor = world.an_enrolment(world.a_group(0, offering=register.event.group.offering), "Tran, Minh")
    row = actions.add_late_joiner(register, visitor, by=dev.user, now=now)
    assert (row.mark, row.joined_late, row.guest_of) == ("", True, visitor.group.ref)
    assert marks_of(register.event)["Tran, Minh"] == ""
    stranger = world.an_enrolment(world.a_group(0, offering=world.an_offering("NPQH")), "Novak, Petra")
    with pytest.raises(Refusal, match="another qualification"):
        actions.add_late_joiner(register, stranger, by=dev.user, now=now)


def test_who_left_the_group_is_not_expected_but_stays_where_they_were_marked(register, people, dev, now):
    actions.mark_attendance(register, people[BEN], Mark.ATTENDED, by=dev.user, now=now)
    for name in (BEN, SEAN):
        people[name].state, people[name].seat = "withdrawn", None
        people[name].save()
    assert marks_of(register.event) == {FIONA: "", MAYA: "", BEN: Mark.ATTENDED}


@pytest.mark.parametrize("size", [10, 48])
def test_a_whole_sheet_costs_the_same_whatever_its_size(size, dev, now):
    group = world.staffed(world.a_group(size, size=48), dev)
    register = actions.register_of(world.an_event(group, 1, on=world.TODAY))
    chosen = dict.fromkeys(group.enrolments.values_list("ref", flat=True), ("attended", ""))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(actions.mark_many(register, chosen, by=dev.user, now=now)) == size
    statements = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(statements) == 6
    assert Attendance.objects.filter(register=register, mark="attended").count() == size
