"""Finance decides to whom what is owed to a partner is paid after it went into another."""

from datetime import datetime

from django.db import transaction

from cadre.finance.access import may_pay
from cadre.finance.actions.payments import hold_partners
from cadre.finance.models import PaidAfterMerger
from cadre.finance.queries.successors import decisions_on
from cadre.finance.states import PAYEE_AFTER_MERGER
from cadre.journal import actions as journal
from cadre.lib.errors import Conflict, Refusal
from cadre.partners.models import OrgChange, Partner
from cadre.people.models import User


@transaction.atomic
def decide_payee(change: OrgChange, *, to: Partner, reason: str, by: User, now: datetime) -> PaidAfterMerger:
    """What is owed to the partner that went in, and not paid, is paid to `to`: the partner that goes on, or itself.

    The second needs a reason. Another decision later holds for what is not paid by then. Raises Refusal, and Conflict
    where it was decided so already.
    """
    if not may_pay(by):
        raise Refusal("Finance approves and makes payments.")
    hold_partners([key for key in (change.partner_id, change.into_id) if key])
    row = OrgChange.objects.select_related("partner", "into").get(pk=change.pk)
    if row.into is None or row.taken_back_at is not None:
        raise Refusal("This merger was taken back, so the partner is paid as before.")
    if to.pk not in (row.partner_id, row.into_id):
        raise Refusal("Pay one of the two.", field="to")
    said = reason.strip()
    if to.pk == row.partner_id and not said:
        raise Refusal(f"Say why {row.into.short_name} is not paid. It stands on the statement.", field="reason")
    last = next(iter(decisions_on(row)), None)
    if last and (last.paid_to_id, last.reason) == (to.pk, said):
        raise Conflict(f"{last.decided_by.name} decided the same already. Nothing was changed.")
    made = PaidAfterMerger.objects.create(change=row, paid_to=to, reason=said, decided_by=by, decided_at=now)
    why = f": “{said}”" if said else ""
    journal.record(PAYEE_AFTER_MERGER, row.partner, by=by, to=to.name, into=row.into.name, why=why)
    return made
