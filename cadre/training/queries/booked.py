"""The training that facilitators are booked for, told to the room below, which cannot ask."""

from collections.abc import Collection, Iterable
from datetime import date

from cadre.facilitators import booked
from cadre.facilitators.booked import Booked
from cadre.training.models import Part
from cadre.training.states import AssistState, PlaceState


@booked.provide
def training_of(facilitators: Collection[int], from_on: date, to_on: date) -> Iterable[Booked]:
    """Each part of the sessions in which they have a place, or at which they help. Two queries."""
    standing = Part.objects.filter(session__called_off_at=None, on__gte=from_on, on__lte=to_on)
    placed = standing.filter(session__taken__facilitator__in=facilitators, session__taken__state=PlaceState.BOOKED)
    helped = standing.filter(
        session__assistants__facilitator__in=facilitators, session__assistants__state=AssistState.ASSIGNED
    )
    found = [
        (rows.values_list(f"session__{side}__facilitator_id", "on", "title"), words)
        for rows, side, words in ((placed, "taken", "training"), (helped, "assistants", "helping at training"))
    ]
    return [Booked(who, on, on, f"{words}, {title}") for rows, words in found for who, on, title in rows]
