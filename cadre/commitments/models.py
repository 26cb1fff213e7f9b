"""What partners promise, by which policy it is judged, and what was done with them."""

from django.db import models
from django.db.models import Q

from cadre.commitments.states import ActivityKind, Measure
from cadre.partners.models import Partner
from cadre.programmes.models import DatedQuerySet, Qualification


class CommitmentPolicy(models.Model):
    """How years and silence are counted, from a day on.

    A year of promises begins with the first of `starts_month`. A promise is at risk in its last `risk_days`; a partner
    is quiet when nothing was heard for `quiet_days`, 0 for never.
    """

    starts_month = models.PositiveSmallIntegerField()
    risk_days = models.PositiveSmallIntegerField()
    quiet_days = models.PositiveSmallIntegerField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "commitment policies"
        constraints = [
            models.CheckConstraint(condition=Q(starts_month__gte=1, starts_month__lte=12), name="promise_month_known")
        ]

    def __str__(self) -> str:
        return f"From {self.from_on}"


class Promise(models.Model):
    """One promise, from a day on. `least`: what a counted measure has to reach, of `qualification` for groups."""

    key = models.SlugField()
    title = models.CharField(max_length=120)
    words = models.TextField()
    measure = models.CharField(max_length=12, choices=Measure.choices())
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    least = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(measure__in=Measure.values()), name="promise_measure_known"),
            models.CheckConstraint(
                condition=~Q(measure=Measure.GROUPS) | Q(qualification__isnull=False),
                name="promised_groups_of_which",
            ),
            models.UniqueConstraint(fields=["key", "from_on"], name="promise_once_a_day"),
        ]

    def __str__(self) -> str:
        return self.title


class Activity(models.Model):
    """A call, a visit, a campaign or a note. Notes are the office's own."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=10, choices=ActivityKind.choices())
    happened_on = models.DateField()
    words = models.TextField(blank=True)
    logged_at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "activities"
        ordering = ["-happened_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=ActivityKind.values()), name="activity_kind_known")]
        indexes = [models.Index(fields=["partner", "-happened_on"], name="activity_of_partner")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.happened_on}"
