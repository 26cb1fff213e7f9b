"""A confirmed group that loses people: somebody decides, once, and nothing happens by itself."""

import pytest
from django.test import Client

from cadre.groups import actions
from cadre.groups.models import Group, Shortfall
from cadre.groups.rules.shortfall import least_people, must_be_decided
from cadre.groups.states import FELL_SHORT, SHORTFALL_DECIDED, EnrolmentState, GroupState, JoinedBy, ShortfallAnswer
from cadre.journal.models import Entry
from cadre.journal.worker import drain
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.schools.models import School
from tests import world
from tests.scenes import kept

LEAST = [
    # minimum, confirmed with, agreed since, goes on unasked with
    (12, 14, None, 12),
    (12, 12, None, 12),
    (12, 10, None, 10),
    (12, 14, 11, 11),
    (12, 10, 9, 9),
    (12, None, None, 12),
]


@pytest.mark.parametrize(("minimum", "confirmed", "agreed", "least"), LEAST)
def test_the_fewest_people_a_group_goes_on_with_unasked(minimum, confirmed, agreed, least):
    assert least_people(minimum=minimum, confirmed=confirmed, agreed=agreed) == least


@pytest.mark.parametrize(
    ("state", "people", "being_moved", "asked"),
    [
        ("confirmed", 12, False, False),
        ("confirmed", 11, False, True),
        ("confirmed", 0, False, True),
        ("confirmed", 11, True, False),
        ("forming", 3, False, False),
        ("finished", 3, False, False),
        ("closed", 0, False, False),
    ],
)
def test_only_a_confirmed_group_under_its_number_is_asked_about(state, people, being_moved, asked):
    assert must_be_decided(state=state, people=people, least=12, being_moved=being_moved) is asked


@pytest.fixture
@kept
def group(db, at_now) -> Group:
    """Twelve people, confirmed."""
    return world.a_confirmed_group(12)


def leave(group: Group, number: int = 1) -> None:
    for place in group.enrolments.taking_a_place()[:number]:
        actions.withdraw(place, reason="moved abroad", by=world.an_officer(), now=clock.now())
    drain(limit=1_000)


def to_decide(group: Group) -> list[Shortfall]:
    return list(group.shortfalls.to_decide())


def test_the_first_who_leaves_raises_it_and_the_next_only_counts(group):
    leave(group)
    (raised,) = to_decide(group)
    assert (raised.people, raised.least) == (11, 12)
    assert raised.because.endswith("left: “moved abroad”")
    leave(group, 2)
    (still,) = to_decide(group)
    assert (still.pk, still.people) == (raised.pk, 9)
    assert Entry.objects.filter(happening=FELL_SHORT.key).count() == 1
    group.refresh_from_db()
    assert group.state == GroupState.CONFIRMED
    assert group.enrolments.filter(state=EnrolmentState.ENROLLED).count() == 9


def test_leaving_a_group_that_is_still_large_enough_asks_nothing(db, at_now):
    group = world.a_confirmed_group(14)
    leave(group, 2)
    assert to_decide(group) == []


def test_a_late_joiner_settles_it(group):
    leave(group)
    application = world.an_application(state="accepted", offering=group.offering)
    actions.enrol(
        application, group, how=JoinedBy.HAND, by=world.an_officer(), now=clock.now(), reason="asked for by the partner"
    )
    drain(limit=1_000)
    assert to_decide(group) == []
    assert group.shortfalls.get().past_at


def test_going_on_with_eleven_is_asked_about_again_at_ten_only(group):
    leave(group)
    decided(group, "continue")
    actions.watch_minimum(group, because="again", by=world.an_officer(), now=clock.now())
    assert to_decide(group) == []
    leave(group)
    (again,) = to_decide(group)
    assert (again.people, again.least) == (10, 11)


def test_while_its_people_are_moved_nobody_is_asked_again(group):
    leave(group)
    decided(group, "move")
    leave(group, 3)
    assert to_decide(group) == []


def decided(group: Group, answer: str) -> Shortfall:
    (waits,) = to_decide(group)
    return actions.decide_shortfall(
        waits, answer=answer, reason="The head wants it", by=world.an_officer(), now=clock.now()
    )


def test_it_is_decided_once_with_an_answer_and_a_reason(group):
    leave(group)
    (waits,) = to_decide(group)
    by, now = world.an_officer(), clock.now()
    for answer, reason in (("", "why"), ("cancel", "why"), ("continue", "  ")):
        with pytest.raises(Refusal):
            actions.decide_shortfall(waits, answer=answer, reason=reason, by=by, now=now)
    actions.decide_shortfall(waits, answer="continue", reason="Fine", by=by, now=now)
    with pytest.raises(Refusal, match="nothing to decide"):
        actions.decide_shortfall(waits, answer="move", reason="Other", by=by, now=now)
    assert Entry.objects.filter(happening=SHORTFALL_DECIDED.key).count() == 1


def test_the_office_sees_it_on_its_first_page_and_decides(group, client: Client):
    leave(group)
    client.force_login(world.an_officer())
    assert "Decide about 1 group that lost people" in client.get("/office/").content.decode()
    listed = client.get("/office/groups/shortfalls/").content.decode()
    assert group.ref in listed
    path = f"/office/groups/{group.ref}/shortfall/"
    assert "Decide what becomes of it" in client.get(f"/office/groups/{group.ref}/").content.decode()
    page = client.get(path).content.decode()
    assert "It has 11 people. What becomes of it?" in page
    refused = client.post(path, {"answer": "continue", "reason": ""})
    assert refused.status_code == 422
    assert "checked" in refused.content.decode()
    assert client.post(path, {"answer": "continue", "reason": "The head wants it"}).status_code == 302
    assert group.shortfalls.get().answer == ShortfallAnswer.CONTINUE
    assert "The head wants it" in client.get(path).content.decode()
    assert client.post(path, {"answer": "move", "reason": "Too late"}).status_code == 422


def test_the_page_says_where_each_could_go(group, client: Client):
    leave(group)
    School.objects.update(easting=430_000, northing=360_000)
    near = world.a_group(
        13, offering=group.offering, partner=world.a_partner("Near Alliance", easting=430_000, northing=367_000)
    )
    client.force_login(world.an_officer())
    page = client.get(f"/office/groups/{group.ref}/shortfall/").content.decode()
    assert near.partner.name in page
    assert f"{near.partner.short_name}, 7 km" in page


def test_a_list_costs_the_same_for_any_number(db, at_now, client: Client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(world.an_officer())
    counts = []
    for _ in range(2):
        for _ in range(3):
            leave(world.a_confirmed_group(12))
        with CaptureQueriesContext(connection) as asked:
            client.get("/office/groups/shortfalls/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
