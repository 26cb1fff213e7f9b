"""The pathways, the kinds of element in a programme, and how an intake's registration stands."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening


class Pathway(Choice):
    """How somebody takes part: with a local group, or from wherever they are, where no local group can run."""

    IN_PERSON = "in_person", "In person"
    DISTANCE = "distance", "Distance learning"


class ElementKind(Choice):
    FACE_TO_FACE = "face_to_face", "Face-to-face event"
    ONLINE_EVENT = "online_event", "Online event"
    ONLINE = "online", "Online course"
    DIAGNOSTIC = "diagnostic", "360° review"
    COACHING = "coaching", "Coaching"
    SUBMISSION = "submission", "Submission window"


MEETINGS = (ElementKind.FACE_TO_FACE, ElementKind.ONLINE_EVENT)
"""What a group picks dates for, and meets at: on its pathway either the one or the other."""


class Registration(Choice):
    UPCOMING = "upcoming", "Not open yet"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


DISTANCE_CHANGED = happening(
    "programmes.distance_changed", "{by} gave {subject} {events} online events, from {day}", major=True
)
INTAKE_PLANNED = happening("programmes.intake_planned", "{by} planned {subject}: {qualifications}", major=True)
INTAKE_PLANNED_BY_ITSELF = happening(
    "programmes.intake_planned_by_itself",
    "{subject} was planned by itself after {last}, to be confirmed: registration opens {opens}",
    major=True,
)
INTAKE_CONFIRMED = happening("programmes.intake_confirmed", "{by} confirmed {subject}, which was planned by itself")
NO_NEXT_INTAKE = happening(
    "programmes.no_next_intake", "{by} decided that nothing follows {subject} by itself: “{reason}”", major=True
)
REGISTRATION_MOVED = happening("programmes.registration_moved", "{by} moved {subject}: {what}: “{reason}”", major=True)
OPENING_FOLLOWED = happening(
    "programmes.opening_followed", "Registration for {subject} now opens {day}, when that for {last} has closed"
)
INTAKE_OPENED = happening("programmes.intake_opened", "Registration for {subject} opened", major=True)
INTAKE_CLOSED = happening("programmes.intake_closed", "Registration for {subject} closed", major=True)
