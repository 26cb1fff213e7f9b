"""Opening a decided application again."""

from datetime import datetime

from django.db import transaction

from cadre.applications import emails
from cadre.applications.actions.drafting import new_link
from cadre.applications.actions.locking import locked
from cadre.applications.holdings import PLACE, held_of
from cadre.applications.models import Application, ReopeningRule
from cadre.applications.rules.reopening import Reopening, reopening
from cadre.applications.states import APPLICATION_REOPENED, WORKFLOW, Ruling
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.messages.actions import post


def may_be_reopened(application: Application, *, now: datetime) -> Reopening:
    """What the rule of today says."""
    today = clock.day_of(now)
    rule = ReopeningRule.objects.on(today).first()
    return reopening(
        state_allows=WORKFLOW.allows("reopen", application.state),
        state=application.get_state_display().lower(),
        closes_on=application.offering.intake.closes_on,
        today=today,
        days=rule.days if rule else 0,
        holds=held_of(application, PLACE),
    )


@transaction.atomic
def reopen_application(
    application: Application, *, reason: str, by: Actor, now: datetime, override: str = ""
) -> Application:
    """Decide about it anew, and tell the applicant. What was decided before stays in the journal.

    Raises Refusal when there is nothing to open, it holds a place, or registration is long over and `override` does
    not say why all the same.
    """
    row = locked(application)
    ruled = may_be_reopened(row, now=now)
    if ruled.ruling == Ruling.NO:
        raise Refusal(ruled.sentence)
    if ruled.ruling == Ruling.PERSON and not override:
        raise Refusal(f"{ruled.sentence} Say why you open it all the same.", field="override")
    row.state, row.changed_at = WORKFLOW.after("reopen", row.state), now
    row.decided_at, row.decided_by, row.decision_reason, row.ended_for = None, None, "", None
    row.save(update_fields=["state", "changed_at", "decided_at", "decided_by", "decision_reason", "ended_for"])
    said = f"{reason} Although it is late: {override}" if ruled.ruling == Ruling.PERSON else reason
    entry = journal.record(APPLICATION_REOPENED, row, by=by, reason=said)
    post(emails.reopened(row, new_link(row, now=now), turn=entry.pk), now=now)
    return row
