"""Hosting of the first intake approved and paid in one run, but for the last partner, whose approval waits."""

from cadre.demo.network.base import Network
from cadre.finance.actions.payments import approve_hosting, make_payment_run
from cadre.finance.models import EventFee
from cadre.finance.queries.payments import payables, to_approve
from cadre.lib import clock
from cadre.programmes.models import Intake


def pay(network: Network) -> str:
    """The number of the run, or nothing where nobody is owed anything."""
    intake, now = Intake.objects.order_by("starts_on").first(), clock.now()
    if intake is None:
        return ""
    payable = [row.partner for row in payables(EventFee.objects.all(), network.today) if row.hindrance is None]
    due = {partner: sum(pence for _, pence in to_approve(partner, intake)) for partner in payable}
    owed = [(partner, pence) for partner, pence in due.items() if pence]
    for partner, pence in owed[:-1]:
        approve_hosting(partner, intake, seen=pence, by=network.finance, now=now)
    if len(owed) < 2:
        return ""
    total = sum(pence for _, pence in owed[:-1])
    run = make_payment_run(pays_on=network.today, seen=total, by=network.finance, today=network.today, now=now)
    last, pence = owed[-1]
    approve_hosting(last, intake, seen=pence, by=network.finance, now=now)
    return str(run.number)
