"""Who may see invoices, fees and statements."""

from django.db.models import Q, QuerySet

from cadre.finance.models import ContractSchedule, EventFee, Invoice
from cadre.lib import clock
from cadre.partners.models import Contact
from cadre.people.access import holds
from cadre.people.models import User


def invoices_visible_to(user: User) -> QuerySet[Invoice]:
    """Finance and operations see all; nobody else lists invoices here."""
    return Invoice.objects.all() if holds(user, "finance", "ops") else Invoice.objects.none()


def fees_visible_to(user: User) -> QuerySet[EventFee]:
    """Finance and operations see all; a facilitator only their own; a partner's contacts its hosting fees."""
    if holds(user, "finance", "ops"):
        return EventFee.objects.all()
    partners = Contact.objects.on(clock.today()).filter(user=user).values("partner")
    return EventFee.objects.filter(Q(facilitator__user=user) | Q(facilitator=None, partner__in=partners))


def schedules_visible_to(user: User) -> QuerySet[ContractSchedule]:
    """Finance and operations see all; a facilitator their own."""
    if holds(user, "finance", "ops"):
        return ContractSchedule.objects.all()
    return ContractSchedule.objects.filter(facilitator__user=user)
