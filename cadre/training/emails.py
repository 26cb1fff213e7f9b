"""What this room writes: to hosts, to whoever is trained, and to whoever is asked to help."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from cadre.lib.dates import clock_time, weekday_day
from cadre.messages.mail import Attachment, Kind, Mail, kind
from cadre.people.models import User
from cadre.training.calendars import attachment
from cadre.training.models import Assisting, Helper, Part, Place, Session
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
GIVEN_UP = kind(
    "training.given_up",
    name="A place in training is given up",
    when="somebody gives their place in a training session up, to them, so that it leaves their calendar",
    fields=PERSON,
)
MOVED = kind(
    "training.moved",
    name="Training is moved",
    when="a training session has other days, times or another venue, to whoever was invited, helps or hosts",
    fields=SESSION | {"details_link": "where it stands, for the reader"},
)
HOSTS = kind(
    "training.hosts",
    name="A partner hosts training",
    when="a partner says that it hosts a training session, to its leads",
    fields=SESSION | {"partner": "the partner", "places": "how many come at most", "hosting_link": "their page of it"},
)
HELPS = kind(
    "training.helps_at",
    name="Somebody helps at training",
    when="the office assigns somebody experienced to help at a training session",
    fields=PERSON | {"role": "what they do there"},
)
HELPS_NO_MORE = kind(
    "training.helps_no_more",
    name="Somebody does not help at training after all",
    when="a helper declines, or the office lets them go, to them, so that it leaves their calendar",
    fields=PERSON,
)
HELPER_DECLINED = kind(
    "training.helper_declined",
    name="A helper cannot come to training",
    when="a helper declines, to the member of staff who assigned them",
    fields=SESSION | {"helper": "who cannot come", "reason": "why", "session_link": "the session in the office"},
)
REGISTER_DUE = kind(
    "training.register_due",
    name="Register of training not complete",
    when="the day after a training session, to its helpers and whoever planned it, while the register is not complete",
    fields={
        "name": "the reader's name",
        "training": "its title",
        "day": "its last day",
        "register_link": "the register of its last part",
    },
)
HELP = kind(
    "training.help_asked",
    name="Somebody experienced is asked to help train others",
    when="the office asks somebody who has led enough events",
    fields={"name": "the reader's name", "training_link": "where to answer"},
)


def _link(name: str, *args: str | int) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def _days(session: Session) -> str:
    return "\n".join(
        f"- {part.title}: {weekday_day(part.on)}, {clock_time(part.starts)} to {clock_time(part.ends)}"
        for part in session.parts.all()
    )


def _of(session: Session) -> dict[str, str]:
    return {"training": session.title, "days": _days(session), "venue": f"{session.venue}, {session.host.name}"}


def host_asked(session: Session, user: User) -> Mail:
    return _to_host(HOST, session, user, {})


def hosts(session: Session, user: User, *, now: datetime) -> Mail:
    """To a lead, with the calendar."""
    return _to_host(HOSTS, session, user, {"attachments": [attachment(session, now=now)]})


def _to_host(sort: Kind, session: Session, user: User, more: dict[str, Any]) -> Mail:
    fields = _of(session) | {"partner": session.host.name, "places": str(session.places)}
    return Mail(
        sort,
        to=user.email,
        to_name=user.name,
        fields={"name": user.name, **fields, "hosting_link": _link("partner:training:hosting")},
        about=session,
        key=f"{sort.key}:{session.pk}:{user.pk}",
        **more,
    )


def _to(
    sort: Kind,
    place: Place | Assisting,
    session: Session,
    turn: str = "",
    *,
    attached: Sequence[Attachment] = (),
    **more: str,
) -> Mail:
    user = place.facilitator.user
    return Mail(
        sort,
        to=user.email,
        to_name=user.name,
        fields={"name": user.name, **_of(session), "training_link": _link("facilitator:training:own"), **more},
        about=session,
        key=f"{sort.key}:{_who(place)}{turn}",
        attachments=attached,
    )


def _who(place: Place | Assisting) -> str:
    return f"helper-{place.pk}" if isinstance(place, Assisting) else str(place.pk)


def _turn(now: datetime) -> str:
    return f":{now:%Y%m%d%H%M%S}"


def invited(place: Place, session: Session) -> Mail:
    return _to(INVITED, place, session)


def booked(place: Place, session: Session, *, now: datetime) -> Mail:
    """What they have now: a place, with the calendar, or a place in the queue."""
    if place.state == PlaceState.BOOKED:
        return _to(BOOKED, place, session, _turn(now), attached=[attachment(session, now=now, again=place.again)])
    return _to(WAITING, place, session, _turn(now))


def given_up(place: Place, session: Session, *, now: datetime) -> Mail:
    return _to(
        GIVEN_UP, place, session, _turn(now), attached=[attachment(session, now=now, cancelled=True, again=place.again)]
    )


def helps_at(assisting: Assisting, session: Session, *, now: datetime) -> Mail:
    role = "You help to train new facilitators, and keep the register."
    return _to(
        HELPS, assisting, session, _turn(now), attached=[attachment(session, now=now, again=assisting.again)], role=role
    )


def helps_no_more(assisting: Assisting, session: Session, *, now: datetime) -> Mail:
    gone = attachment(session, now=now, cancelled=True, again=assisting.again)
    return _to(HELPS_NO_MORE, assisting, session, _turn(now), attached=[gone])


def helper_declined(assisting: Assisting, session: Session, *, now: datetime) -> Mail:
    user = assisting.assigned_by
    said = {"helper": assisting.facilitator.user.name, "reason": assisting.reason}
    link = {"session_link": _link("office:training:session", session.ref)}
    return Mail(
        HELPER_DECLINED,
        to=user.email,
        to_name=user.name,
        fields={"name": user.name, **_of(session), **said, **link},
        about=session,
        key=f"{HELPER_DECLINED.key}:{assisting.pk}{_turn(now)}",
    )


def moved(session: Session, people: Iterable[Place | Assisting], leads: Iterable[User], *, now: datetime) -> list[Mail]:
    """To everybody concerned; with the calendar for those in whose calendar it stands."""
    own = {"details_link": _link("facilitator:training:own")}
    hosting = {"details_link": _link("partner:training:hosting")}
    return _all(MOVED, session, people, leads, own, hosting, now=now)


def called_off(
    session: Session, people: Iterable[Place | Assisting], leads: Iterable[User], reason: str, *, now: datetime
) -> list[Mail]:
    own = {"training_link": _link("facilitator:training:own"), "reason": reason}
    hosting = {"training_link": _link("partner:training:hosting"), "reason": reason}
    return _all(CALLED_OFF, session, people, leads, own, hosting, now=now)


def _all(
    sort: Kind,
    session: Session,
    people: Iterable[Place | Assisting],
    leads: Iterable[User],
    own: Mapping[str, str],
    hosting: Mapping[str, str],
    *,
    now: datetime,
) -> list[Mail]:
    off = session.called_off_at is not None
    mails = []
    for one in people:
        comes = isinstance(one, Assisting) or one.state == PlaceState.BOOKED
        ics = [attachment(session, now=now, cancelled=off, again=one.again)] if comes else []
        mails.append(_told(sort, one.facilitator.user, session, _who(one) + _turn(now), ics, own))
    ics = [attachment(session, now=now, cancelled=off)]
    return mails + [_told(sort, user, session, f"host-{user.pk}{_turn(now)}", ics, hosting) for user in leads]


def _told(
    sort: Kind, user: User, session: Session, who: str, attached: Sequence[Attachment], more: Mapping[str, str]
) -> Mail:
    return Mail(
        sort,
        to=user.email,
        to_name=user.name,
        fields={"name": user.name, **_of(session), **more},
        about=session,
        key=f"{sort.key}:{session.pk}:{who}",
        attachments=attached,
    )


def register_due(user: User, part: Part, *, office: bool) -> Mail:
    """`part`: the last one of its session."""
    page = "office:training:register" if office else "facilitator:training:register"
    session = part.session
    return Mail(
        REGISTER_DUE,
        to=user.email,
        to_name=user.name,
        fields={
            "name": user.name,
            "training": session.title,
            "day": weekday_day(part.on),
            "register_link": _link(page, session.ref, part.number),
        },
        about=session,
        key=f"{REGISTER_DUE.key}:{session.pk}:{user.pk}",
    )


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
