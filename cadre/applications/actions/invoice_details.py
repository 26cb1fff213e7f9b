"""Who is invoiced and by which order, corrected by the sponsor until the invoice is made."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from cadre.applications.actions.sponsorship import NoLongerAsked, confirm_sponsorship
from cadre.applications.invoiced import invoice_of
from cadre.applications.models import Application, Sponsorship
from cadre.applications.rules.sponsor import refuse_billing
from cadre.applications.states import INVOICE_DETAILS_CHANGED, SponsorState
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.locking import held
from cadre.lib.errors import Refusal

LABELS = {
    "billing_name": "who the invoice is addressed to",
    "billing_email": "their email address",
    "billing_address": "the invoice address",
    "billing_postcode": "the postcode",
    "purchase_order": "the purchase order",
}


@transaction.atomic
def correct_invoice_details(sponsorship: Sponsorship, *, details: Mapping[str, str], now: datetime) -> Application:
    """Change the invoice details named in `details`, the keys of `LABELS`. What stays the same is not recorded.

    No invoice can be raised meanwhile. Raises NoLongerAsked, and Refusal when there is an invoice already or none to
    come.
    """
    invoice = invoice_of(sponsorship.application, lock=True)
    row = held(Application.objects.select_related("quote"), sponsorship.application_id)
    asked = Sponsorship.objects.get(pk=sponsorship.pk)
    if asked.state == SponsorState.REPLACED:
        raise NoLongerAsked(f"Somebody else is asked to sponsor {row} now.")
    if asked.state == SponsorState.DECLINED:
        raise Refusal(f"You do not sponsor {row}, so the invoice details stay as they are.")
    wrong = refuse_billing(
        payer=row.payer,
        payable_pence=row.quote.payable_pence if row.quote else 0,
        invoice=invoice,
        application_state=row.state,
        name=str(row),
    )
    if wrong:
        raise Refusal(wrong)
    changed = [field for field in LABELS if field in details and getattr(row, field) != details[field]]
    for field in changed:
        setattr(row, field, details[field])
    if changed:
        row.changed_at = now
        row.save(update_fields=[*changed, "changed_at"])
        fields = ", ".join(LABELS[field] for field in changed)
        journal.record(INVOICE_DETAILS_CHANGED, row, by=System(str(asked)), fields=fields)
    return row


@transaction.atomic
def confirm_with_order(
    sponsorship: Sponsorship,
    *,
    purchase_order: str,
    seen: str,
    now: datetime,
    ratings: Mapping[str, int] | None = None,
    role: str = "",
) -> Sponsorship:
    """Confirm and give the purchase order, both or neither. Raises what either of the two raises."""
    correct_invoice_details(sponsorship, details={"purchase_order": purchase_order}, now=now)
    return confirm_sponsorship(sponsorship, seen=seen, ratings=ratings, role=role, now=now)
