"""The training that facilitators are booked for, told to the room below, which cannot ask."""

from collections.abc import Collection, Iterable
from datetime import date

from cadre.facilitators import booked
from cadre.facilitators.booked import Booked
from cadre.training.models import Part
from cadre.training.states import PlaceState


@booked.provide
def training_of(facilitators: Collection[int], from_on: date, to_on: date) -> Iterable[Booked]:
    """Each part of the sessions in which they have a place. One query."""
    rows = Part.objects.filter(
        session__called_off_at=None,
        on__gte=from_on,
        on__lte=to_on,
        session__taken__facilitator__in=facilitators,
        session__taken__state=PlaceState.BOOKED,
    ).values_list("session__taken__facilitator_id", "on", "title")
    return [Booked(who, on, on, f"training, {title}") for who, on, title in rows]
