"""Roles at an event, and what can happen in scheduling."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening


class FacilitatorRole(Choice):
    LEAD = "lead", "Lead facilitator"
    CO = "co", "Co-facilitator"


DATE_PICKED = happening("scheduling.date_picked", "{by} set {event} for {day}")
DATE_MOVED = happening("scheduling.date_moved", "{by} moved {event} from {before} to {day}", major=True)
FACILITATOR_ASSIGNED = happening("scheduling.facilitator_assigned", "{by} assigned {facilitator} to {subject}")
FACILITATOR_RELEASED = happening("scheduling.facilitator_released", "{by} released {facilitator} from {subject}")
GROUP_CONFIRMED = happening("scheduling.group_confirmed", "{by} confirmed {subject} with {people} people", major=True)
