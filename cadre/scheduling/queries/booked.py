"""What facilitators are booked for, told to the room below, which cannot ask."""

from collections.abc import Collection, Iterable
from datetime import date

from cadre.facilitators import booked
from cadre.facilitators.booked import Booked
from cadre.groups.states import NOT_RUNNING
from cadre.scheduling.models import Assignment


@booked.provide
def events_of(facilitators: Collection[int], from_on: date, to_on: date) -> Iterable[Booked]:
    """Each standing event of the groups they staff, between two days. One query."""
    rows = (
        Assignment.objects.current()
        .filter(
            facilitator__in=facilitators,
            group__events__called_off_at=None,
            group__events__starts_on__lte=to_on,
            group__events__ends_on__gte=from_on,
        )
        .exclude(group__state__in=NOT_RUNNING)
        .values_list(
            "facilitator_id",
            "group__events__starts_on",
            "group__events__ends_on",
            "group__events__element__title",
            "group__ref",
        )
    )
    return [Booked(who, starts, ends, f"{ref} {title}") for who, starts, ends, title, ref in rows]
