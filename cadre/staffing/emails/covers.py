"""What is written about a date on which somebody is not there: to whoever is asked to stand in, and to them."""

from django.conf import settings

from cadre.applications.emails import link
from cadre.lib.dates import clock_time, weekday_day
from cadre.messages.mail import Kind, Mail, Secret, Value, kind
from cadre.scheduling.calendars import place
from cadre.scheduling.charges import share_of
from cadre.scheduling.models import Event
from cadre.staffing.models import Cover, Invitation
from cadre.ui.tags.filters import moment

DATE = {
    "name": "the reader's name",
    "event": "the event's title",
    "course": "the qualification and intake, such as NPQSL, Spring 2027",
    "day": "its day and hours",
    "where": "the venue, or that it is online",
    "group": "the group's reference",
    "partner": "the partner that hosts it",
    "out": "who is not there",
    "fee": "what is paid for the date, or that it follows",
    "help_link": "the address to write to",
}
ASKED = DATE | {
    "until": "until when an answer is wanted",
    "answer_link": "the page to answer on, without a password",
}
COVER_INVITATION = kind(
    "staffing.cover_invitation",
    name="A facilitator is asked to stand in on a date",
    when="the office looks for a stand-in, or the next suggested is asked after a no",
    fields=ASKED,
)
COVER_REMINDER = kind(
    "staffing.cover_reminder",
    name="A request to stand in is recalled",
    when="a request to stand in has no answer and its last days begin, or staff recall it",
    fields=ASKED,
)
COVER_PAST = kind(
    "staffing.cover_past",
    name="A request to stand in is over",
    when="somebody else stands in, or nobody needs to any more; to whoever was asked",
    fields=DATE,
)
COVER_SOUGHT = kind(
    "staffing.cover_sought",
    name="A stand-in is looked for",
    when="the office looks for somebody to stand in, to whoever is not there",
    fields=DATE,
)
COVER_ENDED = kind(
    "staffing.cover_ended",
    name="No stand-in is looked for any more",
    when="the office ends looking for a stand-in, to whoever is there after all",
    fields=DATE,
)


def cover_invitation(made: Invitation, token: str) -> Mail:
    return _to_asked(COVER_INVITATION, made, _asked(made, token))


def cover_reminder(made: Invitation, token: str, turn: str) -> Mail:
    return _to_asked(COVER_REMINDER, made, _asked(made, token), turn)


def cover_past(made: Invitation) -> Mail:
    return _to_asked(COVER_PAST, made, {})


def cover_sought(cover: Cover) -> Mail:
    return _to_out(COVER_SOUGHT, cover)


def cover_ended(cover: Cover) -> Mail:
    return _to_out(COVER_ENDED, cover)


def _asked(made: Invitation, token: str) -> dict[str, Value]:
    answer = Secret(link("token:staffing:invitation", token))
    return {"until": moment(made.due_at), "answer_link": answer}


def _to_asked(of: Kind, made: Invitation, more: dict[str, Value], turn: str = "") -> Mail:
    assert made.cover is not None
    user = made.facilitator.user
    fields = _of(made.cover) | {"name": user.name} | more
    return Mail(of, to=user.email, to_name=user.name, fields=fields, about=made, key=f"{of.key}:{made.pk}{turn}")


def _to_out(of: Kind, cover: Cover) -> Mail:
    user = cover.out.user
    fields = _of(cover) | {"name": user.name}
    group = cover.event.group
    return Mail(of, to=user.email, to_name=user.name, fields=fields, about=group, key=f"{of.key}:{cover.pk}")


def _of(cover: Cover) -> dict[str, Value]:
    event = cover.event
    group = event.group
    return {
        "event": event.element.title,
        "course": f"{group.offering.qualification}, {group.offering.intake}",
        "day": f"{weekday_day(event.starts_on)}, {clock_time(event.starts)} to {clock_time(event.ends)}",
        "where": place(event),
        "group": group.ref,
        "partner": group.partner.name,
        "out": str(cover.out),
        "fee": fee_words(event, cover.out_id),
        "help_link": f"mailto:{settings.PROVIDER['email']}",
    }


def fee_words(event: Event, out: int) -> str:
    """What whoever is there in the place of `out` has for the event: `£300.00`."""
    return share_of(event, out) or "a fee that follows"
