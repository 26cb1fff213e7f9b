"""To people who begin or stop to speak for a partner."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from cadre.lib.dates import long_day
from cadre.messages.mail import Kind, Mail, Value, kind
from cadre.partners.models import Contact
from cadre.partners.states import ContactPurpose

PERSON = {"name": "the person's name", "partner": "the partner", "task": "what they do for it"}
INVITED = kind(
    "partners.contact_invited",
    name="A partner's contact is invited",
    when="somebody is named as a contact, or invited again",
    fields=PERSON | {"by": "who named them", "details_link": "the partner's details", "email": "their address"},
)
ENDED = kind(
    "partners.contact_ended",
    name="A partner's contact has ended",
    when="somebody speaks for a partner no longer",
    fields=PERSON | {"from_day": "from when", "help_link": "the address to write to"},
)
TASKS = {
    ContactPurpose.LEAD: "speak for it and receive what we ask of it",
    ContactPurpose.FINANCE: "receive its statements and look after its bank details",
    ContactPurpose.EVENTS: "look after its days and venues",
}


def contact_invited(contact: Contact, *, by: str, now: datetime) -> Mail:
    """With the way to the partner's details, which asks them to sign in by a code sent to their address."""
    page = f"{settings.SITE_URL}{reverse('partner:partners:details', args=[contact.partner.slug])}"
    fields: dict[str, Value] = {"by": by, "details_link": page, "email": contact.user.email}
    return _mail(INVITED, contact, fields, f":{now:%Y%m%d%H%M%S}")


def contact_ended(contact: Contact, *, now: datetime) -> Mail:
    day = long_day(contact.to_on) if contact.to_on else ""
    return _mail(ENDED, contact, {"from_day": day, "help_link": f"mailto:{settings.PROVIDER['email']}"}, "")


def _mail(of: Kind, contact: Contact, fields: dict[str, Value], turn: str) -> Mail:
    return Mail(
        of,
        to=contact.user.email,
        to_name=contact.user.name,
        fields={
            "name": contact.user.name,
            "partner": contact.partner.name,
            "task": TASKS[ContactPurpose(contact.purpose)],
            **fields,
        },
        about=contact.partner,
        key=f"{of.key}:{contact.pk}{turn}",
    )
