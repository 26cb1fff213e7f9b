"""A price that changed after it was invoiced: credited and invoiced again, when finance says so."""

from datetime import date, datetime

from django.db import transaction

from cadre.finance.actions.courses import charge_of, payer_of_application
from cadre.finance.actions.invoicing import credit_invoice, issue_invoice
from cadre.finance.models import Invoice
from cadre.finance.queries.changed import changed_places
from cadre.finance.queries.credits import lines_of_place
from cadre.groups.models import Enrolment, Group
from cadre.journal.actions import Actor
from cadre.lib.errors import Refusal


@transaction.atomic
def correct_price(
    enrolment: Enrolment, *, seen_pence: int, by: Actor, today: date, now: datetime
) -> tuple[Invoice, Invoice | None]:
    """Credit the place's lines, and invoice it with its price of today: (credit note, invoice or None for nothing).

    `seen_pence` is the price that was shown. The group is held, as invoicing does. Raises Refusal when the invoice
    says the price already, when the price is not settled, and when it is another one than was shown.
    """
    Group.objects.select_for_update().get(pk=enrolment.group_id)
    found = next(iter(changed_places(enrolment.pk)), None)
    if found is None:
        raise Refusal("The invoice says the price as it is now, so there is nothing to correct.")
    if found.waits:
        raise Refusal(found.waits)
    if found.payable_pence != seen_pence:
        raise Refusal("The price has changed since you opened this page. Look at it again.")
    place, application = found.enrolment, found.enrolment.application
    key = f"{place.pk}:{application.quote_id}:{found.invoice.pk}"
    note = credit_invoice(
        found.invoice,
        reason=f"The price changed. {found.why}"[:300],
        key=f"price-credit:{key}",
        lines=lines_of_place(found.invoice, str(place.pk)),
        by=by,
        today=today,
        now=now,
    )
    if not found.payable_pence:
        return note, None
    invoice = issue_invoice(
        key=f"price:{key}",
        group=place.group,
        payer=payer_of_application(application),
        charges=[charge_of(place)],
        purchase_order=application.purchase_order,
        by=by,
        today=today,
        now=now,
    )
    return note, invoice
