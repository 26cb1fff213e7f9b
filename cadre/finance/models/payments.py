"""What finance approved of a partner's hosting, and the runs it is paid in. Money is pence."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.finance.models.fees import EventFee
from cadre.finance.rules.payments import LONGEST_REFERENCE
from cadre.partners.models import OrgChange, Partner, PayeeDetails


class PaymentRun(models.Model):
    """Payments of one day, in one file. A run that was cancelled paid nobody, and says why."""

    number = models.CharField(max_length=20, unique=True)
    pays_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cancelled_at=None, reason="") | (Q(cancelled_at__isnull=False) & ~Q(reason="")),
                name="payment_run_cancelled_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


class PaymentLine(models.Model):
    """What one partner is paid in a run, to the version of bank details that was in force on the day.

    The details are its own, or those of the partner it went into.
    """

    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="lines")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="payments")
    payee = models.ForeignKey(PayeeDetails, on_delete=models.PROTECT, related_name="+")
    pence = models.PositiveIntegerField()
    reference = models.CharField(max_length=LONGEST_REFERENCE, unique=True)

    class Meta:
        ordering = ["run", "reference"]
        constraints = [
            models.UniqueConstraint(fields=["run", "partner"], name="partner_once_a_run"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="payment_is_of_something"),
        ]

    def __str__(self) -> str:
        return str(self.reference)


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def unpaid(self) -> "ApprovalQuerySet":
        return self.filter(line=None)


class Approval(models.Model):
    """So much of one hosting fee may be paid. `line` is what it was paid by; none, while it waits or its run is off."""

    fee = models.ForeignKey(EventFee, on_delete=models.PROTECT, related_name="approvals")
    pence = models.PositiveIntegerField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    line = models.ForeignKey(PaymentLine, on_delete=models.PROTECT, null=True, blank=True, related_name="approvals")

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["fee", "pk"]
        constraints = [models.CheckConstraint(condition=Q(pence__gt=0), name="approval_is_of_something")]

    def __str__(self) -> str:
        return f"{self.pence} of {self.fee}"


class PaidAfterMerger(models.Model):
    """Finance's decision to whom a partner's unpaid hosting goes after a merger: `paid_to` is one of the two.

    The latest of a merger holds; earlier ones stay, so that what was paid can be told.
    """

    change = models.ForeignKey(OrgChange, on_delete=models.PROTECT, related_name="payment_decisions")
    paid_to = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["change", "-decided_at", "-pk"]
        verbose_name_plural = "paid after mergers"

    def __str__(self) -> str:
        return f"{self.change} is paid to {self.paid_to}"
