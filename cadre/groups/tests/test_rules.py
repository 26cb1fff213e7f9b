"""Standing, placing, fit and refusals as tables, and what holds for every input."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre.applications.states import State
from cadre.groups import rules
from cadre.groups.states import EnrolmentState, GroupState, JoinedBy, Standing
from cadre.lib.errors import Refusal
from tests.world import NOW


@pytest.mark.parametrize(
    ("people", "days", "state", "standing", "tag", "sentence"),
    [
        (0, 17, "forming", Standing.SHORT, "12 short", "12 short of 12."),
        (11, 17, "forming", Standing.SHORT, "1 short", "1 short of 12."),
        (11, 0, "forming", Standing.SHORT, "1 short", "1 short of 12."),
        (11, -1, "forming", Standing.AT_RISK, "At risk, 1 short", "1 short, and registration has closed."),
        (12, 17, "forming", Standing.RUNS, "Runs", "Runs, with room for 12."),
        (12, -1, "forming", Standing.RUNS, "Runs", "Runs, with room for 12."),
        (23, 17, "forming", Standing.RUNS, "Runs", "Runs, with room for 1."),
        (24, 17, "forming", Standing.FULL, "Full", "Full: 24 of 24 places taken."),
        (
            10,
            -5,
            "confirmed",
            Standing.OVERRIDDEN,
            "Runs by decision",
            "Runs with 10 by decision, 2 under the minimum.",
        ),
        (14, -5, "confirmed", Standing.RUNS, "Runs", "Runs, with room for 10."),
        (0, 17, "closed", Standing.CLOSED, "Not running", "Closed without running."),
    ],
)
def test_how_a_group_stands(people, days, state, standing, tag, sentence):
    found = rules.viability(people, 12, 24, days_left=days, state=state)
    assert (found.standing, found.tag, found.sentence) == (standing, tag, sentence)


@pytest.mark.parametrize(
    ("waiting", "end"),
    [(0, "3 short of 12."), (1, "1 who chose it waits for a place."), (4, "4 who chose it wait for a place.")],
)
def test_who_waits_is_said_beside_how_many_are_short(waiting, end):
    assert rules.viability(9, 12, 24, days_left=3, waiting=waiting).sentence.endswith(end)


@given(st.integers(0, 60), st.integers(1, 30), st.integers(0, 30), st.integers(-40, 40))
def test_short_and_room_are_never_negative_and_a_forming_group_runs_exactly_from_its_minimum(
    people, minimum, more, days
):
    found = rules.viability(people, minimum, minimum + more, days_left=days)
    assert (found.short, found.room) == (max(minimum - people, 0), max(minimum + more - people, 0))
    assert found.runs == (people >= minimum)


def person(key: int, *, code: int | None = None, chose: int | None = None, minutes: int = 0) -> rules.Applicant:
    return rules.Applicant(key, f"Person {key}", NOW + timedelta(minutes=minutes), code, chose)


PEAK, TRENT = rules.Places(1, 10, "Peakside", 2), rules.Places(2, 20, "Trent Reach", 1)


@pytest.mark.parametrize(
    ("people", "placed"),
    [
        ([], []),
        ([person(1, chose=10)], [(1, 1, JoinedBy.PREFERENCE)]),
        ([person(1, code=10)], [(1, 1, JoinedBy.CODE)]),
        ([person(1, code=10, chose=20)], [(1, 1, JoinedBy.CODE)]),
        ([person(1)], [(1, None, None)]),
        ([person(1, chose=30)], [(1, None, None)]),
        # a code goes before an earlier choice
        (
            [person(1, chose=20), person(2, code=20, minutes=5)],
            [(1, None, None), (2, 2, JoinedBy.CODE)],
        ),
        # a full code's group leaves the choice
        (
            [person(1, code=20), person(2, code=20, chose=10, minutes=5)],
            [(1, 2, JoinedBy.CODE), (2, 1, JoinedBy.PREFERENCE)],
        ),
        # in the order of application, not of the list
        (
            [person(3, chose=20, minutes=9), person(4, chose=20, minutes=1)],
            [(4, 2, JoinedBy.PREFERENCE), (3, None, None)],
        ),
    ],
)
def test_who_is_placed_where(people, placed):
    assert [(o.applicant.key, o.group, o.how) for o in rules.placing(people, [PEAK, TRENT])] == placed


partners = st.sampled_from([None, 10, 20, 30])
crowds = st.lists(st.tuples(partners, partners, st.integers(0, 30)), max_size=40)
rooms = st.lists(st.tuples(st.sampled_from([10, 20, 30]), st.integers(0, 6)), max_size=5)


@given(crowds, rooms)
def test_placing_never_passes_a_group_s_room_and_accounts_for_everybody_once(crowd, room):
    people = [person(n, code=code, chose=chose, minutes=at) for n, (code, chose, at) in enumerate(crowd)]
    groups = [rules.Places(n, partner, f"P{partner}", free) for n, (partner, free) in enumerate(room, 1)]
    outcomes = rules.placing(people, groups)
    assert sorted(o.applicant.key for o in outcomes) == [one.key for one in people]
    for group in groups:
        assert sum(o.group == group.key for o in outcomes) <= group.free
    for o in outcomes:
        assert bool(o.group) == bool(o.how)
        assert o.why
        if o.group:
            partner = groups[o.group - 1].partner
            assert partner == (o.applicant.code_partner if o.how == JoinedBy.CODE else o.applicant.preferred_partner)


@given(crowds, rooms)
def test_nobody_stays_out_while_a_group_they_asked_for_has_room_and_the_order_of_the_list_does_not_matter(crowd, room):
    people = [person(n, code=code, chose=chose, minutes=at) for n, (code, chose, at) in enumerate(crowd)]
    groups = [rules.Places(n, partner, f"P{partner}", free) for n, (partner, free) in enumerate(room, 1)]
    outcomes = rules.placing(people, groups)
    left = {g.key: g.free - sum(o.group == g.key for o in outcomes) for g in groups}
    for o in outcomes:
        if o.group is None:
            wanted = {o.applicant.code_partner, o.applicant.preferred_partner}
            assert not any(left[g.key] for g in groups if g.partner in wanted)
    assert rules.placing(reversed(people), groups) == outcomes


@pytest.mark.parametrize(
    ("facts", "rank", "words"),
    [
        ({"chose_it": True}, 0, "Chose it"),
        ({"chose_it": True, "kilometres": 90, "limit": 25, "consents": False}, 0, "Chose it"),
        ({}, 1, ""),
        ({"leaves_short": 0}, 2, ""),
        ({"consents": None}, 3, "Ask consent first"),
        ({"kilometres": None}, 3, "Distance not known"),
        ({"leaves_short": 2}, 4, "Leaves their group 2 short"),
        ({"kilometres": 26}, 5, "Too far, up to 25 km"),
        ({"consents": False}, 6, "Said no to another group"),
    ],
)
def test_how_somebody_fits(facts, rank, words):
    usual = {"chose_it": False, "kilometres": 9, "limit": 25, "consents": True, "leaves_short": None}
    found = rules.fit(**(usual | facts))
    assert (found.rank, found.words) == (rank, words)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [((0, 0), (3000, 4000), 5), ((430_000, 360_000), (430_000, 360_000), 0), ((None, 1), (1, 1), None)],
)
def test_distance_is_whole_kilometres_as_the_crow_flies(one, other, km):
    assert rules.distance_km(one, other) == km


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"same_offering": False}, "applied for another qualification or intake"),
        ({"group_state": GroupState.CLOSED}, "is closed, so nobody can join it"),
        ({"group_state": GroupState.FINISHED}, "has finished, so nobody can join it"),
        ({"enrolment_state": EnrolmentState.WITHDRAWN}, "withdrew from the programme"),
        ({"enrolment_state": EnrolmentState.COMPLETED}, "has completed the programme"),
        ({"enrolment_state": EnrolmentState.ENROLLED}, "has a place already"),
        ({"application_state": State.SUBMITTED}, "is not accepted: the application is submitted"),
        ({"people": 24}, "is full: 24 of 24 places are taken"),
        ({"group_state": GroupState.CONFIRMED}, "is confirmed. Say why Amina Yusuf joins late"),
        ({"enrolment_state": EnrolmentState.ENROLLED, "arrives_by_move": True}, "Say why Amina Yusuf moves"),
    ],
)
def test_why_a_place_is_refused(facts, words):
    usual = {"person": "Amina Yusuf", "group": "NPQSL-S27-01", "group_state": "forming", "people": 9, "size": 24}
    rules.refuse_place(**usual)
    with pytest.raises(Refusal, match=words):
        rules.refuse_place(**(usual | facts))


@pytest.mark.parametrize(
    ("intake", "year", "ref"),
    [("Spring 2027", 2027, "NPQH-S27-03"), ("autumn", 2026, "NPQH-A26-03"), ("", 2030, "NPQH-X30-03")],
)
def test_a_reference_says_qualification_season_and_number(intake, year, ref):
    assert rules.group_ref("NPQH", intake, year, 3) == ref
