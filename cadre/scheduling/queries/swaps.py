"""With which events of other groups an event may exchange its days."""

from dataclasses import dataclass
from datetime import date

from cadre.groups.models import Group
from cadre.people.models import User
from cadre.programmes.states import ElementKind
from cadre.scheduling.access import OPEN_STATES, groups_led_by
from cadre.scheduling.models import Event
from cadre.scheduling.queries.dates import fixed_points, meetings, window_of
from cadre.scheduling.rules.dates import refuse_date


@dataclass(frozen=True)
class Swap:
    """Another event whose days it may take, and give its own."""

    event: Event
    refused: str

    @property
    def is_possible(self) -> bool:
        return not self.refused


def refuse_swap(group: Group, event: Event, day: date, *, today: date) -> str | None:
    """Why the group's event may not start on `day`, or None. Four queries."""
    elements = meetings(group)
    events = {one.element_id: one for one in group.events.select_related("element")}
    window = window_of(event.element, elements, events, fixed_points(group))
    return refuse_date(day, window, today=today)


def swaps_for(event: Event, user: User, *, today: date, everywhere: bool) -> list[Swap]:
    """Events to come of the partner's other groups; `everywhere`, of others with the same qualification too.

    Those that suit come first, then the others with the reason. At most 40 are looked at.
    """
    found = Event.objects.standing().filter(
        starts_on__gt=today, group__state__in=OPEN_STATES, element__kind=ElementKind.FACE_TO_FACE
    )
    found = found.exclude(group=event.group_id).exclude(starts_on=event.starts_on)
    if everywhere:
        found = found.filter(group__offering__qualification=event.group.offering.qualification_id)
    else:
        found = found.filter(group__in=groups_led_by(user), group__partner=event.group.partner_id)
    rows = found.select_related("element", "venue", "group__partner", "group__offering__qualification")
    near = sorted(rows, key=lambda one: abs((one.starts_on - event.starts_on).days))[:40]
    swaps = [Swap(one, _refused(event, one, today) or "") for one in near]
    return sorted(swaps, key=lambda swap: not swap.is_possible)


def _refused(event: Event, other: Event, today: date) -> str | None:
    return refuse_swap(event.group, event, other.starts_on, today=today) or refuse_swap(
        other.group, other, event.starts_on, today=today
    )
