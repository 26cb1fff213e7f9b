"""Invoices and contract schedules, as they were issued. Money is pence."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Sum

from cadre.documents.models import Document
from cadre.facilitators.models import Facilitator
from cadre.finance.states import InvoiceKind
from cadre.groups.models import Enrolment, Group
from cadre.journal.quick_rows import QuickRow
from cadre.lib import clock


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    def invoices(self) -> "InvoiceQuerySet":
        return self.filter(kind=InvoiceKind.INVOICE)

    def with_credits(self) -> "InvoiceQuerySet":
        """Annotates `credited_net`, `credited_vat` and `credited`: what its credit notes come to, or None."""
        return self.annotate(
            credited_net=Sum("credit_notes__net_pence"),
            credited_vat=Sum("credit_notes__vat_pence"),
            credited=Sum("credit_notes__total_pence"),
        )


class Invoice(QuickRow):
    """An issued invoice or credit note. Never changed or deleted, by the database itself; a mistake is credited.

    `bill_to` {name, address, contact} and `vat` {rule, treatment, basis_points, words} are as on the day of issue.
    The PDF is drawn a moment later; until then, and only until then, a purchase order may still be added.
    """

    kind = models.CharField(max_length=12, choices=InvoiceKind.choices(), default=InvoiceKind.INVOICE)
    number = models.CharField(max_length=20, unique=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="invoices")
    key = models.CharField(max_length=120, unique=True)
    credits = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="credit_notes")
    reason = models.CharField(max_length=300, blank=True)
    payer = models.CharField(max_length=160)
    bill_to = models.JSONField()
    payer_email = models.CharField(max_length=254, blank=True)
    purchase_order = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField()
    supply_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    net_pence = models.PositiveIntegerField()
    vat_pence = models.PositiveIntegerField()
    total_pence = models.PositiveIntegerField()
    vat = models.JSONField(default=dict)
    terms = models.TextField(blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(default=clock.now)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-number"]
        constraints = [
            models.CheckConstraint(condition=Q(total_pence=F("net_pence") + F("vat_pence")), name="invoice_adds_up"),
            models.CheckConstraint(condition=Q(kind__in=InvoiceKind.values()), name="invoice_kind_known"),
            models.CheckConstraint(condition=Q(net_pence__gt=0), name="invoice_is_for_something"),
            models.CheckConstraint(
                condition=Q(kind=InvoiceKind.INVOICE, credits=None)
                | (Q(kind=InvoiceKind.CREDIT_NOTE, credits__isnull=False) & ~Q(reason="")),
                name="credit_note_has_invoice_and_reason",
            ),
        ]
        indexes = [models.Index(fields=["-issued_on", "-number"]), models.Index(fields=["kind", "payer"])]

    def __str__(self) -> str:
        return self.number

    @property
    def is_credit_note(self) -> bool:
        return self.kind == InvoiceKind.CREDIT_NOTE


class InvoiceLine(models.Model):
    """A discount is a line of its own with a negative unit."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, null=True, related_name="invoice_lines")
    description = models.CharField(max_length=300)
    quantity = models.PositiveSmallIntegerField(default=1)
    unit_pence = models.IntegerField()
    amount_pence = models.IntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_pence=F("unit_pence") * F("quantity")), name="invoice_line_adds_up"
            )
        ]

    def __str__(self) -> str:
        return self.description


class ContractSchedule(models.Model):
    """A version of the schedule a facilitator was sent for a group, as issued.

    `partner_copy` is the same paper without amounts, which the partner's lead was sent. `accepted_at`: since when the
    facilitator agrees to this version.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="schedules")
    facilitator = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="schedules")
    number = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField(default=1)
    total_pence = models.PositiveIntegerField()
    terms = models.JSONField(default=dict)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    partner_copy = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "facilitator", "version"], name="schedule_version_once"),
            models.UniqueConstraint(fields=["number", "version"], name="schedule_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} version {self.version}"


def _newer() -> Exists:
    later = ContractSchedule.objects.filter(
        group=OuterRef("group"), facilitator=OuterRef("facilitator"), version__gt=OuterRef("version")
    )
    return Exists(later)


def with_newer(rows: "models.QuerySet[ContractSchedule]") -> "models.QuerySet[ContractSchedule]":
    """Each with `newer`: whether a later version took its place."""
    return rows.annotate(newer=_newer())


def latest_schedules() -> models.QuerySet[ContractSchedule]:
    """The version in force of each schedule."""
    return ContractSchedule.objects.filter(~_newer())
