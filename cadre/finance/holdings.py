"""What rooms below cannot ask: what a partner is still owed when it leaves or goes into another."""

from datetime import date

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from cadre.finance.models import EventFee
from cadre.finance.queries.payments import payables, payees_in_use
from cadre.lib.money import pounds
from cadre.partners.consequences import Line
from cadre.partners.models import Partner


def touched_by(partner: Partner, into: Partner | None, on_day: date) -> list[Line]:
    """Hosting that is not paid. A dozen queries."""
    fees = EventFee.objects.filter(partner=partner)
    owed = sum(row.standing.unpaid for row in payables(fees, on_day))
    paid = Coalesce(Sum("approvals__pence", filter=Q(approvals__line__isnull=False)), 0)
    events = fees.hosting().annotate(paid=paid).filter(pence__gt=F("paid")).count() if owed else 0
    if into is None:
        return [Line("Events whose hosting is not all paid", events, f"{pounds(owed)}, paid to its own details as now")]
    heir = into.short_name
    ready = "" if payees_in_use([into.pk], on_day) else f" {heir} has no confirmed bank details yet."
    said = f"{pounds(owed)} is held from that day until finance confirms, in one step, that {heir} is paid.{ready}"
    return [Line("Events whose hosting is not all paid", events, said)]
