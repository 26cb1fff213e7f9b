"""The Department's confirmation: applied for, approved, refused, exhausted, and applied for again."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from cadre.applications import emails
from cadre.applications.actions.decisions import requote
from cadre.applications.actions.following import drop_question
from cadre.applications.actions.locking import locked
from cadre.applications.actions.settlement import end_settlement
from cadre.applications.counting import hold_payers_of
from cadre.applications.models import Application, Confirmation, PayerQuestion, Settlement
from cadre.applications.states import (
    CONFIRMATION,
    CONFIRMATION_MOVED,
    MOVED_WORDS,
    Answered,
    Finding,
    State,
)
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.journal.locking import hold_all
from cadre.lib import clock
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.messages.actions import post

FINDINGS = {
    "refuse": (Finding.DEPARTMENT_REFUSED, "the Department for Education did not confirm it"),
    "exhaust": (Finding.FUNDS_EXHAUSTED, "the money for scholarships is used up"),
}
NEEDS_REASON = ("refuse", "apply_again")


@transaction.atomic
def move_confirmations(
    applications: Iterable[Application],
    *,
    verb: str,
    on: date,
    reference: str = "",
    reason: str = "",
    by: Actor,
    now: datetime,
) -> list[Confirmation]:
    """Move each of them, or none. `verb` is one of CONFIRMATION's but `end`; `on` is the day it happened.

    Refused or exhausted: the person is quoted again without a scholarship and asked who pays, or to withdraw without
    charge. Raises Refusal naming whoever cannot be moved.
    """
    if verb in NEEDS_REASON and not reason.strip():
        raise Refusal("Give the reason. It is kept.", field="reason")
    if on > clock.day_of(now):
        raise Refusal("This day has not come yet.", field="on")
    moved, rows = [], hold_all(applications)
    hold_payers_of(rows)
    for application in rows:
        try:
            moved.append(_move(application, verb, on=on, reference=reference, reason=reason, by=by, now=now))
        except Refusal as refusal:
            raise Refusal(f"{application}: {refusal} Nothing was changed.", field=refusal.field) from refusal
    return moved


def refuse_move(application: Application, confirmation: Confirmation | None, verb: str) -> str:
    """Why this one cannot be moved so, in words; empty when it can."""
    if confirmation is None or application.state != State.ACCEPTED:
        return "No scholarship of theirs waits for the Department."
    if not CONFIRMATION.allows(verb, confirmation.state):
        return f"It is {Answered(confirmation.state).label.lower()}."
    if verb == "apply_again" and _pays(application):
        return "They have said who pays, so the price stands. Decline or withdraw first."
    return ""


def _move(
    application: Application, verb: str, *, on: date, reference: str, reason: str, by: Actor, now: datetime
) -> Confirmation:
    row = locked(application)
    found = Confirmation.objects.filter(application=row).first()  # held, since its application is
    if why := refuse_move(row, found, verb):
        raise Refusal(why)
    assert found is not None
    if verb in ("approve", "refuse") and found.applied_on and on < found.applied_on:
        raise Refusal(f"It was applied for on {long_day(found.applied_on)}, so the answer came later.", field="on")
    found.state = Answered(CONFIRMATION.after(verb, found.state))
    found.reference, found.reason = reference or found.reference, reason
    if verb == "apply":
        found.applied_on = on
    elif verb == "apply_again":
        found.applied_on = found.decided_on = None
    else:
        found.decided_on = on
    found.save()
    journal.record(
        CONFIRMATION_MOVED,
        row,
        by=by,
        what=MOVED_WORDS[verb],
        day=long_day(on),
        more="".join(f". {words}" for words in (reference, reason) if words),
    )
    _tell(row, found, verb, reason, by=by, now=now)
    return found


def _tell(row: Application, found: Confirmation, verb: str, reason: str, *, by: Actor, now: datetime) -> None:
    """What follows for the person: the good news, or another price and the question who pays."""
    if verb == "approve":
        post(emails.scholarship_approved(row, turn=str(found.decided_on)), now=now)
    elif verb in FINDINGS:
        finding, words = FINDINGS[verb]
        said = f"{words}. Reason: {reason.strip()}" if reason.strip() else words
        end_settlement(row, now=now)
        Settlement.objects.create(application=row, finding=finding, words=said, at=now, by_id=by.pk)
        requote(row, by=by, now=now)
    elif verb == "apply_again":
        in_force = Settlement.objects.filter(application=row, ended_at=None).first()
        if in_force and in_force.finding in (Finding.DEPARTMENT_REFUSED, Finding.FUNDS_EXHAUSTED):
            end_settlement(row, now=now)
        drop_question(row, now=now)
        requote(row, by=by, now=now)


def _pays(application: Application) -> bool:
    return PayerQuestion.objects.filter(application=application, answered_at__isnull=False).exists()
