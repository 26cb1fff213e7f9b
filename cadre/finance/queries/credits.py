"""Which parts of an invoice can be credited."""

from cadre.finance.models import Invoice, InvoiceLine


def creditable_places(invoice: Invoice) -> list[tuple[str, str]]:
    """The places that may be credited alone, as (id, name): none on an invoice of one place. Two queries."""
    lines = invoice.lines.select_related("enrolment__application")
    names = {line.enrolment_id: line.enrolment.application.name for line in lines if line.enrolment}
    gone = set(InvoiceLine.objects.filter(invoice__credits=invoice).values_list("enrolment", flat=True))
    return [(str(place), name) for place, name in names.items() if place not in gone] if len(names) > 1 else []


def lines_of_place(invoice: Invoice, place: str) -> list[InvoiceLine]:
    """The lines of one place: its fee, and its discount."""
    return [line for line in invoice.lines.select_related("enrolment") if str(line.enrolment_id) == place]
