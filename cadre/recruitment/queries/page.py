"""The cockpit page of one qualification: what helps its short groups, its map, and what its groups earn."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cadre.applications.models import Application
from cadre.recruitment.queries.cockpit import Cockpit, Course
from cadre.recruitment.queries.unplaced import Place, near, people_without_group
from cadre.recruitment.regions import regions
from cadre.recruitment.rules.help import Help, Short, helps
from cadre.ui.components.areas import AreaMap, Circle, Square

NEAR_KM = 25
"""Where no dated policy holds yet."""


@dataclass
class Aid:
    """`waiting`: people without a group. `near`: those within reach of each short group. `found`: what to do."""

    waiting: list[Application]
    km: int
    near: dict[int, list[Application]] = field(default_factory=dict)
    found: list[Help] = field(default_factory=list)

    @property
    def helpful(self) -> int:
        """How many people without a group are in reach of at least one short group."""
        return len({one.pk for people in self.near.values() for one in people})


def aid(seen: Cockpit, course: Course) -> Aid:
    """What helps the groups of one qualification. One query."""
    made = Aid(people_without_group(course.offering), seen.policy.near_km if seen.policy else NEAR_KM)
    short = [look for look in course.looks if look.is_short]
    for look in short:
        made.near[look.group.pk] = near(look.group.partner, made.waiting, km=made.km)
    asked: set[int] = set()
    shorts = []
    for look in short:  # a partner's own people count for its first short group alone
        counts = look.counts if look.group.partner_id not in asked else None
        asked.add(look.group.partner_id)
        drafts, undecided = (counts.drafts, counts.submitted) if counts else (0, 0)
        reach = len(made.near[look.group.pk])
        shorts.append(Short(look.group.pk, look.stands.short, drafts if seen.days >= 0 else 0, undecided, reach))
    made.found = helps(shorts)
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
