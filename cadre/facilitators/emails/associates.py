"""What this room writes about associate applications: to whoever applies, and to their referees."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from cadre.facilitators.models import AssociateApplication, Referee
from cadre.lib import clock
from cadre.lib.dates import long_day
from cadre.messages.mail import Kind, Mail, Secret, Value, kind

PERSON = {"name": "whoever applies", "help_link": "the address to write to"}
LINKED = PERSON | {"resume_link": "their application, without a password"}
LINK = kind(
    "facilitators.associate_link",
    name="Go on with an associate application",
    when="somebody begins an associate application, or asks for the link again",
    fields=LINKED,
)
NOMINATED = kind(
    "facilitators.nominated",
    name="A partner nominates somebody as an associate",
    when="a partner's lead nominates somebody",
    fields=LINKED | {"partner": "the partner", "by": "who nominated them", "words": "what the partner wrote"},
)
RECEIVED = kind(
    "facilitators.associate_received",
    name="Associate application received",
    when="an associate application is sent",
    fields=PERSON | {"reference": "its reference"},
)
ASKED = kind(
    "facilitators.associate_asked",
    name="More is asked of an associate application",
    when="the office asks for more",
    fields=LINKED | {"words": "what is asked"},
)
ACCEPTED = kind(
    "facilitators.associate_accepted",
    name="Associate application accepted",
    when="the office accepts somebody as an associate",
    fields=PERSON | {"words": "what the office wrote", "availability_link": "where they say when they can work"},
)
DECLINED = kind(
    "facilitators.associate_declined",
    name="Associate application declined",
    when="the office declines an associate application",
    fields=PERSON | {"words": "why"},
)
REFEREE = {
    "name": "the referee",
    "applicant": "whoever applies",
    "until": "the last day the link works",
    "reference_link": "the short form, without a password",
}
REFERENCE = kind(
    "facilitators.reference_asked",
    name="A reference is asked for",
    when="an associate application names them as its referee",
    fields=REFEREE,
)
REMINDER = kind(
    "facilitators.reference_reminder",
    name="A reference is still wanted",
    when="a referee has not answered for some days",
    fields=REFEREE,
)


def _link(name: str, *args: str) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def _to_applicant(sort: Kind, row: AssociateApplication, turn: str = "", **fields: Value) -> Mail:
    return Mail(
        sort,
        to=row.email,
        to_name=row.name,
        fields={"name": row.name, "help_link": f"mailto:{settings.PROVIDER['email']}", **fields},
        about=row,
        key=f"{sort.key}:{row.pk}{turn}",
    )


def _way_back(token: str) -> Secret:
    return Secret(_link("token:facilitators:associate_resume", token))


def associate_link(row: AssociateApplication, token: str, *, now: datetime) -> Mail:
    """At most once an hour."""
    return _to_applicant(LINK, row, f":{now:%Y%m%d%H}", resume_link=_way_back(token))


def nominated(row: AssociateApplication, token: str) -> Mail:
    partner = row.nominated_by.name if row.nominated_by else ""
    said = {"partner": partner, "by": row.nominated_by_name, "words": row.nominated_words or "They wrote nothing more."}
    return _to_applicant(NOMINATED, row, resume_link=_way_back(token), **said)


def associate_received(row: AssociateApplication, *, now: datetime) -> Mail:
    return _to_applicant(RECEIVED, row, f":{now:%Y%m%d%H%M}", reference=row.ref)


def associate_asked(row: AssociateApplication, token: str, *, now: datetime) -> Mail:
    words = row.asked_words or "Please look at your answers again."
    return _to_applicant(ASKED, row, f":{now:%Y%m%d%H%M%S}", resume_link=_way_back(token), words=words)


def associate_accepted(row: AssociateApplication) -> Mail:
    days = _link("facilitator:facilitators:availability")
    return _to_applicant(ACCEPTED, row, words=row.words or "Welcome.", availability_link=days)


def associate_declined(row: AssociateApplication) -> Mail:
    return _to_applicant(DECLINED, row, words=row.words or "We cannot offer you this at present.")


def _to_referee(sort: Kind, row: Referee, token: str) -> Mail:
    assert row.expires_at is not None
    return Mail(
        sort,
        to=row.email,
        to_name=row.name,
        fields={
            "name": row.name,
            "applicant": row.application.name,
            "until": long_day(clock.day_of(row.expires_at)),
            "reference_link": Secret(_link("token:facilitators:reference", token)),
        },
        about=row.application,
        key=f"{sort.key}:{row.pk}:{row.token_hash}",
    )


def reference_asked(row: Referee, token: str) -> Mail:
    return _to_referee(REFERENCE, row, token)


def reference_reminder(row: Referee, token: str) -> Mail:
    """A new link; the earlier one stops."""
    return _to_referee(REMINDER, row, token)
