"""Flows and counts are read from applications and places as they are, and cost the same for any number."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadre.applications.models import Application
from cadre.applications.states import State
from cadre.bookings.models import Offer, QueueEntry, QueueMember
from cadre.groups.models import Enrolment, Group
from cadre.groups.states import EnrolmentState
from cadre.programmes.models import Intake, Offering
from cadre.recruitment import reference
from cadre.recruitment.models import RecruitmentPolicy
from cadre.recruitment.queries.counts import Counts, counts
from cadre.recruitment.queries.flows import flows, offerings_to_learn_from, past_of
from tests import world

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def came(before: int, *, state: str = State.ACCEPTED, left: int | None = None, **facts) -> Application:
    """Somebody who applied so many days before the deadline, and left again so many days before it."""
    made = world.an_application(state=state, **facts)
    made.submitted_at = made.submitted_at and _moment(before)
    made.changed_at = _moment(before if left is None else left)
    made.save()
    return made


def _moment(before: int):
    return world.NOW + timedelta(days=17 - before)


def an_intake(name: str, closes_in: int) -> Intake:
    closes_on = world.TODAY + closes_in * DAY
    return Intake.objects.create(
        slug=name.lower().replace(" ", "-"),
        name=name,
        opens_on=closes_on - 90 * DAY,
        closes_on=closes_on,
        starts_on=closes_on + 14 * DAY,
    )


def with_intake() -> Offering:
    return Offering.objects.select_related("intake", "qualification").get(pk=world.an_offering().pk)


def test_a_partner_s_flow_holds_who_chose_it_and_who_sits_in_its_group():
    offering, chosen, other = world.an_offering(), world.a_partner(), world.a_partner("Trent Reach")
    group = world.a_group(partner=other)
    came(20, preferred_partner=chosen)
    came(20, preferred_partner=chosen, state=State.SUBMITTED)
    came(30, preferred_partner=chosen, state=State.WITHDRAWN, left=18)
    came(30, preferred_partner=chosen, state=State.DRAFT)
    moved = came(25, preferred_partner=chosen)
    Enrolment.objects.create(ref="C1", group=group, application=moved, person=moved.applicant, joined_by="hand", seat=1)
    gave_up = came(26, preferred_partner=other)
    Enrolment.objects.create(
        ref="C2",
        group=group,
        application=gave_up,
        person=gave_up.applicant,
        joined_by="hand",
        state=EnrolmentState.WITHDRAWN,
        left_at=_moment(19),
    )
    came(22, preferred_partner=None)
    found = {key: one.points for key, one in flows([with_intake()]).items()}
    assert found == {
        (offering.pk, chosen.pk): [(30, 1), (20, 3), (18, 2)],
        (offering.pk, other.pk): [(26, 1), (25, 2), (19, 1)],
        (offering.pk, None): [(22, 1)],
    }


def test_a_day_is_a_day_in_london():
    """23:30 in summer time is still the day; in UTC it is too, but 00:30 in London is the day before in UTC."""
    made = came(20)
    made.submitted_at = world.NOW.replace(month=7, day=1, hour=23, minute=30)
    made.save()
    days = (made.offering.intake.closes_on - made.submitted_at.date()).days - 1
    assert flows([with_intake()])[made.offering_id, None].points == [(days, 1)]


def test_earlier_intakes_teach_and_later_ones_do_not():
    now = world.an_intake()
    before, after = an_intake("Autumn 2026", -100), an_intake("Autumn 2027", 200)
    offerings = [world.an_offering(intake=intake) for intake in (now, before, after)]
    for offering in offerings:
        came(20, offering=offering)
    learned = offerings_to_learn_from(now)
    assert [one.pk for one in learned] == [offerings[1].pk, offerings[0].pk]
    past = past_of(now, learned, flows(learned))
    assert [(one.intake, one.qualification, one.partner) for one in past] == [
        (before.pk, offerings[1].qualification_id, None)
    ]


def test_counts_say_how_everybody_stands(policy):
    offering, chosen, other = world.an_offering(), world.a_partner(), world.a_partner("Trent Reach")
    for state in (State.DRAFT, State.DRAFT, State.SUBMITTED, State.ASKED, State.ACCEPTED, State.DECLINED):
        came(20, preferred_partner=chosen, state=state)
    world.a_group(3, partner=chosen)
    offered = came(20, preferred_partner=chosen)
    entry = QueueEntry.objects.create(
        ref="W1", offering=offering, name="A", email="a@b.example", how="full", state="offered"
    )
    QueueMember.objects.create(entry=entry, application=offered)
    Offer.objects.create(
        entry=entry,
        group=world.a_group(partner=other),
        places=1,
        made_at=world.NOW,
        expires_at=world.NOW + DAY,
    )
    groups = list(Group.objects.with_people())
    found = counts([offering], groups, target=policy.target)
    assert found == {
        (offering.pk, chosen.pk): Counts(2, 2, 2, 3, 1, 1, 12, 24, 15),
        (offering.pk, other.pk): Counts(groups=1, minimum=12, size=24, target=15),
    }
    assert sum(found.values(), Counts()) == Counts(2, 2, 2, 3, 1, 2, 24, 48, 30)


def test_a_target_is_never_under_the_minimum_nor_over_the_size(policy):
    small, large = world.a_group(minimum=4, size=8), world.a_group(minimum=20, size=30)
    found = counts([world.an_offering()], Group.objects.with_people(), target=policy.target)
    assert [found[one.offering_id, one.partner_id].target for one in (small, large)] == [8, 20]


def test_flows_and_counts_cost_the_same_for_few_and_for_many():
    def cost() -> int:
        offering = with_intake()
        with CaptureQueriesContext(connection) as caught:
            flows([offering])
            counts([offering], Group.objects.with_people(), target=15)
        return len(caught)

    world.a_group(2)
    few = cost()
    for _ in range(4):
        world.a_group(5)
    assert cost() == few == 5


def test_the_policy_is_loaded_once():
    reference.load(world.TODAY)
    reference.load(world.TODAY)
    assert RecruitmentPolicy.objects.count() == 1
