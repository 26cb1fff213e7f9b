"""To operations: an intake was planned by itself."""

from django.conf import settings
from django.urls import reverse

from cadre.lib.dates import long_day
from cadre.messages.mail import Mail, kind
from cadre.people.models import User
from cadre.programmes.models import Intake

PLANNED_BY_ITSELF = kind(
    "programmes.planned_by_itself",
    name="The next intake was planned by itself",
    when="registration has closed and nobody had planned the next intake, to operations",
    fields={
        "name": "who reads it",
        "last": "the intake whose registration closed",
        "intake": "the intake that was planned",
        "qualifications": "its qualifications",
        "opens": "the day registration opens",
        "closes": "the last day to apply",
        "starts": "the day the programme starts",
        "page_link": "the intake's page, which confirms or changes it",
    },
)


def planned_by_itself(user: User, made: Intake, last: Intake) -> Mail:
    codes = made.offerings.order_by("qualification__position").values_list("qualification__code", flat=True)
    return Mail(
        PLANNED_BY_ITSELF,
        to=user.email,
        to_name=user.name,
        fields={
            "name": user.name,
            "last": str(last),
            "intake": str(made),
            "qualifications": ", ".join(codes),
            "opens": long_day(made.opens_on),
            "closes": long_day(made.closes_on),
            "starts": long_day(made.starts_on),
            "page_link": settings.SITE_URL + reverse("office:programmes:intake", args=[made.slug]),
        },
        about=made,
        key=f"programmes.planned_by_itself:{made.pk}:{user.pk}",
    )
