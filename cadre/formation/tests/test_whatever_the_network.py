"""Whatever the network: no group too small or too large, nobody where they did not consent, nobody moved who sits well.

The oracle reads rows and nothing of plans: who sits where before and after a plan is carried out, and what they said.
"""

from math import hypot
from random import Random

import pytest

from cadre.applications.models import Application
from cadre.formation import actions, tasks
from cadre.formation.models import Plan
from cadre.formation.rules.drawing import Settings
from cadre.formation.states import PlanState
from cadre.groups.models import Enrolment, Group
from cadre.groups.states import EnrolmentState, GroupState, JoinedBy
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
LEAST, SIZES, UNSAID = 4, (4, 5, 6, 8), 25


def any_network(random: Random) -> None:
    """Up to five partners within 60 km with up to two groups each, and forty people who chose, sit and consent."""
    world.a_size_rule(LEAST, 8)
    offering = world.an_offering()
    partners = [
        world.a_partner(f"P{n} Schools", easting=400_000 + random.randrange(60_000), northing=300_000)
        for n in range(random.randint(2, 5))
    ]
    groups = [
        world.a_group(partner=partner, offering=offering, minimum=LEAST, size=random.choice(SIZES))
        for partner in partners
        for _ in range(random.randint(0, 2))
    ]
    schools = [world.a_school(easting=400_000 + n * 10_000, northing=300_000) for n in range(6)]
    for n in range(40):
        application = world.an_application(
            f"Person {n:02}",
            offering=offering,
            preferred_partner=random.choice([*partners, None]),
            school=random.choice([*schools, None]),
            may_offer_local=random.choice([True, True, False, None]),
            may_offer_distance=random.choice([True, False]),
            travel_km=random.choice([None, 5, 20, 40]),
        )
        if groups and random.random() < 0.4:
            sit(application, random.choice(groups), random)


def sit(application: Application, group: Group, random: Random) -> None:
    taken = set(group.enrolments.values_list("seat", flat=True))
    if len(taken) < group.size:
        Enrolment.objects.create(
            ref=f"C-{application.ref}",
            group=group,
            application=application,
            person=application.applicant,
            seat=len(taken) + 1,
            joined_by=random.choice([JoinedBy.CODE, JoinedBy.HAND, JoinedBy.PREFERENCE]),
        )


def places() -> dict[str, Group]:
    """The group of everybody who has a place, by name."""
    rows = Enrolment.objects.filter(state=EnrolmentState.ENROLLED).select_related("application", "group__partner")
    return {row.application.name: row.group for row in rows}


def accepted(person: Application, group: Group) -> bool:
    """Whether somebody chose the group's partner, or said yes to another within reach."""
    if person.preferred_partner_id == group.partner_id:
        return True
    if not person.may_offer_local or person.school is None:
        return False
    east, north = person.school.easting - group.partner.easting, person.school.northing - group.partner.northing
    return hypot(east, north) / 1000 <= (UNSAID if person.travel_km is None else person.travel_km)


def could_go_on(partner: int, sitting: list[Group]) -> bool:
    """Whether the partner's groups can hold just those who sit in them: not where no legal size fits."""
    number = sum(group.partner_id == partner for group in sitting)
    sizes = [group.size for group in Group.objects.filter(partner=partner)]
    most = sum(sizes) // len(sizes)
    return number < LEAST or any(many * LEAST <= number <= many * most for many in range(1, len(sizes) + 1))


@pytest.mark.long
@pytest.mark.parametrize("moves", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_what_is_carried_out_keeps_every_promise(seed, moves):
    any_network(Random(seed))
    before = places()
    settings = Settings(unsaid_km=UNSAID, move_from_viable=moves, open_groups=seed % 2 == 0)
    ruth = world.an_officer()
    asked, _ = actions.ask_plan(world.an_offering(), settings, by=ruth, today=world.TODAY, now=world.NOW)
    plan = tasks.begin(asked)
    assert plan.state == PlanState.READY
    forming = list(Group.objects.filter(state=GroupState.FORMING).values_list("ref", flat=True))
    actions.commit_plan(
        plan, close=forming, reason="agreed", agreed_otherwise="by phone", by=ruth, today=world.TODAY, now=world.NOW
    )
    after = places()
    for group in Group.objects.with_people():
        assert group.people == 0 or LEAST <= group.people <= group.size
        assert group.state == (GroupState.FORMING if group.people else GroupState.CLOSED)
    for person in Application.objects.select_related("school", "preferred_partner"):
        was, now = before.get(person.name), after.get(person.name)
        if now and (was is None or was.partner_id != now.partner_id):
            assert accepted(person, now), f"{person.name} sits where they did not consent"
    assert len(after) == Plan.objects.get().levels["seated"]
    running = {group.partner_id for group in after.values()}
    whole = {partner for partner in running if could_go_on(partner, list(before.values()))}
    sat_well = [name for name, was in before.items() if was.partner_id in whole]
    assert [name for name in sat_well if name not in after] == []
    if not moves:
        assert [name for name in sat_well if after[name].partner_id != before[name].partner_id] == []
