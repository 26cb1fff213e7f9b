"""Who may see invoices, fees and statements, and who may act on them."""

from django.db.models import QuerySet

from cadre.finance.models import (
    ContractSchedule,
    EventFee,
    EventFeeQuerySet,
    Invoice,
    InvoiceQuerySet,
    PaymentRun,
    latest_schedules,
)
from cadre.finance.states import FeeKind
from cadre.groups.models import Group
from cadre.lib import clock
from cadre.partners.access import partners_led_by, partners_of
from cadre.people.access import holds
from cadre.people.models import User


def invoices_visible_to(user: User) -> InvoiceQuerySet:
    """Finance sees all; operations sees invoices but no credit notes (access matrix, credit_note)."""
    if holds(user, "finance"):
        return Invoice.objects.all()
    return Invoice.objects.invoices() if holds(user, "ops") else Invoice.objects.none()


def fees_visible_to(user: User) -> EventFeeQuerySet:
    """Finance and operations see all; a facilitator only their own; a partner's contacts its hosting fees."""
    if holds(user, "finance", "ops"):
        return EventFee.objects.all()
    return own_fees(user) | hosting_of(user)


def own_fees(user: User) -> EventFeeQuerySet:
    """What the user is owed as a facilitator, whatever else they may see."""
    return EventFee.objects.filter(kind=FeeKind.FACILITATION, facilitator__user=user)


def hosting_of(user: User) -> EventFeeQuerySet:
    """Hosting owed to the partners the user speaks for, whatever else they may see."""
    return EventFee.objects.hosting().filter(partner__in=partners_of(user, today=clock.today()))


def schedules_visible_to(user: User) -> QuerySet[ContractSchedule]:
    """Finance and operations see all; a facilitator their own."""
    if holds(user, "finance", "ops"):
        return ContractSchedule.objects.all()
    return own_schedules(user)


def own_schedules(user: User) -> QuerySet[ContractSchedule]:
    return ContractSchedule.objects.filter(facilitator__user=user)


def schedule_copies_of(user: User) -> QuerySet[ContractSchedule]:
    """The copies without amounts of schedules for groups of the partners the user leads, each in its last version."""
    led = partners_led_by(user, today=clock.today())
    return latest_schedules().filter(group__partner__in=led, partner_copy__isnull=False)


def runs_visible_to(user: User) -> QuerySet[PaymentRun]:
    """Finance and operations see every payment run; no page of them has a figure of an account."""
    return PaymentRun.objects.all() if holds(user, "finance", "ops") else PaymentRun.objects.none()


def may_pay(user: User) -> bool:
    """Approve hosting, make and cancel payment runs, and take their files."""
    return holds(user, "finance")


def may_invoice(user: User) -> bool:
    return holds(user, "finance")


def may_credit(user: User, invoice: Invoice) -> bool:
    """Finance, for an invoice of which something is left. `invoice` has its credits (`with_credits`)."""
    left = invoice.total_pence - (getattr(invoice, "credited", 0) or 0)
    return holds(user, "finance") and not invoice.is_credit_note and left > 0


def may_decide_fee(user: User, group: Group) -> bool:
    return holds(user, "finance") and group.is_confirmed
