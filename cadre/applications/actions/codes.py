"""Partner and code that do not agree, settled by the office: the chosen partner stays, or the code's comes in."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from cadre.applications.actions.locking import locked
from cadre.applications.models import Application
from cadre.applications.states import CODE_SETTLED, CodeVerdict
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.journal.locking import hold_all
from cadre.lib.errors import Refusal


@transaction.atomic
def settle_code(
    application: Application, *, verdict: CodeVerdict, reason: str, by: Actor, now: datetime
) -> Application:
    """Settle one. What was typed stays. Raises Refusal when nothing is in conflict, or no partner has the code."""
    row = locked(application)
    if not row.in_conflict:
        raise Refusal("Partner and code of this application are settled already.")
    if verdict == CodeVerdict.CODE:
        if row.code is None:
            raise Refusal(f"No partner has the code {row.code_typed}, so the chosen partner stays.")
        row.preferred_partner = row.code.partner
    row.code_settled_at = row.changed_at = now
    row.save(update_fields=["preferred_partner", "code_settled_at", "changed_at"])
    outcome = str(row.preferred_partner or "no preference")
    journal.record(CODE_SETTLED, row, by=by, outcome=outcome, reason=reason)
    return row


@transaction.atomic
def settle_codes(
    applications: Iterable[Application], *, verdict: CodeVerdict, reason: str, by: Actor, now: datetime
) -> list[Application]:
    """Settle all of them or none. Raises Refusal naming the one that cannot be."""
    settled = []
    for application in hold_all(applications):
        try:
            settled.append(settle_code(application, verdict=verdict, reason=reason, by=by, now=now))
        except Refusal as refusal:
            raise Refusal(f"{application}: {refusal} Nothing was settled.") from refusal
    return settled
