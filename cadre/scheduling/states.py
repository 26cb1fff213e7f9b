"""Roles at an event, and what can happen in scheduling."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening
from cadre.programmes.states import Pathway


class FacilitatorRole(Choice):
    LEAD = "lead", "Lead facilitator"
    CO = "co", "Co-facilitator"
    TUTOR = "tutor", "Tutor"


ROLES = {
    Pathway.IN_PERSON: (FacilitatorRole.LEAD, FacilitatorRole.CO),
    Pathway.DISTANCE: (FacilitatorRole.TUTOR,),
}
"""Who staffs a group of each pathway. The first is needed for its confirmation."""


class DayState(Choice):
    """What a day of a window is to somebody who picks. Free and clash may be picked; the others are not offered."""

    FREE = "free", "free"
    CLASH = "clash", "clash"
    HOLIDAY = "holiday", "bank holiday"
    WEEKEND = "weekend", "weekend"
    PAST = "past", "in the past"
    ORDER = "order", "out of order"
    FIXED = "fixed", "taken by an online course"
    OUTSIDE = "outside", "outside the window"


PICKABLE = (DayState.FREE, DayState.CLASH)
OVERRIDABLE = (DayState.OUTSIDE, DayState.ORDER, DayState.FIXED)
"""What staff may set aside with a reason. Nobody meets on a weekend, a bank holiday or a day that has passed."""

DATE_PICKED = happening("scheduling.date_picked", "{by} set {event} for {day}{why}")
DATE_HELD = happening("scheduling.date_held", "{by} held {day} for {event} until {until}{why}")
HOLD_ENDED = happening("scheduling.hold_ended", "The hold of {day} for {event} ended: {why}")
DATES_SWAPPED = happening(
    "scheduling.dates_swapped", "{by} swapped {event} on {day} with {other} on {other_day}{why}", major=True
)
HOLIDAYS_ADDED = happening("scheduling.holidays_added", "{by} added {number} school holidays: {areas}")
HOLIDAYS_WITHDRAWN = happening("scheduling.holidays_withdrawn", "{by} withdrew {number} school holidays: {areas}")
TIMELINE_CHANGED = happening(
    "scheduling.timeline_changed", "{by} changed the timeline of {subject}: {what}{why}", major=True
)
START_MOVED = happening(
    "scheduling.start_moved", "{by} moved the start of {subject} from {before} to {day}{what}: “{reason}”", major=True
)
FEED_MADE = happening("scheduling.feed_made", "{by} made an address for their calendar")
FEED_ENDED = happening("scheduling.feed_ended", "{by} ended the address of their calendar")
DATE_ANSWERED = happening("scheduling.date_answered", "{by} {answer} to {event} on its new date")
DATE_MOVED = happening("scheduling.date_moved", "{by} moved {event} from {before} to {day}{why}", major=True)
FACILITATOR_ASSIGNED = happening(
    "scheduling.facilitator_assigned", "{by} assigned {facilitator} to {subject} as {role}{why}"
)
FACILITATOR_RELEASED = happening("scheduling.facilitator_released", "{by} released {facilitator} from {subject}{why}")
GROUP_CONFIRMED = happening(
    "scheduling.group_confirmed", "{by} confirmed {subject} with {people} people{why}", major=True
)
GROUP_DISSOLVED = happening(
    "scheduling.group_dissolved", "{by} dissolved {subject}, {events} called off: “{reason}”", major=True
)
GROUP_RESTORED = happening(
    "scheduling.group_restored", "{by} took back that {subject} was dissolved, {back}: “{reason}”", major=True
)
ARRANGEMENTS_READ = happening(
    "scheduling.arrangements_read", "{by} read what is to be arranged for {event}", reading=True
)
GROUP_DETAILS_SENT = happening("scheduling.group_details_sent", "The group details went to {to}")
