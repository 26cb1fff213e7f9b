"""A small distance-learning group of the intake in delivery: people near no group that ran, with a tutor online."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from cadre.applications.models import Application
from cadre.demo.network import candidates, running
from cadre.demo.network.answers import answer
from cadre.demo.network.base import Network
from cadre.demo.network.calendar import Season, on
from cadre.facilitators.models import Facilitator
from cadre.groups.actions import distance_group, gather
from cadre.groups.models import Group
from cadre.lib.dates import add_working_days, working_days
from cadre.programmes.models import Offering
from cadre.scheduling.actions import assign, pick_date
from cadre.scheduling.queries import bookings_for, meetings
from cadre.scheduling.rules.dates import clashes
from cadre.scheduling.states import FacilitatorRole

SEED, PEOPLE = 24, 13
CODE, HOST, TUTORS_NEAR = "NPQML", "fenedge", "wensum"
JOIN_HERE = "https://meet.provider.example/npqml-at-a-distance"
WHY = "No group near them ran, and they said yes to distance learning."


def at_a_distance(network: Network, season: Season, names: Iterator[str], *, answered: float) -> Group:
    """They apply without a partner, are placed once registration has closed, and hold what is due by today.

    With chance of its own, so that everything else of the network stays as it is.
    """
    network = replace(network, random=Random(SEED))  # noqa: S311  the same people each time
    offering = Offering.objects.get(intake__slug=season.slug, qualification__code=CODE)
    people = _applied(network, season, offering, names)
    with on(add_working_days(season.closes_on, 1), 10) as now:
        group = distance_group(offering, by=network.officer, now=now)
        gather(people, group, reason=WHY, by=network.officer, now=now)
    _dated(network, group, add_working_days(season.closes_on, 2))
    running.confirm(network, group, add_working_days(season.closes_on, 3))
    for event in group.events.filter(ends_on__lt=network.today).select_related("group", "element"):
        running.hold(network, event)
        answer(event, network.random, share=answered)
    return group


def _applied(network: Network, season: Season, offering: Offering, names: Iterator[str]) -> list[Application]:
    made = []
    last = network.today - timedelta(days=1)
    for day in sorted(candidates.days_to_apply(network.random, season, PEOPLE, last)):
        application = candidates.applies(network, offering, None, next(names), day, host=HOST)
        Application.objects.filter(pk=application.pk).update(may_offer_local=False, may_offer_distance=True)
        made.append(candidates.accepted(network, application, today=season.closes_on))
    return made


def _dated(network: Network, group: Group, day: date) -> None:
    """The office gives the group its tutor, and picks the online events on days that are free."""
    with on(day, 11) as now:
        assign(group, _tutor(network, group), FacilitatorRole.TUTOR, by=network.officer, now=now)
    for element in meetings(group):
        days = working_days(element.starts_on, element.ends_on)
        taken = bookings_for(group, element.starts_on, element.ends_on)
        free = [one for one in days if not clashes(one, element.days, taken)]
        with on(day, 12, element.number) as now:
            chosen = network.random.choice(free)
            pick_date(group, element, chosen, link=JOIN_HERE, by=network.officer, now=now)


def _tutor(network: Network, group: Group) -> Facilitator:
    near = network.facilitators[TUTORS_NEAR]
    able = [one for one in near if one.accreditations.filter(qualification=group.offering.qualification).exists()]
    return (able or near)[-1]
