"""What is charged and paid, and how, as dated rows; and the counters of numbered papers. Money is pence."""

from django.db import models
from django.db.models import F, Q

from cadre.finance.states import Answer, FeeKind, HeadCount, Paragraph, Product, Question, Series, Treatment
from cadre.programmes.models import DatedQuerySet


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
