"""Somebody stands in for a facilitator on one date, and whoever was there is paid for it."""

from datetime import datetime

from django.db import transaction

from cadre.facilitators.models import Facilitator
from cadre.groups.models import Group
from cadre.journal import actions as journal
from cadre.journal.actions import Actor, System
from cadre.journal.locking import held
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.scheduling.actions.common import account, locked
from cadre.scheduling.models import Event
from cadre.scheduling.queries.people import team_of
from cadre.staffing.models import Cover, Substitution
from cadre.staffing.states import (
    INVITATION_FILLED,
    INVITATION_WORKFLOW,
    SUBSTITUTED,
    SUBSTITUTION_ENDED,
    InvitationState,
)

STAFFING = System("Staffing")


@transaction.atomic
def substitute(
    event: Event, out: Facilitator, stand_in: Facilitator, *, reason: str, by: Actor, now: datetime
) -> Substitution:
    """`stand_in` does `out`'s part at this event alone; the fee of the event follows. The same again is no change.

    Raises Refusal without a reason, when the event is called off, `out` is not on the group's team or is replaced by
    somebody else, or `stand_in` is there already or does not work with us.
    """
    group = locked(event.group)
    event = held(Event.objects.select_related("element"), event.pk)
    same = Substitution.objects.standing().filter(event=event, out=out, stand_in=stand_in).first()
    if same is not None:
        return same
    refuse_stand_in(event, group, out, stand_in, reason=reason, now=now)
    made = Substitution.objects.create(
        event=event, out=out, stand_in=stand_in, reason=reason.strip(), made_at=now, made_by=account(by)
    )
    journal.record(SUBSTITUTED, event, by=by, substitution=made.pk, reason=made.reason, **_names(made))
    _settle(made, now=now)
    return made


def _settle(made: Substitution, *, now: datetime) -> None:
    """The date is covered, and whoever else was asked for it need not answer any more."""
    cover = Cover.objects.open().filter(event=made.event, out=made.out).first()
    if cover is None:
        return
    cover.covered_at = now
    cover.save(update_fields=["covered_at"])
    for asked in cover.invitations.filter(state=InvitationState.SENT).order_by("pk").select_for_update():
        takes = asked.facilitator_id == made.stand_in_id
        asked.state, asked.answered_at = INVITATION_WORKFLOW.after("accept" if takes else "pass", asked.state), now
        asked.save(update_fields=["state", "answered_at"])
        if not takes:
            journal.record(INVITATION_FILLED, asked, by=STAFFING)


def refuse_stand_in(
    event: Event, group: Group, out: Facilitator, stand_in: Facilitator, *, reason: str, now: datetime
) -> None:
    """Raises Refusal for what `substitute` refuses. The group is held."""
    if not reason.strip():
        raise Refusal("Say why; the reason is kept.", field="reason")
    if event.called_off_at:
        raise Refusal(f"{event} is called off.")
    team = {row.facilitator_id for row in team_of(group)}
    if out.pk not in team:
        raise Refusal(f"{out} is not on {group.ref}.", field="out")
    standing = list(Substitution.objects.standing().filter(event=event).select_related("stand_in__user"))
    for row in standing:
        if row.out_id == out.pk:
            raise Refusal(f"{row.stand_in} stands in for {out} already. Take that back first.", field="out")
    if stand_in.pk in team | {row.stand_in_id for row in standing}:
        raise Refusal(f"{stand_in} is at this event already.", field="stand_in")
    if not stand_in.is_active_on(min(event.starts_on, clock.day_of(now))):
        raise Refusal(f"{stand_in} does not work with us at the moment.", field="stand_in")


@transaction.atomic
def end_substitution(substitution: Substitution, *, by: Actor, now: datetime) -> Substitution:
    """It is taken back, and the fee with it. Twice is once."""
    locked(substitution.event.group)
    row = held(Substitution.objects.select_related("event__element", "out__user"), substitution.pk)
    if row.ended_at is None:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        journal.record(SUBSTITUTION_ENDED, row.event, by=by, substitution=row.pk, **_names(row))
    return row


def _names(row: Substitution) -> dict[str, str]:
    return {"stand_in": str(row.stand_in), "out": str(row.out)}
