"""What this room writes about memoranda: to whoever signs, to the partner's leads, and to the provider itself."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from cadre.lib import clock
from cadre.lib.dates import LONDON, clock_time, long_day
from cadre.messages.mail import Kind, Mail, Secret, Value, kind
from cadre.partners.models import Memorandum
from cadre.partners.queries.memoranda import leads_of

COMMON = {"name": "the reader's name", "partner": "the partner", "reference": "the memorandum's reference"}
TO_SIGN = kind(
    "partners.memorandum_to_sign",
    name="A memorandum is sent to the partner",
    when="a memorandum of understanding is sent",
    fields=COMMON | {"memorandum_link": "the page to read and sign on"},
    careful=True,
)
LINK = kind(
    "partners.memorandum_link",
    name="Somebody is named to sign a memorandum",
    when="a partner's lead or the office names who signs",
    fields=COMMON
    | {
        "role": "the role they are named in",
        "until": "until when the link works",
        "signing_link": "the page to read and sign on, without a password",
    },
    careful=True,
)
REMINDER = kind(
    "partners.memorandum_reminder",
    name="A memorandum still waits to be signed",
    when="a memorandum has waited as long as the terms say, or staff remind the partner",
    fields=COMMON | {"memorandum_link": "the page to read and sign on"},
)
LINK_REMINDER = kind(
    "partners.memorandum_link_reminder",
    name="A memorandum still waits for whoever was named to sign",
    when="a memorandum has waited as long as the terms say, or staff remind the partner",
    fields=COMMON
    | {
        "until": "until when the link works",
        "signing_link": "the page to read and sign on, without a password",
    },
)
RECALLED = kind(
    "partners.memorandum_recalled",
    name="A memorandum is recalled",
    when="the office recalls a memorandum that was sent",
    fields=COMMON | {"reason": "why"},
)
IN_FORCE = kind(
    "partners.memorandum_in_force",
    name="A memorandum is in force",
    when="both sides have signed, to both, with the signed copy",
    fields=COMMON
    | {
        "signed_by": "who signed for the partner, and when",
        "countersigned_by": "who signed for the provider",
        "term_end": "the last day of its term",
        "verify_link": "the page that checks a file",
    },
    careful=True,
)


def moment(at: datetime) -> str:
    """`26 November 2026 at 10:00`, in London."""
    there = at.astimezone(LONDON)
    return f"{long_day(there.date())} at {clock_time(there)}"


def to_sign(memorandum: Memorandum, *, now: datetime) -> list[Mail]:
    """One for each lead of the partner."""
    return _to_leads(TO_SIGN, memorandum, now, {"memorandum_link": _page(memorandum)}, f"{memorandum.document_id}")


def signing_link(memorandum: Memorandum, token: str, until: datetime, *, now: datetime) -> Mail:
    return _to_signatory(LINK, memorandum, token, until, f"{now:%Y%m%d%H%M%S%f}")


def reminders(memorandum: Memorandum, token: str, until: datetime, *, now: datetime) -> list[Mail]:
    """To whoever was named to sign, with a new link, or else to each lead. `token` is empty for leads."""
    turn = f"{memorandum.document_id}:{now:%Y%m%d%H%M}"
    if token:
        return [_to_signatory(LINK_REMINDER, memorandum, token, until, turn)]
    return _to_leads(REMINDER, memorandum, now, {"memorandum_link": _page(memorandum)}, turn)


def recalled(memorandum: Memorandum, *, now: datetime) -> list[Mail]:
    """To each lead, and to whoever was named to sign."""
    turn = f"{memorandum.document_id}"
    mails = _to_leads(RECALLED, memorandum, now, {"reason": memorandum.reason}, turn)
    if memorandum.signatory_email:
        mails.append(
            _mail(
                RECALLED,
                memorandum,
                memorandum.signatory_email,
                memorandum.signatory_name,
                turn,
                {"reason": memorandum.reason},
            )
        )
    return mails


def in_force(memorandum: Memorandum, *, signed: str, countersigned: str, now: datetime) -> list[Mail]:
    """To each lead, to whoever was named to sign, and to the provider, each with the signed copy."""
    assert memorandum.ends_on
    fields: dict[str, Value] = {
        "signed_by": signed,
        "countersigned_by": countersigned,
        "term_end": long_day(memorandum.ends_on - timedelta(days=1)),
        "verify_link": f"{settings.SITE_URL}{reverse('public:documents:verify')}",
    }
    turn = f"{memorandum.document_id}"
    mails = _to_leads(IN_FORCE, memorandum, now, fields, turn)
    known = {mail.to.casefold() for mail in mails}
    also = [(settings.PROVIDER["email"], settings.PROVIDER["name"])]
    if memorandum.signatory_email.casefold() not in known | {""}:
        also.append((memorandum.signatory_email, memorandum.signatory_name))
    mails += [_mail(IN_FORCE, memorandum, to, name, turn, fields) for to, name in also]
    return mails


def _page(memorandum: Memorandum) -> str:
    return f"{settings.SITE_URL}{reverse('partner:partners:memorandum', args=[memorandum.ref])}"


def _to_signatory(of: Kind, memorandum: Memorandum, token: str, until: datetime, turn: str) -> Mail:
    fields: dict[str, Value] = {
        "role": memorandum.signatory_role,
        "until": moment(until),
        "signing_link": Secret(f"{settings.SITE_URL}{reverse('token:partners:signing', args=[token])}"),
    }
    return _mail(of, memorandum, memorandum.signatory_email, memorandum.signatory_name, turn, fields)


def _to_leads(of: Kind, memorandum: Memorandum, now: datetime, fields: Mapping[str, Value], turn: str) -> list[Mail]:
    leads = leads_of(memorandum.partner, clock.day_of(now))
    return [_mail(of, memorandum, lead.email, lead.name, turn, fields) for lead in leads]


def _mail(of: Kind, memorandum: Memorandum, to: str, to_name: str, turn: str, fields: Mapping[str, Value]) -> Mail:
    said: dict[str, Value] = {"name": to_name, "partner": memorandum.partner.name, "reference": memorandum.ref}
    files = [memorandum.signed_copy] if of == IN_FORCE and memorandum.signed_copy else []
    return Mail(
        of,
        to=to,
        to_name=to_name,
        fields={name: value for name, value in {**said, **fields}.items() if name in of.fields},
        about=memorandum,
        key=f"{of.key}:{memorandum.pk}:{to.casefold()}:{turn}",
        attachments=files,
    )
