"""Who accepted a contract schedule, and what anybody who has its file may know."""

from datetime import date

from cadre.documents.checking import Checked
from cadre.documents.models import Document, Signature
from cadre.finance.models import ContractSchedule, with_newer


def acceptance_of(schedule: ContractSchedule) -> list[tuple[str, Signature]]:
    """`[("Facilitator", signature)]`, or nothing. One query."""
    return [("Facilitator", one) for one in Signature.objects.filter(document=schedule.document_id)]


def checked(document: Document, today: date) -> Checked | None:
    """The version that a file is, or the partner's copy of it. Two queries."""
    rows = with_newer(ContractSchedule.objects.all())
    row = rows.filter(document=document.pk).first() or rows.filter(partner_copy=document.pk).first()
    if row is None:
        return None
    is_copy = row.document_id != document.pk
    accepted = "Accepted" if row.accepted_at else "Not accepted"
    state, kind = ("Replaced", "warn") if row.newer else (accepted, "good" if row.accepted_at else "open")  # type: ignore[attr-defined]
    file = "The partner’s copy, without amounts" if is_copy else "The file that the facilitator accepts"
    signed = [(one.party, one.signed_at) for _, one in acceptance_of(row)]
    return Checked("Contract schedule", f"{row.number}, version {row.version}", file, signed, state, kind)
