"""Codes that are mailed to prove that somebody reads an address now: made, tried and used up."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from cadre.lib import clock
from cadre.lib.dates import LONDON, clock_time
from cadre.lib.errors import Refusal
from cadre.lib.refs import CROCKFORD, normal_code
from cadre.messages.actions import post
from cadre.people import emails
from cadre.people.models import MailedCode, ProofPolicy

LENGTH = 6
HOUR = timedelta(hours=1)
WRONG = "This is not the code of the newest mail. Look there, and write it again."
OVER = "This code works no longer. Ask for a new one."


@transaction.atomic
def mail_code(purpose: str, *, to: str, name: str, what: str, now: datetime) -> None:
    """Mail a new code for `purpose`, which ends the one before. `what` completes “a code to …”.

    Raises Refusal when so many were mailed within the hour, or when no terms hold.
    """
    terms = terms_on(now)
    row, new = MailedCode.objects.select_for_update().get_or_create(
        purpose=purpose, defaults={"expires_at": now, "tries_left": 0, "counted_from": now, "sent": 0}
    )
    if not new and now - row.counted_from >= HOUR:
        row.counted_from, row.sent = now, 0
    if row.sent >= terms.codes_an_hour:
        again = (row.counted_from + HOUR).astimezone(LONDON)
        raise Refusal(f"We have mailed {row.sent} codes within the hour. Ask for another from {clock_time(again)}.")
    code = "".join(secrets.choice(CROCKFORD) for _ in range(LENGTH))
    row.fingerprint, row.sent, row.tries_left = _fingerprint(purpose, code), row.sent + 1, terms.tries
    row.expires_at = now + timedelta(minutes=terms.code_minutes)
    row.save()
    turn = f"{purpose}:{row.counted_from.isoformat()}:{row.sent}"
    post(emails.proof_code(to, name, code, what=what, minutes=terms.code_minutes, turn=turn), now=now)


@transaction.atomic
def code_fault(purpose: str, typed: str, *, now: datetime, spend: bool = False) -> str:
    """What is wrong with a code that was typed; empty where it is the one that was mailed. A wrong one costs a try.

    It answers instead of raising, so that a try that failed stays counted. A right code works until it is used up,
    here where `spend` is set, or else with the act it is for.
    """
    row = MailedCode.objects.select_for_update().filter(purpose=purpose).first()
    if row is None or now >= row.expires_at or not row.tries_left:
        return OVER
    right = _fits(row, typed)
    if not right or spend:
        row.tries_left = 0 if right else row.tries_left - 1
        row.save(update_fields=["tries_left"])
    if right:
        return ""
    return WRONG if row.tries_left else OVER


@transaction.atomic
def use_up(purpose: str, typed: str, *, now: datetime) -> None:
    """The code proves this one act, and no other. Raises Refusal where it is not the one that was mailed."""
    row = MailedCode.objects.select_for_update().filter(purpose=purpose, expires_at__gt=now, tries_left__gt=0).first()
    if row is None or not _fits(row, typed):
        raise Refusal(OVER, field="code")
    row.tries_left = 0
    row.save(update_fields=["tries_left"])


def terms_on(now: datetime) -> ProofPolicy:
    """Raises Refusal when none hold."""
    terms = ProofPolicy.objects.on(clock.day_of(now)).first()
    if terms is None:
        raise Refusal("It is not settled yet how you prove who you are. Tell our office.")
    return terms


def _fits(row: MailedCode, typed: str) -> bool:
    return constant_time_compare(row.fingerprint, _fingerprint(row.purpose, normal_code(typed)))


def _fingerprint(purpose: str, code: str) -> str:
    return salted_hmac(f"cadre.people.codes:{purpose}", code, algorithm="sha256").hexdigest()
