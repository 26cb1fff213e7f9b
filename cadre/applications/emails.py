"""Mails to the applicant. Every link to an application is a secret of its own."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from cadre.applications.models import Application
from cadre.lib.dates import long_day
from cadre.lib.money import pounds
from cadre.messages.mail import Kind, Mail, Secret, Value, kind

COMMON = {
    "name": "the applicant's name",
    "course": "the qualification and intake, such as NPQSL, Spring 2027",
    "reference": "the application's reference",
}
RESUME = kind(
    "applications.resume",
    name="Go on with an application",
    when="somebody has given their address, or asks for the link again",
    fields=COMMON | {"resume_link": "the way back into the application", "closes": "the last day to apply"},
)
RECEIVED = kind(
    "applications.received",
    name="Application received",
    when="an application is submitted",
    fields=COMMON
    | {"status_link": "the application's page", "price": "what is to pay", "reason": "why", "partner": "the partner"},
)
ASKED = kind(
    "applications.asked",
    name="A question about an application",
    when="the office asks for more",
    fields=COMMON | {"question": "what is asked", "answer_link": "the page to answer on"},
)
ACCEPTED = kind(
    "applications.accepted",
    name="Application accepted",
    when="the office accepts",
    careful=True,
    fields=COMMON | {"price": "what is to pay", "sign_in_link": "the page to sign in on"},
)
DECLINED = kind(
    "applications.declined",
    name="Application declined",
    when="the office declines",
    careful=True,
    fields=COMMON | {"reason": "the words the officer wrote", "help_link": "the address to write to"},
)
WITHDRAWN = kind(
    "applications.withdrawn",
    name="Application withdrawn",
    when="an application is withdrawn",
    fields=COMMON | {"help_link": "the address to write to"},
)
SETTLED = kind(
    "applications.settled",
    name="Scholarship settled",
    when="our team has found out whether somebody gets a scholarship",
    fields=COMMON | {"status_link": "the application's page", "price": "what is to pay", "reason": "why"},
)


def link(name: str, *args: str) -> str:
    """An address of this site, whole."""
    return settings.SITE_URL + reverse(name, args=args)


def resume(application: Application, token: str, *, now: datetime, again: bool = False) -> Mail:
    """Once for each address, and once an hour when it is asked for again."""
    turn = f":{now:%Y%m%d%H}" if again else ""
    fields: dict[str, Value] = {
        "resume_link": Secret(link("token:applications:resume", token)),
        "closes": long_day(application.offering.intake.closes_on),
    }
    return _mail(RESUME, application, fields, f"{application.email.lower()}{turn}")


def received(application: Application, token: str) -> Mail:
    fields: dict[str, Value] = {
        "status_link": Secret(link("token:applications:resume", token)),
        "price": price_of(application),
        "reason": application.quote.sentence if application.quote else "",
        "partner": str(application.preferred_partner or "No preference"),
    }
    return _mail(RECEIVED, application, fields, "")


def asked(application: Application, token: str, *, turn: int) -> Mail:
    fields: dict[str, Value] = {
        "question": application.question_asked,
        "answer_link": Secret(link("token:applications:resume", token)),
    }
    return _mail(ASKED, application, fields, str(turn))


def settled(application: Application, token: str, *, turn: int) -> Mail:
    fields: dict[str, Value] = {
        "status_link": Secret(link("token:applications:resume", token)),
        "price": price_of(application),
        "reason": application.quote.sentence if application.quote else "",
    }
    return _mail(SETTLED, application, fields, str(turn))


def accepted(application: Application) -> Mail:
    fields: dict[str, Value] = {"price": price_of(application), "sign_in_link": settings.SITE_URL + settings.LOGIN_URL}
    return _mail(ACCEPTED, application, fields, "")


def declined(application: Application) -> Mail:
    fields: dict[str, Value] = {
        "reason": application.decision_reason,
        "help_link": f"mailto:{settings.PROVIDER['email']}",
    }
    return _mail(DECLINED, application, fields, "")


def withdrawn(application: Application) -> Mail:
    return _mail(WITHDRAWN, application, {"help_link": f"mailto:{settings.PROVIDER['email']}"}, "")


def price_of(application: Application) -> str:
    """`£0.00 (full scholarship)`."""
    quote = application.quote
    if quote is None:
        return "not confirmed"
    words = {"scholarship": " (full scholarship)", "not_confirmed": " unless a scholarship is confirmed"}
    return pounds(quote.payable_pence) + words.get(quote.outcome, "")


def _mail(kind: Kind, application: Application, fields: dict[str, Value], key: str) -> Mail:
    offering = application.offering
    common: dict[str, Value] = {
        "name": application.name or "there",
        "course": f"{offering.qualification}, {offering.intake}",
        "reference": application.ref,
    }
    used = {name: value for name, value in {**common, **fields}.items() if name in kind.fields}
    return Mail(
        kind,
        to=application.email,
        to_name=application.name,
        fields=used,
        about=application,
        key=f"{kind.key}:{application.pk}" + (f":{key}" if key else ""),
    )
