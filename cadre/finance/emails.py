"""Finance's messages: invoices, credit notes and contract schedules, each with its PDF."""

from django.conf import settings
from django.urls import reverse

from cadre.documents.models import Document
from cadre.finance.models import ContractSchedule, Invoice
from cadre.lib.dates import long_day
from cadre.lib.money import pounds
from cadre.messages.mail import Mail, Value, kind
from cadre.people.models import User

INVOICE = kind(
    "finance.invoice",
    name="Invoice",
    fields={
        "payer": "who is billed",
        "number": "the invoice's number",
        "total": "the total to pay",
        "due": "the day it is due",
        "purchase_order": "the purchase order, or “none given”",
        "lines": "what is charged, a line each",
    },
    when="as soon as the invoice's PDF is drawn",
    careful=True,
)
CREDIT_NOTE = kind(
    "finance.credit_note",
    name="Credit note",
    fields={
        "payer": "who is credited",
        "number": "the credit note's number",
        "credits": "the number of the invoice it corrects",
        "total": "the total credited",
        "reason": "why",
    },
    when="as soon as the credit note's PDF is drawn",
    careful=True,
)
SCHEDULE = kind(
    "finance.contract_schedule",
    name="Contract schedule to a facilitator",
    fields={
        "name": "the facilitator's name",
        "number": "the schedule's number",
        "version": "the version, from 1",
        "group": "the group's reference",
        "partner": "the partner",
        "events": "the events with their dates, a line each",
        "total": "the fee for all events",
        "accept_link": "the page to accept it on",
    },
    when="a group is confirmed, or its dates or staffing change",
    careful=True,
)
SCHEDULE_COPY = kind(
    "finance.contract_schedule_copy",
    name="Contract schedule, copy to the partner lead",
    fields={
        "name": "the partner lead's name",
        "facilitator": "the facilitator's name",
        "number": "the schedule's number",
        "version": "the version, from 1",
        "group": "the group's reference",
        "events": "the events with their dates, a line each",
    },
    when="with the schedule to the facilitator; this copy has no amounts",
)
ADDENDUM = kind(
    "finance.contract_addendum",
    name="Addendum to a contract schedule",
    fields={**SCHEDULE.fields, "changes": "one line per difference"},
    when="dates, staffing or the fee of a confirmed group change; to its facilitators",
    careful=True,
)
ADDENDUM_COPY = kind(
    "finance.contract_addendum_copy",
    name="Addendum to a contract schedule, copy to the partner lead",
    fields={**SCHEDULE_COPY.fields, "changes": "one line per difference, without amounts"},
    when="with the addendum to the facilitator, where dates, places or roles change",
)
SCHEDULE_CANCELLED = kind(
    "finance.schedule_cancelled",
    name="Cancellation of a contract schedule",
    fields={
        "name": "the reader's name",
        "number": "the schedule's number",
        "version": "the version, from 2",
        "group": "the group's reference",
        "facilitator": "the facilitator's name",
        "events": "the events that are called off, a line each",
    },
    when="a confirmed group is dissolved; to each facilitator, and to the partner lead a copy without amounts",
    careful=True,
)


def invoice(issued: Invoice, paper: Document) -> Mail:
    """To whoever pays."""
    return Mail(
        INVOICE,
        to=issued.payer_email,
        to_name=issued.payer,
        fields={
            "payer": issued.payer,
            "number": issued.number,
            "total": pounds(issued.total_pence),
            "due": long_day(issued.due_on) if issued.due_on else "on receipt",
            "purchase_order": issued.purchase_order or "none given",
            "lines": [f"{line.description}: {pounds(line.amount_pence)}" for line in issued.lines.all()],
        },
        about=issued,
        attachments=[paper],
        key=f"finance.invoice:{issued.number}",
    )


def credit_note(note: Invoice, paper: Document) -> Mail:
    return Mail(
        CREDIT_NOTE,
        to=note.payer_email,
        to_name=note.payer,
        fields={
            "payer": note.payer,
            "number": note.number,
            "credits": str(note.credits),
            "total": pounds(note.total_pence),
            "reason": note.reason,
        },
        about=note,
        attachments=[paper],
        key=f"finance.credit_note:{note.number}",
    )


def schedule(issued: ContractSchedule, events: list[str], changes: list[str]) -> Mail:
    """To the facilitator, with amounts; with `changes` it is an addendum."""
    user = issued.facilitator.user
    more: dict[str, Value] = {"changes": changes} if changes else {}
    return Mail(
        ADDENDUM if changes else SCHEDULE,
        to=user.email,
        to_name=user.name,
        fields={
            "name": user.name,
            "number": issued.number,
            "version": str(issued.version),
            "group": issued.group.ref,
            "partner": issued.group.partner.name,
            "events": events,
            "total": pounds(issued.total_pence),
            "accept_link": settings.SITE_URL
            + reverse("facilitator:finance:schedule_acceptance", args=[issued.number, issued.version]),
            **more,
        },
        about=issued.group,
        attachments=[issued.document],
        key=f"finance.contract_schedule:{issued.number}:{issued.version}",
    )


def schedule_copy(issued: ContractSchedule, lead: User, events: list[str], changes: list[str]) -> Mail:
    """To the partner's lead, who sees dates and roles but no amounts (access matrix, contract_schedule)."""
    more: dict[str, Value] = {"changes": changes} if changes else {}
    return Mail(
        ADDENDUM_COPY if changes else SCHEDULE_COPY,
        to=lead.email,
        to_name=lead.name,
        fields={
            "name": lead.name,
            "facilitator": issued.facilitator.user.name,
            "number": issued.number,
            "version": str(issued.version),
            "group": issued.group.ref,
            "events": events,
            **more,
        },
        about=issued.group,
        attachments=[issued.partner_copy] if issued.partner_copy else [],
        key=f"finance.contract_schedule_copy:{issued.number}:{issued.version}:{lead.pk}",
    )


def schedule_cancelled(issued: ContractSchedule, reader: User, events: list[str], paper: Document) -> Mail:
    """To the facilitator, and to the partner's lead with the copy that has no amounts."""
    return Mail(
        SCHEDULE_CANCELLED,
        to=reader.email,
        to_name=reader.name,
        fields={
            "name": reader.name,
            "number": issued.number,
            "version": str(issued.version),
            "group": issued.group.ref,
            "facilitator": issued.facilitator.user.name,
            "events": events,
        },
        about=issued.group,
        attachments=[paper],
        key=f"finance.schedule_cancelled:{issued.number}:{issued.version}:{reader.pk}",
    )
