"""Rates as dated rows, invoices without gaps, and what is owed per event. Money is pence."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Sum

from cadre.documents.models import Document
from cadre.facilitators.models import Facilitator
from cadre.finance.states import (
    Answer,
    FeeKind,
    HeadCount,
    InvoiceKind,
    Paragraph,
    Product,
    Question,
    Series,
    Treatment,
)
from cadre.groups.models import Enrolment, Group
from cadre.lib import clock
from cadre.partners.models import Partner
from cadre.programmes.models import DatedQuerySet
from cadre.scheduling.models import Event


class Dated(models.Model):
    """A row that holds from a day on. Where two hold, the later one counts, so a change is a new row."""

    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


class HostingRate(Dated):
    """What a partner is paid per person and event."""

    pence = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["from_on"], name="hosting_rate_once_a_day")]

    def __str__(self) -> str:
        return f"{self.pence} from {self.from_on}"


class FacilitationRate(Dated):
    """What facilitators are paid per event: one alone, or two by band. Equal halves."""

    single_pence = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["from_on"], name="facilitation_rate_once_a_day")]

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
        constraints = [
            models.UniqueConstraint(fields=["rate", "least"], name="band_once"),
            models.CheckConstraint(condition=Q(most=None) | Q(most__gte=F("least")), name="band_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.least} to {self.most or 'any'}"


class HeadCountRule(Dated):
    """Which head count a kind of fee uses. Printed on every document it shapes."""

    fee = models.CharField(max_length=14, choices=FeeKind.choices())
    basis = models.CharField(max_length=12, choices=HeadCount.choices())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fee", "from_on"], name="head_count_once_a_day"),
            models.CheckConstraint(condition=Q(basis__in=HeadCount.values()), name="head_count_known"),
        ]

    def __str__(self) -> str:
        return f"{self.fee}: {self.basis}"


class FeePolicy(Dated):
    """The answer to a question that the agreement leaves open, from a day on."""

    question = models.CharField(max_length=20, choices=Question.choices())
    answer = models.CharField(max_length=20, choices=Answer.choices())

    class Meta:
        verbose_name_plural = "fee policies"
        constraints = [
            models.UniqueConstraint(fields=["question", "from_on"], name="fee_policy_once_a_day"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values()), name="fee_policy_answer_known"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"


class VatRule(Dated):
    """How a product is treated for VAT, and the words that say so on the paper."""

    product = models.CharField(max_length=20, choices=Product.choices())
    treatment = models.CharField(max_length=20, choices=Treatment.choices())
    basis_points = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "from_on"], name="vat_rule_once_a_day")]

    def __str__(self) -> str:
        return f"{self.product}: {self.treatment}"


class PaymentTerms(Dated):
    """Days a school has to pay, and the words on the invoice."""

    days = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "payment terms"
        constraints = [models.UniqueConstraint(fields=["from_on"], name="payment_terms_once_a_day")]

    def __str__(self) -> str:
        return f"{self.days} days"


class Wording(Dated):
    """A paragraph that is printed on papers, from a day on."""

    key = models.CharField(max_length=30, choices=Paragraph.choices())
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "from_on"], name="wording_once_a_day")]

    def __str__(self) -> str:
        return f"{self.key} from {self.from_on}"


class NumberSeries(models.Model):
    """The next number of a kind of paper. Locked while a number is taken, so that none is missing or twice.

    `last_on` is the date of the latest paper: no later number carries an earlier date.
    """

    kind = models.CharField(max_length=20, unique=True, choices=Series.choices())
    prefix = models.CharField(max_length=10)
    next = models.PositiveIntegerField(default=1)
    last_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "number series"
        constraints = [models.CheckConstraint(condition=Q(next__gte=1), name="series_starts_at_one")]

    def __str__(self) -> str:
        return f"{self.kind} {self.next}"


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


class Invoice(models.Model):
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


class FeeDecision(models.Model):
    """Finance's own fee for a group's facilitation per event, where the agreement gives none. The latest counts."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="fee_decisions")
    total_pence = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="fee_decision_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.total_pence} for {self.group}"


class EventFeeQuerySet(models.QuerySet["EventFee"]):
    def hosting(self) -> "EventFeeQuerySet":
        return self.filter(kind=FeeKind.HOSTING)

    def waiting(self) -> "EventFeeQuerySet":
        """Fees that wait for finance's decision."""
        return self.filter(pence=None)


class EventFee(models.Model):
    """What one payee is owed for one event, with the inputs it was worked out from.

    `pence` is None while finance has to decide. `inputs` names the rule rows and counts, so that it can be replayed.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="fees")
    kind = models.CharField(max_length=14, choices=FeeKind.choices())
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="fees")
    facilitator = models.ForeignKey(Facilitator, on_delete=models.PROTECT, null=True, blank=True, related_name="fees")
    people = models.PositiveSmallIntegerField()
    units = models.PositiveSmallIntegerField(default=1)
    basis = models.CharField(max_length=12, choices=HeadCount.choices())
    pence = models.PositiveIntegerField(null=True)
    sentence = models.CharField(max_length=300)
    inputs = models.JSONField(default=dict)
    accrued_at = models.DateTimeField()

    objects = EventFeeQuerySet.as_manager()

    class Meta:
        ordering = ["-event__starts_on", "event__ref", "-kind", "pk"]
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
            models.CheckConstraint(condition=~Q(kind=FeeKind.HOSTING, pence=None), name="hosting_never_waits"),
            models.CheckConstraint(condition=Q(basis__in=HeadCount.values()), name="fee_basis_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.event}"

    @property
    def why_title(self) -> str:
        """`Why this facilitation fee`."""
        return f"Why this {FeeKind(self.kind).label.lower()} fee"


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
