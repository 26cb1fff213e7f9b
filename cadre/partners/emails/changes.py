"""To those who look after a partner from now on, and to those whose partner leaves."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from cadre.lib import clock
from cadre.lib.dates import long_day
from cadre.messages.mail import Mail, kind
from cadre.partners.emails.profile import leads_of
from cadre.partners.models import OrgChange

PERSON = {"name": "the person's name", "partner": "the partner", "day": "from when", "home_link": "their page"}
TAKEN_IN = kind(
    "partners.taken_in",
    name="Another partner goes into yours",
    when="a partner is merged into another, to the leads who go on",
    fields=PERSON | {"into": "the partner that goes on"},
)
LEFT = kind(
    "partners.left",
    name="Your partner leaves the network",
    when="a partner leaves, to its leads",
    fields=PERSON,
)


def partner_changed(change: OrgChange, *, now: datetime) -> list[Mail]:
    """One for each lead of the partner that goes on, or of the one that leaves."""
    of, whose = (TAKEN_IN, change.into) if change.into else (LEFT, change.partner)
    fields = {
        "partner": change.partner.name,
        "day": long_day(change.on_day),
        "home_link": f"{settings.SITE_URL}{reverse('partner:portals:home')}",
        **({"into": change.into.name} if change.into else {}),
    }
    return [
        Mail(
            of,
            to=user.email,
            to_name=user.name,
            fields={"name": user.name, **fields},
            about=change.partner,
            key=f"{of.key}:{change.pk}:{user.pk}",
        )
        for user in leads_of(whose, clock.day_of(now))
    ]
