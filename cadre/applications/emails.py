"""Mails to the applicant and to their sponsor. Every link is a secret of its own."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from cadre.applications.models import Application, Sponsorship
from cadre.applications.states import SPONSOR_DECLINED_WORDS, SponsorReason
from cadre.lib.dates import long_day
from cadre.lib.money import pounds
from cadre.lib.refs import token_hash
from cadre.messages.mail import Kind, Mail, Secret, Value, kind

HELP = f"mailto:{settings.PROVIDER['email']}"
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
PAYER_ASKED = kind(
    "applications.payer_asked",
    name="No scholarship: who pays?",
    when="an accepted person gets no scholarship after all",
    careful=True,
    fields=COMMON
    | {
        "reason": "why there is none",
        "price": "what is to pay without one",
        "choice_link": "the page to withdraw or to say who pays",
        "help_link": "the address to write to",
    },
)
PAYER_REMINDER = kind(
    "applications.payer_reminder",
    name="Reminder: who pays?",
    when="somebody has not said who pays, on the days that the rule says",
    fields=COMMON
    | {
        "price": "what is to pay without a scholarship",
        "choice_link": "the page to withdraw or to say who pays",
        "help_link": "the address to write to",
    },
)
APPROVED = kind(
    "applications.scholarship_approved",
    name="Scholarship confirmed",
    when="the Department for Education has confirmed a scholarship",
    careful=True,
    fields=COMMON | {"sign_in_link": "the page to sign in on"},
)

SPONSOR = {
    "sponsor": "the sponsor's name",
    "name": "the applicant's name",
    "course": "the qualification and intake, such as NPQSL, Spring 2027",
    "help_link": "the address to write to",
}
SPONSOR_ASKED = kind(
    "applications.sponsor_asked",
    name="A sponsor is asked",
    when="an application that names them is submitted, or somebody names them later",
    fields=SPONSOR
    | {
        "sponsor_link": "the page to confirm or decline on, without an account",
        "others": "how many others wait for them, in a sentence",
        "closes": "the last day to apply",
    },
)
SPONSOR_REMINDER = kind(
    "applications.sponsor_reminder",
    name="A sponsor is reminded",
    when="a sponsor has not answered on the days that the rules say, and when the office reminds them",
    fields={
        "sponsor": "the sponsor's name",
        "people": "who waits, one a line",
        "number": "how many wait, such as 3 people",
        "sponsor_link": "the page with everybody who names them",
        "help_link": "the address to write to",
    },
)
SPONSOR_LINK = kind(
    "applications.sponsor_link",
    name="A new link for a sponsor",
    when="a sponsor asks for their link again",
    fields={"sponsor": "the sponsor's name", "sponsor_link": "the page with everybody who names them"},
)
SPONSOR_RELEASED = kind(
    "applications.sponsor_released",
    name="A sponsor is no longer asked",
    when="somebody else is named as sponsor",
    fields=SPONSOR,
)
SPONSOR_NO_SCHOLARSHIP = kind(
    "applications.sponsor_no_scholarship",
    name="No scholarship, to the sponsor",
    when="an accepted person whom they sponsor gets no scholarship after all",
    fields=SPONSOR,
)
SPONSOR_DECLINED = kind(
    "applications.sponsor_declined",
    name="The sponsor has declined",
    when="a sponsor declines, to the applicant",
    careful=True,
    fields=COMMON
    | {
        "sponsor": "the sponsor's name",
        "reason": "their reason, in our kind words",
        "status_link": "the page to name another sponsor on",
    },
)
REOPENED = kind(
    "applications.reopened",
    name="Application opened again",
    when="the office opens a decided application again",
    careful=True,
    fields=COMMON | {"status_link": "the application's page"},
)
DEFERRED = kind(
    "applications.deferred",
    name="A later start granted",
    when="the office grants a later start",
    careful=True,
    fields=COMMON | {"later": "the intake they start in", "help_link": "the address to write to"},
)
DEFERRAL_REFUSED = kind(
    "applications.deferral_refused",
    name="A later start refused",
    when="the office refuses a later start",
    careful=True,
    fields=COMMON | {"reason": "the words the officer wrote", "help_link": "the address to write to"},
)
MOVED_ON = kind(
    "applications.moved_on",
    name="Application moved to its new intake",
    when="the intake that a deferred application waits for opens",
    careful=True,
    fields=COMMON
    | {
        "left": "the intake before",
        "before": "what was to pay before",
        "price": "what is to pay now",
        "reason": "why",
        "status_link": "the application's page",
    },
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


def payer_asked(application: Application, token: str, *, turn: int) -> Mail:
    fields: dict[str, Value] = {
        "reason": application.quote.sentence if application.quote else "",
        "price": price_of(application),
        "choice_link": Secret(link("token:applications:resume", token)),
        "help_link": HELP,
    }
    return _mail(PAYER_ASKED, application, fields, str(turn))


def payer_reminder(application: Application, token: str, *, turn: str) -> Mail:
    fields: dict[str, Value] = {
        "price": price_of(application),
        "choice_link": Secret(link("token:applications:resume", token)),
        "help_link": HELP,
    }
    return _mail(PAYER_REMINDER, application, fields, turn)


def scholarship_approved(application: Application, *, turn: str) -> Mail:
    return _mail(APPROVED, application, {"sign_in_link": settings.SITE_URL + settings.LOGIN_URL}, turn)


def accepted(application: Application, *, turn: int) -> Mail:
    fields: dict[str, Value] = {"price": price_of(application), "sign_in_link": settings.SITE_URL + settings.LOGIN_URL}
    return _mail(ACCEPTED, application, fields, str(turn))


def declined(application: Application, *, turn: int) -> Mail:
    fields: dict[str, Value] = {
        "reason": application.decision_reason,
        "help_link": HELP,
    }
    return _mail(DECLINED, application, fields, str(turn))


def withdrawn(application: Application, *, turn: int) -> Mail:
    return _mail(WITHDRAWN, application, {"help_link": HELP}, str(turn))


def sponsor_asked(sponsorship: Sponsorship, token: str, *, others: int) -> Mail:
    """`others`: how many more wait for the same address."""
    application = sponsorship.application
    people = f"{others} other people wait" if others > 1 else "1 other person waits"
    told = f"{people} for you as well; the page leads to everybody."
    fields: dict[str, Value] = {
        "sponsor_link": Secret(link("token:applications:sponsorship", token, application.ref)),
        "others": told if others else "No other application waits for your answer.",
        "closes": long_day(application.offering.intake.closes_on),
    }
    return _to_sponsor(SPONSOR_ASKED, sponsorship, fields, str(sponsorship.pk))


def sponsor_reminder(waiting: Sequence[Sponsorship], token: str, *, today: date) -> Mail:
    """Once a day for each address. `waiting` are all that it has not answered, with their applications."""
    first = waiting[0]
    fields: dict[str, Value] = {
        "sponsor": str(first),
        "people": [f"{one.application.name}, {one.application.offering}" for one in waiting],
        "number": f"{len(waiting)} people" if len(waiting) > 1 else first.application.name,
        "sponsor_link": Secret(link("token:applications:sponsored", token)),
        "help_link": HELP,
    }
    return _to_sponsor(SPONSOR_REMINDER, first, fields, f"{token_hash(first.address)[:16]}:{today}")


def sponsor_link(sponsorship: Sponsorship, token: str, *, now: datetime) -> Mail:
    """Once an hour for each address."""
    fields: dict[str, Value] = {"sponsor_link": Secret(link("token:applications:sponsored", token))}
    return _to_sponsor(SPONSOR_LINK, sponsorship, fields, f"{token_hash(sponsorship.address)[:16]}:{now:%Y%m%d%H}")


def sponsor_released(sponsorship: Sponsorship) -> Mail:
    return _to_sponsor(SPONSOR_RELEASED, sponsorship, {}, str(sponsorship.pk))


def sponsor_no_scholarship(sponsorship: Sponsorship, *, turn: int) -> Mail:
    """That there is none, and not why: the reason is about the person."""
    return _to_sponsor(SPONSOR_NO_SCHOLARSHIP, sponsorship, {}, str(turn))


def sponsor_declined(sponsorship: Sponsorship, token: str, *, turn: int) -> Mail:
    fields: dict[str, Value] = {
        "sponsor": str(sponsorship),
        "reason": SPONSOR_DECLINED_WORDS[SponsorReason(sponsorship.reason)],
        "status_link": Secret(link("token:applications:resume", token)),
    }
    return _mail(SPONSOR_DECLINED, sponsorship.application, fields, str(turn))


def reopened(application: Application, token: str, *, turn: int) -> Mail:
    fields: dict[str, Value] = {"status_link": Secret(link("token:applications:resume", token))}
    return _mail(REOPENED, application, fields, str(turn))


def deferred(application: Application, *, to: str, turn: int) -> Mail:
    fields: dict[str, Value] = {"later": to, "help_link": HELP}
    return _mail(DEFERRED, application, fields, str(turn))


def deferral_refused(application: Application, *, reason: str, turn: int) -> Mail:
    fields: dict[str, Value] = {"reason": reason, "help_link": HELP}
    return _mail(DEFERRAL_REFUSED, application, fields, str(turn))


def moved_on(application: Application, *, left: str, before: str, token: str, turn: int) -> Mail:
    fields: dict[str, Value] = {
        "left": left,
        "before": before,
        "price": price_of(application),
        "reason": application.quote.sentence if application.quote else "",
        "status_link": Secret(link("token:applications:resume", token)),
    }
    return _mail(MOVED_ON, application, fields, str(turn))


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


def _to_sponsor(kind: Kind, sponsorship: Sponsorship, fields: dict[str, Value], key: str) -> Mail:
    application = sponsorship.application
    common: dict[str, Value] = {
        "sponsor": str(sponsorship),
        "name": application.name,
        "course": str(application.offering),
        "help_link": HELP,
    }
    return Mail(
        kind,
        to=sponsorship.email,
        to_name=sponsorship.name,
        fields={name: value for name, value in {**common, **fields}.items() if name in kind.fields},
        about=application,
        key=f"{kind.key}:{key}",
    )
