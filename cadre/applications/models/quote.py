"""What was quoted, and the dated rules a quote is decided by."""

from django.db import models
from django.db.models import F, Q

from cadre.applications.models.application import Application
from cadre.applications.rules.discount import Band
from cadre.applications.rules.scholarship import Criteria
from cadre.applications.states import Counted, Outcome, Over
from cadre.journal.quick_rows import QuickRow
from cadre.programmes.models import DatedQuerySet


class Quote(QuickRow):
    """A price and why: kept with everything it was decided by, so that it can be worked out again."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="quotes")
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=16, choices=Outcome.choices())
    reason_code = models.CharField(max_length=60)
    sentence = models.TextField()
    list_pence = models.PositiveIntegerField()
    discount_pence = models.PositiveIntegerField(default=0)
    scholarship_pence = models.PositiveIntegerField(default=0)
    payable_pence = models.PositiveIntegerField()
    inputs = models.JSONField(default=dict)
    versions = models.JSONField(default=dict)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(list_pence=F("payable_pence") + F("discount_pence") + F("scholarship_pence")),
                name="quote_adds_up",
            )
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def reason_words(self) -> str:
        """`Opportunity area` for the code `opportunity_area`."""
        return self.reason_code.replace("_", " ").capitalize()


class DiscountBand(models.Model):
    """The discount in percent from the `people`th person on, of those who count together in one intake."""

    counted = models.CharField(max_length=8, choices=Counted.choices(), default=Counted.PAYER)
    over = models.CharField(max_length=16, choices=Over.choices(), default=Over.ALL)
    people = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["counted", "over", "people", "from_on"], name="discount_band_once"),
            models.CheckConstraint(
                condition=Q(counted__in=Counted.values(), over__in=Over.values()), name="discount_scope_known"
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="discount_at_most_all"),
        ]

    def __str__(self) -> str:
        return f"{self.percent} % from {self.people} people"

    @property
    def rule(self) -> Band:
        """As a price is decided by it."""
        return Band(self.people, self.percent, self.pk, self.counted, self.over)


class ScholarshipRule(models.Model):
    """A version of who gets a scholarship. `criteria` holds its lists: categories, areas, types not funded."""

    name = models.CharField(max_length=80)
    criteria = models.JSONField()
    categories_as_at = models.DateField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> Criteria:
        """As a scholarship is decided by it."""
        return Criteria.of(self.name, self.criteria, self.pk)
