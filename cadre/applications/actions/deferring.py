"""Starting in a later intake: asked for, granted or refused, and taken up when that intake opens."""

from datetime import datetime

from django.db import transaction

from cadre.applications import emails
from cadre.applications.actions.decisions import requote
from cadre.applications.actions.drafting import new_link
from cadre.applications.actions.locking import locked, moved
from cadre.applications.deferring import ruled
from cadre.applications.models import Application, Deferral, Reason
from cadre.applications.states import (
    APPLICATION_DEFERRED,
    DEFERRAL_ASKED,
    DEFERRAL_REFUSED,
    DEFERRAL_TAKEN_UP,
    WORKFLOW,
    DeferralState,
    Ruling,
    State,
)
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.journal.locking import held
from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.messages.actions import post
from cadre.programmes.models import Offering

UNPLANNED = "the next intake, once it is planned"


@transaction.atomic
def ask_to_defer(
    application: Application, *, reason: Reason, wanted: Offering | None, by: Actor, now: datetime, words: str = ""
) -> Deferral:
    """The applicant asks to start later; the office decides. Raises Refusal when they asked already, or it is over."""
    row = locked(application)
    if not WORKFLOW.allows("defer", row.state):
        raise Refusal(f"This application is {row.get_state_display().lower()}, so its start cannot be moved.")
    if row.deferrals.under_way().exists():
        raise Refusal("You have asked to start later already. We write to you.")
    _refuse_same(row, wanted)
    made = Deferral.objects.create(
        application=row, left=row.offering, wanted=wanted, reason=reason, words=words, asked_at=now
    )
    said = ": ".join(filter(None, (reason.label, words)))
    journal.record(DEFERRAL_ASKED, row, by=by, to=_where(wanted), reason=said)
    return made


@transaction.atomic
def grant_deferral(
    application: Application,
    *,
    reason: Reason,
    wanted: Offering | None,
    by: Actor,
    now: datetime,
    override: str = "",
) -> Deferral:
    """Let them start in a later intake, asked for or not. Their place in a group is given up.

    Where the intake is open already, the application moves there at once and is quoted again; else when it opens.
    Raises Refusal when the policy does not simply allow it and `override` does not say why all the same.
    """
    today = clock.day_of(now)
    was = locked(application).state
    row = moved(application, "defer", now=now)
    _refuse_same(row, wanted)
    found = ruled(row, reason=reason.code, wanted=wanted, today=today)
    if wanted and wanted.qualification_id != row.offering.qualification_id:
        raise Refusal("The intake has to offer the same qualification.", field="wanted")
    if found.answer.ruling != Ruling.YES and not override:
        raise Refusal(f"{found.answer.sentence} Say why you grant it all the same.", field="override")
    asked = row.deferrals.under_way().first()
    made = asked or Deferral(application=row, left=row.offering, asked_at=now)
    made.reason, made.wanted, made.state = reason, wanted, DeferralState.GRANTED
    made.was = State.ACCEPTED if was == State.ACCEPTED else State.SUBMITTED
    made.decided_at, made.decided_by_id, made.decision = now, by.pk, override
    made.rule, made.ruling, made.before = found.rule, found.answer.sentence[:300], row.quote
    made.save()
    row.ended_for = reason
    row.save(update_fields=["state", "changed_at", "ended_for"])
    said = ". ".join(filter(None, (reason.label, override)))
    entry = journal.record(
        APPLICATION_DEFERRED, row, by=by, to=_where(wanted), reason=said, left=row.offering_id, ruling=made.ruling
    )
    post(emails.deferred(row, to=_where(wanted), turn=entry.pk), now=now)
    if wanted and wanted.intake.opens_on <= today:
        take_up_deferral(made, wanted=wanted, by=by, now=now)
    return made


@transaction.atomic
def refuse_deferral(application: Application, *, reason: str, by: Actor, now: datetime) -> Deferral:
    """Say no, in words that the applicant reads; the application stays as it is. Raises Conflict when none is open."""
    row = locked(application)
    asked = row.deferrals.filter(state=DeferralState.ASKED).first()
    if asked is None:
        raise Conflict("Nobody asks for a later start any more. Look again.")
    asked.state, asked.decision, asked.decided_at, asked.decided_by_id = DeferralState.REFUSED, reason, now, by.pk
    asked.save(update_fields=["state", "decision", "decided_at", "decided_by"])
    entry = journal.record(DEFERRAL_REFUSED, row, by=by, reason=reason)
    post(emails.deferral_refused(row, reason=reason, turn=entry.pk), now=now)
    return asked


@transaction.atomic
def take_up_deferral(deferral: Deferral, *, wanted: Offering, by: Actor, now: datetime) -> Application:
    """Move a deferred application into its new intake, quote it again by the rules of today, and tell the applicant.

    It returns to where it stood: accepted, or to be decided. Raises Conflict when it does not wait any more.
    """
    row = locked(deferral.application)
    waits = held(Deferral.objects.select_related("left", "before"), deferral.pk)
    if waits.state != DeferralState.GRANTED or row.state != State.DEFERRED:
        raise Conflict(f"{row} does not wait for an intake any more.")
    left, before = str(row.offering), emails.price_of(row)
    verb = "take_up_accepted" if waits.was == State.ACCEPTED else "take_up"
    row.state, row.offering, row.changed_at, row.ended_for = WORKFLOW.after(verb, row.state), wanted, now, None
    row.save(update_fields=["state", "offering", "changed_at", "ended_for"])
    row = requote(row, by=by, now=now)
    waits.state, waits.wanted, waits.after = DeferralState.TAKEN_UP, wanted, row.quote
    waits.save(update_fields=["state", "wanted", "after"])
    entry = journal.record(
        DEFERRAL_TAKEN_UP, row, by=by, left=left, to=str(wanted), before=before, after=emails.price_of(row)
    )
    token = new_link(row, now=now)
    post(emails.moved_on(row, left=left, before=before, token=token, turn=entry.pk), now=now)
    return row


def _refuse_same(row: Application, wanted: Offering | None) -> None:
    """Raise Conflict for the intake they are in: somebody who pressed first has moved them there."""
    if wanted and wanted.pk == row.offering_id:
        raise Conflict(f"{row} starts in {wanted.intake} already. Look again.")


def _where(wanted: Offering | None) -> str:
    return wanted.intake.name if wanted else UNPLANNED
