"""Places given, exchanged and given up, against real rows."""

import pytest

from cadre.applications.states import State
from cadre.groups import actions
from cadre.groups.models import Enrolment, Group
from cadre.groups.queries.placing import placing_plan, unplaced
from cadre.groups.rules import Full
from cadre.groups.states import EnrolmentState, GroupState, JoinedBy
from cadre.journal.models import Entry
from cadre.lib.errors import Conflict, Refusal
from cadre.partners.models import AllocationCode
from tests import world
from tests.scenes import kept
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def ruth():
    return world.an_officer()


def names_in(group: Group) -> list[str]:
    return list(group.enrolments.taking_a_place().values_list("application__name", flat=True))


def sentences() -> list[str]:
    return [entry.sentence for entry in Entry.objects.order_by("pk")]


def test_an_accepted_person_gets_the_first_free_seat_a_candidate_number_and_a_line_in_the_journal(ruth):
    group = world.a_group(2)
    made = actions.enrol(world.an_application(), group, how=JoinedBy.HAND, by=ruth, now=NOW, reason="named by her head")
    assert (made.seat, made.joined_by, made.enrolled_at) == (3, JoinedBy.HAND, NOW)
    assert made.ref.startswith("C-")
    assert sentences() == [f"Amina Yusuf was enrolled in {group.ref} by Ruth Adeyemi, by hand: “named by her head”"]


def test_a_freed_seat_is_given_again(ruth):
    group = world.a_group(3)
    actions.withdraw(group.enrolments.get(seat=2), reason="changed school", by=ruth, now=NOW)
    assert actions.enrol(world.an_application(), group, how=JoinedBy.HAND, by=ruth, now=NOW).seat == 2


def test_nobody_joins_beyond_the_size(ruth):
    group = world.a_group(12, size=12)
    with pytest.raises(Full, match="is full: 12 of 12 places are taken"):
        actions.enrol(world.an_application(), group, how=JoinedBy.HAND, by=ruth, now=NOW)
    assert group.enrolments.count() == 12


def test_somebody_with_a_place_is_not_enrolled_twice(ruth):
    first, second = world.a_group(1), world.a_group()
    with pytest.raises(Refusal, match="has a place already"):
        actions.enrol(first.enrolments.get().application, second, how=JoinedBy.HAND, by=ruth, now=NOW)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ASKED, State.DECLINED, State.WITHDRAWN])
def test_only_accepted_people_are_enrolled(ruth, state):
    with pytest.raises(Refusal, match="is not accepted"):
        actions.enrol(world.an_application(state=state), world.a_group(), how=JoinedBy.HAND, by=ruth, now=NOW)


def test_a_group_of_another_qualification_is_refused(ruth):
    other = world.a_group(offering=world.an_offering("NPQH"))
    with pytest.raises(Refusal, match="another qualification or intake"):
        actions.enrol(world.an_application(), other, how=JoinedBy.HAND, by=ruth, now=NOW)


def test_a_confirmed_group_takes_a_late_joiner_with_a_reason(ruth):
    group = world.a_confirmed_group(12)
    late = world.an_application()
    with pytest.raises(Refusal, match="Say why Amina Yusuf joins late") as refused:
        actions.enrol(late, group, how=JoinedBy.LATE, by=ruth, now=NOW)
    assert refused.value.field == "reason"
    assert actions.enrol(late, group, how=JoinedBy.LATE, by=ruth, now=NOW, reason="came on day 1").seat == 13


def test_a_move_exchanges_places_and_says_why(ruth):
    left, to = world.a_group(3), world.a_group(1)
    who = left.enrolments.get(seat=1)
    moved = actions.move(who, to, reason="lives nearer", by=ruth, now=NOW)
    assert (moved.pk, moved.ref, moved.group, moved.seat) == (who.pk, who.ref, to, 2)
    assert names_in(left) == ["Candidate 02", "Candidate 03"]
    assert sentences() == [f"Ruth Adeyemi moved Candidate 01 from {left.ref} to {to.ref}: “lives nearer”"]


def test_a_move_needs_a_reason_and_a_free_place(ruth):
    left, to = world.a_group(2), world.a_group(12, size=12)
    who = left.enrolments.first()
    with pytest.raises(Full):
        actions.move(who, to, reason="lives nearer", by=ruth, now=NOW)
    with pytest.raises(Refusal, match="Say why Candidate 01 moves"):
        actions.move(who, world.a_group(), reason="", by=ruth, now=NOW)
    assert names_in(left) == ["Candidate 01", "Candidate 02"]


def test_a_move_of_somebody_who_was_moved_meanwhile_says_where_they_are(ruth):
    left, first, second = world.a_group(1), world.a_group(), world.a_group()
    stale = left.enrolments.get()
    actions.move(left.enrolments.get(), first, reason="nearer", by=ruth, now=NOW)
    with pytest.raises(Conflict, match=f"is in {first.ref} by now"):
        actions.move(stale, second, reason="nearer", by=ruth, now=NOW)


def test_gathering_places_and_moves_people_all_or_none(ruth):
    left, to = world.a_group(2), world.a_group(11, size=13)
    free = world.an_application("Farah Siddiqui")
    placed = left.enrolments.first().application
    with pytest.raises(Full):
        actions.gather([free, *(e.application for e in left.enrolments.all())], to, reason="12", by=ruth, now=NOW)
    assert (len(names_in(left)), len(names_in(to))) == (2, 11)
    actions.gather([free, placed], to, reason="12", by=ruth, now=NOW)
    assert (len(names_in(left)), len(names_in(to))) == (1, 13)


def test_whoever_is_released_waits_and_keeps_their_number(ruth):
    group, other = world.a_group(2), world.a_group()
    who = group.enrolments.first()
    actions.release(who, reason="wrong group", by=ruth, now=NOW)
    assert list(unplaced(group.offering)) == [who.application]
    again = actions.enrol(who.application, other, how=JoinedBy.HAND, by=ruth, now=NOW)
    assert (again.ref, again.group, again.state, again.left_at) == (who.ref, other, EnrolmentState.ENROLLED, None)
    assert not unplaced(group.offering).exists()


def test_whoever_withdrew_is_not_placed_again(ruth):
    group = world.a_group(1)
    who = actions.withdraw(group.enrolments.get(), reason="new post abroad", by=ruth, now=NOW)
    assert (who.state, who.seat, who.left_reason) == (EnrolmentState.WITHDRAWN, None, "new post abroad")
    assert not unplaced(group.offering).exists()
    with pytest.raises(Refusal, match="withdrew from the programme"):
        actions.enrol(who.application, group, how=JoinedBy.HAND, by=ruth, now=NOW)
    with pytest.raises(Refusal, match="has no place to give up"):
        actions.withdraw(who, reason="again", by=ruth, now=NOW)


def test_all_who_wait_are_placed_by_code_first_then_by_choice_never_beyond_the_size(ruth):
    peak, trent = world.a_partner(), world.a_partner("Trent Reach")
    group = world.a_group(10, partner=peak, size=12)
    second = world.a_group(partner=trent)
    code = AllocationCode.objects.get(partner=peak)
    early = world.an_application("Chose early", preferred_partner=peak)
    coded = world.an_application("Holds the code", code=code, preferred_partner=trent)
    also = world.an_application("Holds it too", code=code)
    nobody = world.an_application("Chose nobody")
    alone = world.an_application("Chose a partner without a group", preferred_partner=world.a_partner("Fenedge"))
    plan = placing_plan(group.offering)
    made = actions.enrol_all_by_code_and_preference(group.offering, by=ruth, now=NOW)
    assert plan == made
    assert [(o.applicant.name, o.group, o.why) for o in made] == [
        (early.name, None, "Peakside is full."),
        (coded.name, group.pk, "By code, though they chose another partner"),
        (also.name, group.pk, "By code"),
        (nobody.name, None, "No code, and no partner chosen."),
        (alone.name, None, "The partner has no forming group."),
    ]
    assert (len(names_in(group)), names_in(second)) == (12, [])
    assert {o.group for o in actions.enrol_all_by_code_and_preference(group.offering, by=ruth, now=NOW)} == {None}


def test_a_group_is_opened_with_the_rule_of_the_day_and_a_reference_that_says_what_it_is(ruth):
    offering, peak = world.an_offering(), world.a_partner()
    group = actions.open_group(offering, peak, by=ruth, now=NOW)
    assert (group.ref, group.minimum, group.size, group.state) == ("NPQSL-S27-01", 12, 24, GroupState.FORMING)
    assert sentences() == ["Ruth Adeyemi opened NPQSL-S27-01 for Peakside, room for 24"]
    with pytest.raises(Refusal, match="has NPQSL-S27-01, which still has room"):
        actions.open_group(offering, peak, by=ruth, now=NOW)
    assert actions.open_group(offering, world.a_partner("Trent"), by=ruth, now=NOW, size=30).ref == "NPQSL-S27-02"


def test_no_group_of_a_partner_who_left_or_below_the_minimum_is_opened(ruth):
    with pytest.raises(Refusal, match="left the network on 24 November 2026"):
        actions.open_group(world.an_offering(), world.a_partner(left_on=world.TODAY), by=ruth, now=NOW)
    with pytest.raises(Refusal, match="at least 12 places"):
        actions.open_group(world.an_offering(), world.a_partner(), by=ruth, now=NOW, size=11)


def test_a_group_that_does_not_run_lets_its_people_wait_again(ruth):
    group = world.a_group(3)
    actions.close_group(group, reason="three by the deadline", by=ruth, now=NOW)
    assert (Group.objects.get().state, unplaced(group.offering).count()) == (GroupState.CLOSED, 3)
    assert Entry.objects.about(group).first().sentence == f"Ruth Adeyemi closed {group.ref}: “three by the deadline”"
    with pytest.raises(Refusal, match="is closed"):
        actions.enrol(Enrolment.objects.first().application, group, how=JoinedBy.HAND, by=ruth, now=NOW)
    assert actions.reopen_group(group, by=ruth, now=NOW).state == GroupState.FORMING


def test_a_confirmed_group_is_not_closed(ruth):
    with pytest.raises(Refusal, match="confirmed"):
        actions.close_group(world.a_confirmed_group(12), reason="no", by=ruth, now=NOW)
