"""What is printed: plain data for the templates of `documents`."""

from typing import Any

from django.conf import settings

from cadre.documents.queries import provider_details
from cadre.documents.shapes import Invoice as InvoiceShape
from cadre.finance.models import Invoice


def invoice_paper(invoice: Invoice) -> InvoiceShape:
    """The data of an invoice or credit note. Four queries."""
    qualification = invoice.group.offering.qualification.name if invoice.group else None
    credits = invoice.credits
    return {
        "provider": provider_details(),
        "kind": "credit_note" if invoice.is_credit_note else "invoice",
        "number": invoice.number,
        "date": invoice.issued_on.isoformat(),
        "supply_date": invoice.supply_on.isoformat(),
        "due_date": invoice.due_on.isoformat() if invoice.due_on else None,
        "bill_to": invoice.bill_to,
        "purchase_order": invoice.purchase_order or None,
        "credits": {"number": credits.number, "date": credits.issued_on.isoformat(), "reason": invoice.reason}
        if credits
        else None,
        "lines": [
            {
                "description": line.description,
                "candidate": None,
                "qualification": qualification if line.unit_pence > 0 else None,
                "quantity": line.quantity,
                "unit": line.unit_pence,
                "amount": line.amount_pence,
            }
            for line in invoice.lines.all()
        ],
        "net": invoice.net_pence,
        "vat": {"treatment": invoice.vat["words"], "amount": invoice.vat_pence},
        "total": invoice.total_pence,
        "bank": _bank(invoice),
        "terms": invoice.terms,
    }


def _bank(invoice: Invoice) -> Any:
    """The provider's account, where the deployment gives one; a credit note has none."""
    details: dict[str, Any] = settings.PROVIDER
    account = details.get("bank")
    if not account or invoice.is_credit_note:
        return None
    return {**account, "reference": invoice.number.replace("-", "")[:18]}
