"""What is owed for an event: worked out from its register, kept with its reasons, and worked out again on a change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from cadre.delivery.models import Register
from cadre.facilitators.models import Facilitator
from cadre.finance.models import EventFee, FeeDecision
from cadre.finance.queries.counts import counts_of, facilitators_of
from cadre.finance.queries.rules_in_force import fee_rules_on
from cadre.finance.queries.working import Inputs, decision_for, work_out
from cadre.finance.rules.fees import Worked
from cadre.finance.states import FEE_DECIDED, FEES_ACCRUED, FeeKind, HeadCount
from cadre.groups.models import Group
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.journal.locking import held
from cadre.lib.errors import Refusal
from cadre.lib.money import pounds
from cadre.people.models import User
from cadre.scheduling.models import Event

NO_LONGER = "No longer owed: not assigned to this event."


@dataclass(frozen=True)
class Owed:
    """One payee's line, before it is written. `facilitator` None is the partner's hosting."""

    kind: FeeKind
    facilitator: Facilitator | None
    pence: int | None
    sentence: str
    people: int
    basis: HeadCount
    units: int
    inputs: dict[str, Any]

    @property
    def payee(self) -> str:
        return self.facilitator.user.name if self.facilitator else "hosting"


@transaction.atomic
def accrue_event_fees(event: Event, *, by: Actor, now: datetime) -> list[EventFee]:
    """Work out hosting and facilitation of an event whose register is complete. Safe to repeat.

    Nobody hosts an online event of a distance-learning group, so there it is the tutor's fee alone.

    A change is journalled with before and after; no change writes nothing. Until the register is complete,
    nothing is owed and the answer is empty. The event is read once its register is held, since its day or its partner
    may have been others before. Raises NoRate when no rule holds on the day of the event.
    """
    register = Register.objects.select_for_update().filter(event=event).first()
    if register is None or not register.is_complete:
        return []
    event = held(Event.objects.select_related("group__partner", "element"), event.pk, no_key=True)
    known = {(fee.kind, fee.facilitator_id): fee for fee in event.fees.select_related("facilitator__user", "event")}
    changes: list[str] = []
    fees: list[EventFee] = []
    for owed in _owed(event):
        fee = known.pop((owed.kind, owed.facilitator.pk if owed.facilitator else None), None)
        fees.append(_write(event, owed, fee, changes, now))
    for fee in known.values():
        if not fee.inputs.get("ended"):
            changes.append(f"{fee.facilitator}: {_amount(fee.pence)} is now £0.00")
            fee.pence, fee.sentence, fee.inputs, fee.accrued_at = 0, NO_LONGER, fee.inputs | {"ended": True}, now
            fee.save()
    if changes:
        total = sum(fee.pence or 0 for fee in fees)
        journal.record(
            FEES_ACCRUED, event, by=by, event=str(event), total=pounds(total), changes="; ".join(changes) + "."
        )
    return fees


def _owed(event: Event) -> Iterator[Owed]:
    staff = facilitators_of(event)
    decision = decision_for(event.group)
    inputs = Inputs(
        rules=fee_rules_on(event.starts_on),
        counts=counts_of(event),
        facilitators=len(staff),
        days=event.element.days,
        decision=decision.pk if decision else None,
        decided=decision.total_pence if decision else None,
        tutored=event.group.is_distance,
    )
    if not event.group.is_distance:
        hosting = work_out(FeeKind.HOSTING, inputs)
        if hosting.total is None:
            raise Refusal(f"Hosting of {event} cannot be worked out: {hosting.sentence}")
        yield _line(FeeKind.HOSTING, inputs, hosting, None, 0)
    facilitation = work_out(FeeKind.FACILITATION, inputs)
    for place, assigned in enumerate(staff):
        yield _line(FeeKind.FACILITATION, inputs, facilitation, assigned.facilitator, place)


def _line(kind: FeeKind, inputs: Inputs, worked: Worked, facilitator: Facilitator | None, place: int) -> Owed:
    return Owed(
        kind=kind,
        facilitator=facilitator,
        pence=None if worked.waits else worked.each[place],
        sentence=worked.sentence,
        people=inputs.people(kind) or 0,
        basis=inputs.rules.basis(kind),
        units=inputs.units,
        inputs=inputs.kept() | {"place": place},
    )


def _write(event: Event, owed: Owed, fee: EventFee | None, changes: list[str], now: datetime) -> EventFee:
    if fee is None:
        fee = EventFee(event=event, kind=owed.kind, facilitator=owed.facilitator)
        if owed.kind == FeeKind.HOSTING:
            fee.partner = event.group.partner
        changes.append(f"{owed.payee} {_amount(owed.pence)}")
    elif (fee.pence, fee.sentence, fee.inputs) == (owed.pence, owed.sentence, owed.inputs):
        return fee
    elif fee.pence != owed.pence:
        changes.append(f"{owed.payee}: {_amount(fee.pence)} is now {_amount(owed.pence)}")
    else:
        changes.append(f"{owed.payee}: still {_amount(owed.pence)}")
    fee.pence, fee.sentence, fee.people = owed.pence, owed.sentence, owed.people
    fee.basis, fee.units, fee.inputs, fee.accrued_at = owed.basis, owed.units, owed.inputs, now
    fee.save()
    return fee


@transaction.atomic
def decide_facilitation(group: Group, *, total_pence: int, reason: str, by: User, now: datetime) -> FeeDecision:
    """Finance settles what two facilitators get per event where the agreement gives no fee. The latest counts.

    Fees already waiting and contract schedules follow as reactions. Raises Refusal without a reason.
    """
    if not reason.strip():
        raise Refusal("Give the reason; it is kept with the fee.", field="reason")
    if total_pence < 0:
        raise Refusal("A fee is no less than nothing.", field="total")
    decision = FeeDecision.objects.create(
        group=group, total_pence=total_pence, reason=reason, decided_by=by, decided_at=now
    )
    journal.record(FEE_DECIDED, group, by=by, total=pounds(total_pence), reason=reason)
    return decision


def _amount(pence: int | None) -> str:
    return "waits for a decision" if pence is None else pounds(pence)
