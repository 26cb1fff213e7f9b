"""Who pays when there is no scholarship after all: the applicant says so, and only then is anything invoiced."""

from datetime import datetime

from django.db import transaction

from cadre.applications.actions.decisions import requote
from cadre.applications.actions.locking import locked
from cadre.applications.actions.submission import PriceChanged
from cadre.applications.models import Application, PayerQuestion
from cadre.applications.states import PAYER_CHOSEN, Payer, State
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.errors import Refusal

BILLING = ("billing_name", "billing_email", "billing_address", "billing_postcode", "purchase_order")


@transaction.atomic
def choose_payer(
    application: Application, *, payer: Payer, billing: dict[str, str], seen_pence: int, by: Actor, now: datetime
) -> Application:
    """Go on without a scholarship: say who pays, and be quoted for that payer. `seen_pence` is the price shown.

    Chosen already, it is answered as it stands. Raises Refusal when nothing is asked or the application is over, and
    PriceChanged when the price is another one than the page showed; nothing is written then.
    """
    row = locked(application)
    question = PayerQuestion.objects.filter(application=row, dropped_at=None).first()
    if question is not None and question.answered_at:
        return row
    if question is None or row.state != State.ACCEPTED:
        raise Refusal("There is nothing to choose any more. Your application page says how it stands.")
    row.payer = payer
    for field in BILLING:
        setattr(row, field, billing.get(field, ""))
    row.save(update_fields=["payer", *BILLING])
    question.answered_at = now
    question.save(update_fields=["answered_at"])
    row = requote(row, by=by, now=now)
    if row.quote is None or row.quote.payable_pence != seen_pence:
        raise PriceChanged("The price has changed since you opened this page. Look at it again, then confirm.")
    journal.record(PAYER_CHOSEN, row, by=by, payer=payer.label.lower())
    return row
