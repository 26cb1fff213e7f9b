"""What this room writes: to hosts, to whoever is trained, and to whoever is asked to help."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from cadre.lib.dates import clock_time, weekday_day
from cadre.messages.mail import Kind, Mail, kind
from cadre.people.models import User
from cadre.training.models import Helper, Place, Session
from cadre.training.states import PlaceState

SESSION = {
    "name": "the reader's name",
    "training": "its title",
    "days": "one line for each part: what, when",
    "venue": "where",
}
HOST = kind(
    "training.host_asked",
    name="A partner is asked to host training",
    when="a training session is planned, to the host partner's leads",
    fields=SESSION | {"partner": "the partner", "places": "how many come at most", "hosting_link": "where to answer"},
)
PERSON = SESSION | {"training_link": "their own training"}
INVITED = kind(
    "training.invited",
    name="Somebody is invited to training",
    when="the office invites somebody to a training session",
    fields=PERSON,
)
BOOKED = kind(
    "training.booked",
    name="A place in training is booked",
    when="somebody books a place in a training session, or moves up to one",
    fields=PERSON,
)
WAITING = kind(
    "training.waiting",
    name="Somebody waits for a place in training",
    when="somebody books a place in a training session that is full",
    fields=PERSON,
)
CALLED_OFF = kind(
    "training.called_off",
    name="Training is called off",
    when="a training session is called off, to whoever was invited",
    fields=PERSON | {"reason": "why"},
)
HELP = kind(
    "training.help_asked",
    name="Somebody experienced is asked to help train others",
    when="the office asks somebody who has led enough events",
    fields={"name": "the reader's name", "training_link": "where to answer"},
)


def _link(name: str) -> str:
    return settings.SITE_URL + reverse(name)


def _days(session: Session) -> str:
    return "\n".join(
        f"- {part.title}: {weekday_day(part.on)}, {clock_time(part.starts)} to {clock_time(part.ends)}"
        for part in session.parts.all()
    )


def _of(session: Session) -> dict[str, str]:
    return {"training": session.title, "days": _days(session), "venue": f"{session.venue}, {session.host.name}"}


def host_asked(session: Session, user: User) -> Mail:
    fields = _of(session) | {"partner": session.host.name, "places": str(session.places)}
    return Mail(
        HOST,
        to=user.email,
        to_name=user.name,
        fields={"name": user.name, **fields, "hosting_link": _link("partner:training:hosting")},
        about=session,
        key=f"training.host_asked:{session.pk}:{user.pk}",
    )


def _to(sort: Kind, place: Place, session: Session, turn: str = "", **more: str) -> Mail:
    user = place.facilitator.user
    return Mail(
        sort,
        to=user.email,
        to_name=user.name,
        fields={"name": user.name, **_of(session), "training_link": _link("facilitator:training:own"), **more},
        about=session,
        key=f"{sort.key}:{place.pk}{turn}",
    )


def invited(place: Place, session: Session) -> Mail:
    return _to(INVITED, place, session)


def booked(place: Place, session: Session, *, now: datetime) -> Mail:
    """What they have now: a place, or a place in the queue."""
    sort = BOOKED if place.state == PlaceState.BOOKED else WAITING
    return _to(sort, place, session, f":{now:%Y%m%d%H%M%S}")


def called_off(place: Place, reason: str) -> Mail:
    return _to(CALLED_OFF, place, place.session, reason=reason)


def help_asked(helper: Helper) -> Mail:
    user = helper.facilitator.user
    return Mail(
        HELP,
        to=user.email,
        to_name=user.name,
        fields={"name": user.name, "training_link": _link("facilitator:training:own")},
        about=helper,
        key=f"training.help_asked:{helper.pk}",
    )
