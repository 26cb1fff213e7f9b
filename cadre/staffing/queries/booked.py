"""Stand-ins and visits that facilitators are booked for, told to the room below, which cannot ask."""

from collections.abc import Collection, Iterable
from datetime import date

from cadre.facilitators import booked
from cadre.facilitators.booked import Booked
from cadre.staffing.models import Substitution, Visit

EVENT = ("event__starts_on", "event__ends_on", "event__group__ref", "event__element__title")


@booked.provide
def dates_of(facilitators: Collection[int], from_on: date, to_on: date) -> Iterable[Booked]:
    """Each date on which they stand in, or visit somebody new. Two queries."""
    stood = Substitution.objects.standing().filter(stand_in__in=facilitators).values_list("stand_in", *EVENT)
    visited = Visit.objects.standing().filter(visitor__in=facilitators).values_list("visitor", *EVENT)
    within = {"event__called_off_at": None, "event__starts_on__lte": to_on, "event__ends_on__gte": from_on}
    return [
        Booked(who, starts, ends, f"{ref} {title}, {words}")
        for rows, words in ((stood, "standing in"), (visited, "visit"))
        for who, starts, ends, ref, title in rows.filter(**within)
    ]
