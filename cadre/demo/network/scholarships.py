"""The Department's confirmation of scholarships: applied for, approved, and now and then refused."""

from datetime import date, timedelta

from cadre.applications.actions import move_confirmations
from cadre.applications.actions.funds import add_fund
from cadre.applications.models import Application
from cadre.demo.network.base import Network
from cadre.demo.network.calendar import Season, on
from cadre.lib.dates import add_working_days

EXAMPLE = "EXAMPLE of the demo network, not the provider's own"
PLACES, LATE, REASON = 40, 15, "This school is not in the Department’s list of areas"


def confirmed(network: Network, season: Season, *, refused: int) -> None:
    """Everybody of a season is applied for after its start and approved three weeks later, the last `refused` not."""
    people = list(Application.objects.filter(offering__intake__slug=season.slug, confirmation__state="to_apply"))
    applied, answered = (_day(network.today, season.starts_on, days) for days in (2, LATE))
    with on(applied, 14) as now:
        move_confirmations(
            people, verb="apply", on=applied, reference=f"NPQ {season.name}", by=network.officer, now=now
        )
    approved, others = people[: len(people) - refused], people[len(people) - refused :]
    with on(answered, 15) as now:
        move_confirmations(approved, verb="approve", on=answered, by=network.officer, now=now)
        move_confirmations(others, verb="refuse", on=answered, reason=REASON, by=network.officer, now=now)


def begun(network: Network, season: Season) -> None:
    """A fund for the open season, and the first of its people are applied for."""
    today = network.today
    with on(today - timedelta(days=1), 16) as now:
        add_fund(
            name=f"Scholarships for {season.name}",
            places=PLACES,
            pence=None,
            per_school=None,
            from_on=season.starts_on - timedelta(days=60),
            to_on=season.starts_on + timedelta(days=120),
            source=EXAMPLE,
            by=network.finance,
        )
        people = Application.objects.filter(offering__intake__slug=season.slug, confirmation__state="to_apply")
        early = list(people.filter(decided_at__lt=now).order_by("decided_at")[:12])
        move_confirmations(early, verb="apply", on=now.date(), by=network.officer, now=now)


def _day(today: date, starts_on: date, working_days: int) -> date:
    return min(add_working_days(starts_on, working_days), today)
