"""What is known about a group that ends before its time: what begun since, and what ending it would set going."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from cadre.groups.models import Group, Shortfall
from cadre.lib import clock
from cadre.lib.dates import short_day
from cadre.scheduling.models import Event
from cadre.scheduling.queries.people import lead_contacts, team_of
from cadre.scheduling.rules.dissolving import is_called_off


def begun_since(group: Group, decided: Shortfall | None, *, today: date) -> list[str]:
    """Days of a dissolved group, or of the one its people went to, that have begun since: `Day 1 of NPQSL-S27-02, 3 Mar
    2027`. One query."""
    if group.dissolved_at is None:
        return []
    since = clock.day_of(group.dissolved_at)
    own = Q(group=group, called_off_at__isnull=False)
    theirs = Q(group=decided.target_id, starts_on__gt=since) if decided and decided.target_id else Q(pk__in=[])
    rows = Event.objects.filter(own | theirs, starts_on__lte=today).select_related("element", "group")
    return [f"{row.element.title} of {row.group.ref}, {short_day(row.starts_on)}" for row in rows.order_by("starts_on")]


@dataclass(frozen=True)
class Ending:
    """What dissolving a group sets going: `off`, its days that are called off, `held`, those that were; who is told."""

    off: list[Event]
    held: list[Event]
    told: list[str]
    schedules: list[str]


def ending_of(group: Group, *, today: date) -> Ending:
    """Three queries."""
    events = list(group.events.standing().select_related("element", "venue"))
    team = [str(row.facilitator) for row in team_of(group)]
    contacts = [contact.name for contact in lead_contacts(group, on=today)]
    return Ending(
        off=[event for event in events if is_called_off(starts_on=event.starts_on, today=today)],
        held=[event for event in events if not is_called_off(starts_on=event.starts_on, today=today)],
        told=list(dict.fromkeys([*contacts, *team])),
        schedules=team,
    )
