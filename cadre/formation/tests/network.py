"""A small network for the tests of plans: two partners 10 km apart, groups that form, people who wait."""

from typing import Any

from cadre.applications.models import Application
from cadre.formation import reference
from cadre.groups.models import Group
from cadre.partners.models import Partner
from cadre.schools.models import School
from tests import world
from tests.scenes import kept

HERE, THERE = (430_000, 360_000), (440_000, 360_000)


@kept
def policy() -> None:
    reference.load(world.TODAY)


def partner_at(point: tuple[int, int], name: str = "Peakside Schools Partnership", **facts: Any) -> Partner:
    return world.a_partner(name, easting=point[0], northing=point[1], **facts)


def school_at(point: tuple[int, int]) -> School:
    return world.a_school(easting=point[0], northing=point[1])


def people(number: int, partner: Partner | None, school: School, **facts: Any) -> list[Application]:
    """So many accepted people who chose the partner, consent to another group, and wait."""
    who = facts.pop("name", "") or (partner.short_name if partner else "Nowhere")
    names = [f"{who} {n + 1:02}" for n in range(number)]
    return world.some_applications(names, preferred_partner=partner, school=school, **facts)


@kept
def two_partners(at_peak: int = 9, at_trent: int = 14) -> tuple[Group, Group]:
    """Peakside with too few by itself and Trent with enough, everybody waiting; each has a forming group of 24."""
    policy()
    peak, trent = partner_at(HERE), partner_at(THERE, "Trent Reach Alliance")
    here, there = school_at(HERE), school_at(THERE)
    groups = world.a_group(partner=peak), world.a_group(partner=trent)
    people(at_peak, peak, here)
    people(at_trent, trent, there)
    return groups
