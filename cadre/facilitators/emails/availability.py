"""What this room writes."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from cadre.facilitators.booked import Booked
from cadre.facilitators.models import Unavailable
from cadre.lib.dates import span
from cadre.messages.mail import Mail, kind
from cadre.people.models import User

AWAY_THOUGH_BOOKED = kind(
    "facilitators.away_though_booked",
    name="A facilitator is away on a day that is booked",
    when="days are marked away on which somebody is booked, to operations",
    fields={
        "name": "the officer's name",
        "facilitator": "who is away",
        "days": "the days away",
        "booked": "what they are booked for, one line each",
        "facilitator_link": "the facilitator's days",
    },
)


def away_though_booked(row: Unavailable, booked: Sequence[Booked], *, to: User) -> Mail:
    """To an officer. The note beside the days stays on the page."""
    path = reverse("office:facilitators:availability", args=[row.facilitator_id])
    return Mail(
        AWAY_THOUGH_BOOKED,
        to=to.email,
        to_name=to.name,
        fields={
            "name": to.name,
            "facilitator": row.facilitator.user.name,
            "days": span(row.from_on, row.to_on),
            "booked": "\n".join(f"- {span(one.from_on, one.to_on)}: {one.what}" for one in booked),
            "facilitator_link": settings.SITE_URL + path,
        },
        about=row.facilitator,
        key=f"facilitators.away_though_booked:{row.pk}:{to.pk}",
    )
