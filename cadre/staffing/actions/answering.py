"""What becomes of an invitation: a yes gives the seat at once, to whoever is first."""

from datetime import datetime

from django.db import transaction

from cadre.groups.models import Group
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.locking import held
from cadre.lib.errors import Refusal
from cadre.scheduling.actions import assign
from cadre.staffing.actions.covering import take_cover
from cadre.staffing.models import Invitation
from cadre.staffing.states import (
    INVITATION_ACCEPTED,
    INVITATION_DECLINED,
    INVITATION_EXPIRED,
    INVITATION_FILLED,
    INVITATION_WITHDRAWN,
    INVITATION_WORKFLOW,
    InvitationState,
)

STAFFING = System("Staffing")


def _held(invitation: Invitation) -> Invitation:
    """The invitation as it is, its group held first, so that whoever wants a seat waits for one another."""
    Group.objects.select_for_update().values_list("pk").get(pk=invitation.group_id)
    look = ("group__partner", "group__offering__qualification", "facilitator__user", "suggestion")
    return held(Invitation.objects.select_related(*look), invitation.pk)


def accept(invitation: Invitation, *, by: journal.Actor, now: datetime) -> Invitation:
    """The seat or date is theirs, and others asked for it are told it is taken. Twice is once.

    Somebody whose seat was taken keeps an invitation that says so. Raises Refusal once it is over or answered
    otherwise.
    """
    with transaction.atomic():
        row = _held(invitation)
        if row.state in (InvitationState.ACCEPTED, InvitationState.FILLED):
            return row
        if row.is_open and row.due_at <= now:
            raise Refusal("The time to answer is over. Write to us if you would still come.")
        state = INVITATION_WORKFLOW.after("accept", row.state)
        try:
            with transaction.atomic():
                _give(row, by=by, now=now)
        except Refusal:
            _past(row, now=now)
            return row
        row.state, row.answered_at = state, now
        row.save(update_fields=["state", "answered_at"])
        journal.record(INVITATION_ACCEPTED, row, by=by)
        same = Invitation.objects.open().filter(group=row.group, role=row.role, cover=row.cover_id)
        for other in same.order_by("pk"):
            _past(other, now=now)
        return row


def _give(row: Invitation, *, by: journal.Actor, now: datetime) -> None:
    """The seat, or the date. Raises Refusal where somebody else has it."""
    if row.cover_id:
        take_cover(row, by=by, now=now)
    else:
        assign(row.group, row.facilitator, row.role, by=by, now=now, reason="accepted the invitation")


def _past(row: Invitation, *, now: datetime) -> None:
    row.state, row.answered_at = INVITATION_WORKFLOW.after("pass", row.state), now
    row.save(update_fields=["state", "answered_at"])
    journal.record(INVITATION_FILLED, row, by=STAFFING)


@transaction.atomic
def decline(invitation: Invitation, *, message: str, by: journal.Actor, now: datetime) -> Invitation:
    """A no, with a message or without. Twice is once. Raises Refusal once it is answered otherwise."""
    row = _held(invitation)
    if row.state == InvitationState.DECLINED:
        return row
    row.state, row.answered_at = INVITATION_WORKFLOW.after("decline", row.state), now
    row.message = message.strip()
    row.save(update_fields=["state", "answered_at", "message"])
    journal.record(INVITATION_DECLINED, row, by=by, words=f": “{row.message}”" if row.message else "")
    return row


@transaction.atomic
def withdraw(invitation: Invitation, *, reason: str, by: journal.Actor, now: datetime) -> Invitation:
    """The office takes it back. Raises Refusal once it is answered."""
    row = _held(invitation)
    if row.state == InvitationState.WITHDRAWN:
        return row
    row.state, row.answered_at = INVITATION_WORKFLOW.after("withdraw", row.state), now
    row.save(update_fields=["state", "answered_at"])
    journal.record(INVITATION_WITHDRAWN, row, by=by, reason=reason)
    return row


def expire(*, now: datetime) -> int:
    """Invitations whose time is over end. Safe to repeat. How many."""
    ended = 0
    for found in Invitation.objects.open().filter(due_at__lte=now).order_by("group_id", "pk"):
        with transaction.atomic():
            row = _held(found)
            if row.is_open:
                row.state, row.answered_at = INVITATION_WORKFLOW.after("expire", row.state), now
                row.save(update_fields=["state", "answered_at"])
                journal.record(INVITATION_EXPIRED, row, by=STAFFING)
                ended += 1
    return ended
