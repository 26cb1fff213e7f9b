"""Rates as dated rows, invoices without gaps, and what is owed per event. Money is pence."""

from django.db import models
from django.db.models import F, Q

from cadre.documents.models import Document
from cadre.facilitators.models import Facilitator
from cadre.finance.states import FeeKind, HeadCount, InvoiceKind
from cadre.groups.models import Enrolment, Group
from cadre.partners.models import Partner
from cadre.programmes.models import DatedQuerySet
from cadre.scheduling.models import Event


class Dated(models.Model):
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


class HostingRate(Dated):
    """What a partner is paid per person and event."""

    pence = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.pence} from {self.from_on}"


class FacilitationRate(Dated):
    """What facilitators are paid per event: one alone, or two by band. Equal halves."""

    single_pence = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"Facilitation from {self.from_on}"


class FacilitationBand(models.Model):
    """The total for two facilitators with `least` to `most` people; no `most` means and more."""

    rate = models.ForeignKey(FacilitationRate, on_delete=models.CASCADE, related_name="bands")
    least = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField(null=True, blank=True)
    total_pence = models.PositiveIntegerField()

    class Meta:
        ordering = ["least"]
        constraints = [models.UniqueConstraint(fields=["rate", "least"], name="band_once")]

    def __str__(self) -> str:
        return f"{self.least} to {self.most or 'any'}"


class HeadCountRule(Dated):
    """Which head count a kind of fee uses. Printed on every document it shapes."""

    fee = models.CharField(max_length=14, choices=FeeKind.choices())
    basis = models.CharField(max_length=12, choices=HeadCount.choices())

    def __str__(self) -> str:
        return f"{self.fee}: {self.basis}"


class VatRule(Dated):
    """How a product is treated for VAT, and the words that say so on the paper."""

    product = models.CharField(max_length=20)
    treatment = models.CharField(max_length=20)
    basis_points = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.product}: {self.treatment}"


class PaymentTerms(Dated):
    """Days a school has to pay, and the words on the invoice."""

    days = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.days} days"


class NumberSeries(models.Model):
    """The next number of a kind of paper. Locked while a number is taken, so that none is missing or twice."""

    kind = models.CharField(max_length=20, unique=True)
    prefix = models.CharField(max_length=10)
    next = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.kind} {self.next}"


class Invoice(models.Model):
    """An issued invoice or credit note. Never changed or deleted; a mistake is credited."""

    kind = models.CharField(max_length=12, choices=InvoiceKind.choices(), default=InvoiceKind.INVOICE)
    number = models.CharField(max_length=20, unique=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="invoices")
    key = models.CharField(max_length=120, unique=True)
    credits = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="credit_notes")
    bill_to = models.JSONField()
    payer_email = models.CharField(max_length=254, blank=True)
    purchase_order = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField()
    due_on = models.DateField()
    net_pence = models.PositiveIntegerField()
    vat_pence = models.PositiveIntegerField()
    total_pence = models.PositiveIntegerField()
    vat = models.JSONField(default=dict)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-issued_on", "-number"]
        constraints = [
            models.CheckConstraint(condition=Q(total_pence=F("net_pence") + F("vat_pence")), name="invoice_adds_up"),
            models.CheckConstraint(condition=Q(kind__in=InvoiceKind.values()), name="invoice_kind_known"),
        ]

    def __str__(self) -> str:
        return self.number


class InvoiceLine(models.Model):
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, null=True, related_name="invoice_lines")
    description = models.CharField(max_length=300)
    quantity = models.PositiveSmallIntegerField(default=1)
    unit_pence = models.PositiveIntegerField()
    amount_pence = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_pence=F("unit_pence") * F("quantity")), name="invoice_line_adds_up"
            )
        ]

    def __str__(self) -> str:
        return self.description


class EventFee(models.Model):
    """What one payee is owed for one event, with the inputs it was worked out from."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="fees")
    kind = models.CharField(max_length=14, choices=FeeKind.choices())
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="fees")
    facilitator = models.ForeignKey(Facilitator, on_delete=models.PROTECT, null=True, blank=True, related_name="fees")
    people = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=12, choices=HeadCount.choices())
    pence = models.PositiveIntegerField()
    sentence = models.CharField(max_length=300)
    inputs = models.JSONField(default=dict)
    accrued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "kind"], condition=Q(facilitator=None), name="hosting_fee_once_an_event"
            ),
            models.UniqueConstraint(fields=["event", "kind", "facilitator"], name="fee_once_a_facilitator"),
            models.CheckConstraint(
                condition=Q(kind=FeeKind.HOSTING, partner__isnull=False, facilitator=None)
                | Q(kind=FeeKind.FACILITATION, facilitator__isnull=False),
                name="fee_has_its_payee",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.event}"


class ContractSchedule(models.Model):
    """The schedule a facilitator was sent for a group, as issued."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="schedules")
    facilitator = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="schedules")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "facilitator"], name="schedule_once")]

    def __str__(self) -> str:
        return f"Schedule of {self.facilitator} for {self.group}"


