"""Invoices and contract schedules that some entries of the journal speak of, told to the room below that rehearses."""

from collections.abc import Iterable

from cadre.finance.models import ContractSchedule, Invoice
from cadre.finance.states import INVOICE_ISSUED, INVOICE_WITHHELD, SCHEDULE_WITHHELD, InvoiceKind
from cadre.groups.models import Group
from cadre.journal.models import Entry
from cadre.lib.money import pounds

WITHHELD = {INVOICE_WITHHELD.key: "No invoice yet", SCHEDULE_WITHHELD.key: "No contract schedule yet"}


def papers_after(after: int) -> Iterable[tuple[str, str, str]]:
    """(what, for whom, amount or why none) of what entries after that number issued or withheld. Three queries."""
    entries = list(Entry.objects.filter(pk__gt=after, happening__startswith="finance.").order_by("pk"))
    issued = [int(entry.subject_id) for entry in entries if entry.happening == INVOICE_ISSUED.key]
    for invoice in Invoice.objects.filter(pk__in=issued, kind=InvoiceKind.INVOICE).order_by("payer", "pk"):
        yield "Invoice", invoice.payer, pounds(invoice.total_pence)
    numbers = {(str(entry.data["number"]), int(entry.data["version"])) for entry in entries if "version" in entry.data}
    known = ContractSchedule.objects.filter(number__in=[number for number, _ in numbers])
    for schedule in known.select_related("facilitator__user", "group").order_by("number", "version"):
        if (schedule.number, schedule.version) in numbers:
            who = f"{schedule.facilitator.user.name}, {schedule.group.ref}"
            yield f"Contract schedule, version {schedule.version}", who, pounds(schedule.total_pence)
    for entry in entries:
        if entry.happening in WITHHELD:
            who = entry.subject_label if entry.subject_kind == Group._meta.label_lower else str(entry.data["person"])
            yield WITHHELD[entry.happening], who, str(entry.data["reason"])
