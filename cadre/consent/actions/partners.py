"""What partners answer, or do not, until a date."""

from datetime import datetime, timedelta

from django.db import transaction

from cadre.bookings.actions.queue import lock_list
from cadre.consent import emails
from cadre.consent.actions.locking import changed, hold_agreement
from cadre.consent.models import Agreement, ConsentPolicy
from cadre.consent.queries.rounds import REMINDED_ONCE_IN
from cadre.consent.rules.terms import refuse_answer
from cadre.consent.states import (
    AGREEMENT_ANSWERED,
    AGREEMENT_REMINDED,
    AGREEMENT_SILENT,
    AGREEMENT_WORKFLOW,
    LIVE_ROUNDS,
    AgreementState,
    GroupWish,
    Silence,
)
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.lib.errors import Refusal
from cadre.messages.actions import post_all

THE_ROUND = System("The round")
VERBS = {
    AgreementState.AGREED: "agree",
    AgreementState.DECLINED: "decline",
    AgreementState.COUNTERED: "counter",
}


@transaction.atomic
def answer_agreement(
    agreement: Agreement,
    *,
    answer: str,
    by: journal.Actor,
    now: datetime,
    may_go: bool = True,
    takes: int | None = None,
    group: str = GroupWish.AS_PROPOSED,
    words: str = "",
    by_phone: bool = False,
    seen: str = "",
) -> Agreement:
    """A partner agrees, declines or counters; what follows is planned again by itself.

    `by_phone`: staff answer for it, and say in `words` who did. `seen`: the mark of the proposal that was read. The
    same answer twice is one. Raises Refusal, also when the proposal has changed since.
    """
    row = hold_agreement(agreement)
    said = (answer, may_go, takes, str(group), words.strip())
    if not row.is_open and said == (row.state, row.may_go, row.takes, row.group, row.words):
        return row
    if row.round.state not in LIVE_ROUNDS:
        raise Refusal(f"{row.round.ref} has ended, so nothing is to be answered.")
    if seen and row.is_open and seen != row.mark:
        raise Refusal("What we propose has changed while you read it. This is how it is now: please look again.")
    refuse_answer(state=row.state, answer=answer, takes=takes, words=words, by_phone=by_phone)
    row.state = AGREEMENT_WORKFLOW.after(VERBS[AgreementState(answer)], row.state)
    if answer == AgreementState.COUNTERED:
        row.may_go, row.takes, row.group = may_go, takes, group
    row.words, row.answered_at, row.answered_by_name = words.strip(), now, by.name[:200]
    row.save()
    changed(row.round)
    said_words = f", “{row.words}”" if row.words else ""
    journal.record(AGREEMENT_ANSWERED, row, by=by, answer=row.get_state_display().lower(), words=said_words)
    return row


@transaction.atomic
def end_silence(*, now: datetime) -> int:
    """Whoever did not answer in time has answered by the terms. Safe to repeat. How many."""
    due = list(Agreement.objects.open().filter(round__state__in=LIVE_ROUNDS, due_at__lte=now).select_related("round"))
    lock_list(*{row.round.offering_id for row in due})
    ended = 0
    for row in sorted(due, key=lambda one: (one.round_id, one.pk)):
        agreement = hold_agreement(row)
        if not agreement.is_open:
            continue
        agreement.state, agreement.answered_at = AGREEMENT_WORKFLOW.after("fall_silent", agreement.state), now
        agreement.save(update_fields=["state", "answered_at"])
        changed(agreement.round)
        meaning = Silence(agreement.round.policy.silence).label.lower()
        until = emails.moment(agreement.due_at)
        journal.record(AGREEMENT_SILENT, agreement, by=THE_ROUND, until=until, meaning=meaning)
        ended += 1
    return ended


@transaction.atomic
def remind_agreements(agreements: list[Agreement], *, by: journal.Actor, now: datetime) -> int:
    """Recall open ones, each at most once an hour, by mail to the partner's leads. How many."""
    recalled = 0
    for row in agreements:
        fresh = Agreement.objects.open().filter(pk=row.pk).exclude(reminded_at__gt=now - REMINDED_ONCE_IN)
        if fresh.update(reminded_at=now):
            post_all(emails.agreement_reminder(row, now=now), now=now)
            journal.record(AGREEMENT_REMINDED, row, by=by)
            recalled += 1
    return recalled


@transaction.atomic
def remind_partners_when_due(*, now: datetime) -> int:
    """Recall each open agreement once, when its last hours begin. Safe to repeat."""
    longest = max(ConsentPolicy.objects.values_list("remind_hours", flat=True), default=0)
    soon = Agreement.objects.open().filter(
        reminded_at=None, round__state__in=LIVE_ROUNDS, due_at__gt=now, due_at__lte=now + timedelta(hours=longest)
    )
    rows = soon.select_related("round__policy", "round__offering__intake", "round__offering__qualification", "partner")
    due = [row for row in rows if row.due_at - timedelta(hours=row.round.policy.remind_hours) <= now]
    return remind_agreements(due, by=THE_ROUND, now=now)
