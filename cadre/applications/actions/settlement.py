"""What a person finds out about a scholarship: with its evidence or reason, never silently."""

from datetime import datetime

from django.db import transaction

from cadre.applications import emails
from cadre.applications.actions.decisions import requote
from cadre.applications.actions.drafting import new_link
from cadre.applications.actions.locking import locked
from cadre.applications.models import Application, Confirmation, PayerQuestion, Settlement
from cadre.applications.states import ALIVE, ANSWERS, SCHOLARSHIP_SETTLED, Answered, Finding, Funding
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.errors import Refusal
from cadre.messages.actions import post


@transaction.atomic
def settle_scholarship(
    application: Application, *, finding: Finding, words: str, by: Actor, now: datetime
) -> Application:
    """Say what was found out, quote again by it, and tell the applicant. The earlier quote and finding are kept.

    `words` are the evidence or the reason; the applicant reads them. Raises Refusal without words, when no
    scholarship is asked for, when the application is over, and when the same was said already.
    """
    row = locked(application)
    if not words.strip():
        raise Refusal("Write the evidence or the reason. The applicant reads it.", field="words")
    if row.funding != Funding.SCHOLARSHIP:
        raise Refusal("No scholarship is asked for, so there is nothing to settle.")
    if row.state not in ALIVE:
        raise Refusal("This application is over, so its price stays as it is.")
    _refuse_answered(row)
    settled = end_settlement(row, now=now)
    if settled and (settled.finding, settled.words) == (finding, words):
        raise Refusal("This has been settled in these words already.")
    made = Settlement.objects.create(application=row, finding=finding, words=words, at=now, by_id=by.pk)
    journal.record(SCHOLARSHIP_SETTLED, row, by=by, finding=str(made).lower(), words=words)
    row = requote(row, by=by, now=now)
    if not PayerQuestion.objects.open().filter(application=row).exists():  # else that mail says it
        post(emails.settled(row, new_link(row, now=now), turn=made.pk), now=now)
    return row


def _refuse_answered(application: Application) -> None:
    """What the Department answered is changed by applying again, and not in passing."""
    found = Confirmation.objects.filter(application=application, state__in=ANSWERS).first()
    if found:
        raise Refusal(f"The Department’s answer is known: {Answered(found.state).label.lower()}. Apply again first.")


def end_settlement(application: Application, *, now: datetime) -> Settlement | None:
    """What was found out before no longer counts. Answers with it, or None."""
    found = Settlement.objects.filter(application=application, ended_at=None).first()
    if found:
        found.ended_at = now
        found.save(update_fields=["ended_at"])
    return found
