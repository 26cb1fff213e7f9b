"""The cockpit page: what helps the groups that are short, and the map of partners and people without a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cadre.applications.models import Application
from cadre.recruitment.queries.cockpit import Cockpit, Course
from cadre.recruitment.queries.flows import Key
from cadre.recruitment.queries.unplaced import Place, near, people_without_group
from cadre.recruitment.rules.help import Help, Short, helps
from cadre.schools.regions import regions
from cadre.ui.components.areas import AreaMap, Circle, Square

NEAR_KM = 25
"""Where no dated policy holds yet."""


@dataclass
class Aid:
    """`waiting`: people without a group. `near`: those within reach of each short group. `shorts`: what could help
    each of these. `found`: what to do."""

    waiting: list[Application]
    km: int
    near: dict[int, list[Application]] = field(default_factory=dict)
    shorts: dict[int, Short] = field(default_factory=dict)
    found: list[Help] = field(default_factory=list)

    @property
    def helpful(self) -> int:
        """How many people without a group are in reach of at least one short group."""
        return len({one.pk for people in self.near.values() for one in people})


def aids(seen: Cockpit, remindable: Mapping[Key, int]) -> list[tuple[Course, Aid]]:
    """What helps the groups of each qualification. `remindable`: addresses by (offering, partner). One query."""
    km = seen.policy.near_km if seen.policy else NEAR_KM
    waiting = people_without_group([course.offering for course in seen.courses])
    return [(course, _aid(course, waiting.get(course.offering.pk, []), remindable, km)) for course in seen.courses]


def _aid(course: Course, waiting: list[Application], remindable: Mapping[Key, int], km: int) -> Aid:
    made, asked, reached = Aid(waiting, km), set[int](), dict[int, list[Application]]()
    for look in (one for one in course.looks if one.is_short):
        partner = look.group.partner
        if partner.pk not in reached:  # groups of one partner share whom they can reach
            reached[partner.pk] = near(partner, waiting, km=km)
        made.near[look.group.pk] = reached[partner.pk]
        drafts = undecided = 0
        if partner.pk not in asked:  # a partner's own people count for its first short group alone
            undecided = look.counts.submitted
            drafts = remindable.get((course.offering.pk, partner.pk), 0) if course.days >= 0 else 0
        asked.add(partner.pk)
        reach = len(made.near[look.group.pk])
        made.shorts[look.group.pk] = Short(look.group.pk, look.stands.short, drafts, undecided, reach)
    made.found = helps(made.shorts.values())
    return made


def area_map(course: Course, places: Sequence[Place]) -> AreaMap:
    """Partners by how their groups stand, and people without a group in each region."""
    squares = [
        Square(partner.easting, partner.northing, look.tag[1], f"{partner.name}: {look.tag[0]}")
        for look in course.looks
        if (partner := look.group.partner).easting is not None and partner.northing is not None
    ]
    circles = [Circle(*place.point, place.people) for place in places if place.point]
    shaded = [place.region for place in places]
    return AreaMap(regions(), shaded=shaded, squares=squares, circles=circles)
