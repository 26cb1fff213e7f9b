"""What is written about accreditations."""

from datetime import timedelta

from django.conf import settings

from cadre.facilitators.models import Accreditation
from cadre.lib.dates import long_day
from cadre.messages.mail import Mail, kind

ENDS = kind(
    "facilitators.accreditation_ends",
    name="An accreditation ends soon",
    when="an accreditation ends within the days that the policy names",
    fields={
        "name": "the facilitator's name",
        "qualification": "what they are accredited for",
        "last_day": "the last day it holds",
        "help_link": "the address to write to",
    },
)


def accreditation_ends(row: Accreditation) -> Mail:
    """Once for each end."""
    assert row.to_on is not None
    user = row.facilitator.user
    return Mail(
        ENDS,
        to=user.email,
        to_name=user.name,
        fields={
            "name": user.name,
            "qualification": str(row.qualification),
            "last_day": long_day(row.to_on - timedelta(days=1)),
            "help_link": f"mailto:{settings.PROVIDER['email']}",
        },
        about=row.facilitator,
        key=f"facilitators.accreditation_ends:{row.pk}:{row.to_on}",
    )
