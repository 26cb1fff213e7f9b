"""What this room writes to people who were at an event."""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.urls import reverse

from cadre.evaluation.models import Invitation
from cadre.lib.dates import long_day, weekday_day
from cadre.messages.mail import Mail, Secret, kind

FIELDS = {
    "name": "the reader's first name",
    "event": "the qualification and the event, such as NPQSL day 2",
    "day": "the event's day",
    "facilitators": "the facilitators' names",
    "closes": "the last day on which the form can be answered",
    "answer_link": "the reader's own way to the form, without sign-in",
}
INVITATION = kind(
    "evaluation.invitation",
    name="How was the day?",
    when="when a register is completed, to everybody who was there",
    fields=FIELDS,
)
REMINDER = kind(
    "evaluation.reminder",
    name="How was the day? Reminder",
    when="one and four days after the invitation, to those who have not answered",
    fields=FIELDS,
)


Writer = Callable[[Invitation, str, Sequence[str]], Mail]


def _fields(invitation: Invitation, token: str, facilitators: Sequence[str]) -> dict[str, str]:
    event = invitation.event
    path = reverse("token:evaluation:answer", args=[token])
    return {
        "name": invitation.enrolment.application.name.split(" ")[0],
        "event": f"{event.group.offering.qualification} {event.element.title.lower()}",
        "day": weekday_day(event.starts_on),
        "facilitators": " and ".join(facilitators) or "not confirmed",
        "closes": long_day(invitation.closes_on),
        "answer_link": Secret(f"{settings.SITE_URL}{path}"),
    }


def invitation(invitation: Invitation, token: str, facilitators: Sequence[str]) -> Mail:
    return Mail(
        INVITATION,
        to=invitation.enrolment.application.email,
        to_name=invitation.enrolment.application.name,
        fields=_fields(invitation, token, facilitators),
        about=invitation.event,
        key=f"evaluation.invitation:{invitation.event_id}:{invitation.enrolment_id}",
    )


def reminder(invitation: Invitation, token: str, facilitators: Sequence[str], *, number: int) -> Mail:
    return Mail(
        REMINDER,
        to=invitation.enrolment.application.email,
        to_name=invitation.enrolment.application.name,
        fields=_fields(invitation, token, facilitators),
        about=invitation.event,
        key=f"evaluation.reminder:{invitation.event_id}:{invitation.enrolment_id}:{number}",
    )
