"""Training in the demo: a session with places, people who are invited, who helps, and accreditations that end."""

from collections.abc import Iterator
from datetime import time, timedelta

from cadre.demo.network.base import DEMO, Network
from cadre.demo.network.calendar import on
from cadre.demo.network.names import address_of
from cadre.facilitators.models import Accreditation, Facilitator
from cadre.lib.dates import add_months, add_working_days
from cadre.people.actions import person_for
from cadre.training import actions
from cadre.training.actions import PartPlan
from cadre.training.models import Helper, Session
from cadre.training.states import HelperState

HOST, VENUE = "trent-reach", "Trent Reach training room"
NEW = ("trent-reach", "trent-reach", "fosse-way", "wensum", "calder-heights", "exe-valley")


def train(network: Network, names: Iterator[str]) -> None:
    """One session in two parts, hosted; four of six new associates invited, two have booked, one cannot come."""
    today = network.today
    people = [_new(network, next(names), slug) for slug in NEW]
    host, day = network.partners[HOST], add_working_days(today, 24)
    with on(today - timedelta(days=5), 11) as now:
        session = actions.plan_session(
            kind="foundation",
            title="Facilitator training, East Midlands",
            region=host.region,
            host=host,
            venue=VENUE,
            places=8,
            parts=[PartPlan(day, time(9, 30), time(12, 30)), PartPlan(day, time(13, 30), time(16))],
            by=network.officer,
            now=now,
            today=now.date(),
        )
        actions.answer_as_host(session, accepts=True, words="", by=network.leads[HOST], now=now)
        actions.invite(session, people[:4], by=network.officer, now=now, today=now.date())
    with on(today - timedelta(days=3), 18) as now:
        first, second, third, _ = session.taken.order_by("pk").select_related("session", "facilitator__user")
        for place in (first, second):
            actions.book(place, by=place.facilitator.user, now=now, today=now.date())
        actions.decline(third, by=third.facilitator.user, now=now, today=now.date())
    _helped(network, session)


def _helped(network: Network, session: Session) -> None:
    """Two of the host's experienced facilitators help to train others; one of them at this session."""
    people = network.facilitators[HOST][:2]
    Helper.objects.bulk_create(Helper(facilitator=who, state=HelperState.ACCEPTED) for who in people)
    with on(network.today - timedelta(days=2), 9) as now:
        actions.assign_helpers(session, people[:1], by=network.officer, now=now, today=now.date())


def _new(network: Network, name: str, slug: str) -> Facilitator:
    school = network.near[slug][7]
    return Facilitator.objects.create(
        user=person_for(email=address_of(name, "facilitators"), name=name, by=DEMO),
        employer=school.name,
        phone="",
        region=network.partners[slug].region,
        easting=school.easting,
        northing=school.northing,
        joined_on=network.today - timedelta(days=20),
    )


def end_accreditations(network: Network) -> None:
    """Each ends on a day of its own; those of every ninth person soon."""
    rows = list(Accreditation.objects.order_by("pk"))
    for number, row in enumerate(rows):
        soon = row.facilitator_id % 9 == 4
        row.to_on = network.today + timedelta(days=45) if soon else add_months(network.today, 4 + number % 30)
    Accreditation.objects.bulk_update(rows, ["to_on"])
