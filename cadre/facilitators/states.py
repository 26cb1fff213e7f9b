"""What can happen to a facilitator."""

from cadre.lib.happenings import happening

FACILITATOR_ADDED = happening("facilitators.facilitator_added", "{subject} joined as a facilitator", major=True)
ACCREDITED = happening("facilitators.accredited", "{subject} was accredited for {qualification}")
