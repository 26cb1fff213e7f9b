"""What this room writes to people."""

from django.conf import settings
from django.urls import reverse

from cadre.lib.dates import weekday_day
from cadre.messages.mail import Mail, kind
from cadre.people.models import User
from cadre.scheduling.models import Event

REGISTER_DUE = kind(
    "delivery.register_due",
    name="Register not complete",
    when="the day after an event, to its facilitators, while the register is not complete",
    fields={
        "name": "the reader's name",
        "event": "the event's title with its qualification",
        "group": "the group's reference",
        "day": "the day of the event",
        "register_link": "the register",
    },
)


def register_due(user: User, event: Event) -> Mail:
    return Mail(
        REGISTER_DUE,
        to=user.email,
        to_name=user.name,
        fields={
            "name": user.name,
            "event": f"{event.group.offering.qualification.code} {event.element.title}",
            "group": event.group.ref,
            "day": weekday_day(event.ends_on),
            "register_link": settings.SITE_URL + reverse("facilitator:delivery:register", args=[event.ref]),
        },
        about=event,
        key=f"delivery.register_due:{event.pk}:{user.pk}",
    )
