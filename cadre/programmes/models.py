"""What is taught, when, and at what list fee. Everything with a date is read as at a date."""

from datetime import date, timedelta
from typing import TypeVar

from django.db import models
from django.db.models import F, Q

from cadre.programmes.states import ElementKind, Pathway

M = TypeVar("M", bound=models.Model)


class DatedQuerySet(models.QuerySet[M]):
    """Rows with `from_on` (first day they hold) and `to_on` (first day they no longer hold, or none)."""

    def on(self, day: date) -> "DatedQuerySet[M]":
        """The rows that hold on `day`, latest first."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day).order_by("-from_on")


class CodedReason(models.Model):
    """A reason that is chosen from a list. `code` is stable and counted, `label` is chosen from, `words` are what
    whoever decides starts from.

    New words are a new row with the same code, so that what was written before keeps the row it was written by. Each
    room adds its own `kind`.
    """

    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["kind", "position", "code", "-from_on"]

    def __str__(self) -> str:
        return self.label

    @property
    def last_on(self) -> date | None:
        """The last day on which it is offered."""
        return self.to_on - timedelta(days=1) if self.to_on else None


class Qualification(models.Model):
    """One of the provider's qualifications, with its facts for the public page."""

    code = models.CharField(max_length=10, unique=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField(default=0)
    level = models.CharField(max_length=60)
    scope = models.CharField(max_length=100)
    headline = models.CharField(max_length=100)
    summary = models.TextField()
    audience_lead = models.CharField(max_length=200, blank=True)
    audience = models.JSONField(default=list)
    entry = models.JSONField(default=list)
    alternatives = models.JSONField(default=list)
    in_person_days = models.PositiveSmallIntegerField()
    online_courses = models.JSONField(default=list)
    online_course_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    guided_hours = models.PositiveSmallIntegerField()
    diagnostics = models.PositiveSmallIntegerField(default=0)
    has_coaching = models.BooleanField(default=False)
    coaching_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    needs_gateway = models.BooleanField(default=False)
    placement = models.CharField(max_length=200, blank=True)
    assessment = models.JSONField(default=list)
    submission_months = models.JSONField(default=list)
    credits = models.PositiveSmallIntegerField(null=True, blank=True)
    sources = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.code

    def model_for(self, pathway: str, starts_on: date) -> "models.QuerySet[DeliveryElement]":
        """The delivery model of a pathway for an intake that starts on a day: the latest version by then."""
        rows = DeliveryElement.objects.filter(qualification=self, pathway=pathway)
        begun = rows.filter(from_on__lte=starts_on).aggregate(latest=models.Max("from_on"))
        return rows.filter(from_on=begun["latest"])


class ListFee(models.Model):
    """The course fee in pence from a day on, before discount and scholarship."""

    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="list_fees")
    pence = models.PositiveIntegerField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["qualification", "from_on"], name="list_fee_once_a_day")]

    def __str__(self) -> str:
        return f"{self.qualification} from {self.from_on}"


class GroupSizeRule(models.Model):
    """The fewest people a group runs with, and the most it takes unless the group says otherwise.

    A row without a pathway holds for all; one that names a pathway goes before it there.
    """

    pathway = models.CharField(max_length=10, choices=Pathway.choices(), blank=True)
    minimum = models.PositiveSmallIntegerField()
    size = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pathway", "from_on"], name="size_rule_once_a_day"),
            models.CheckConstraint(condition=Q(minimum__gt=0, size__gte=F("minimum")), name="size_rule_sane"),
            models.CheckConstraint(condition=Q(pathway__in=["", *Pathway.values()]), name="size_rule_pathway"),
        ]

    def __str__(self) -> str:
        return f"{self.minimum} to {self.size} from {self.from_on}"


class DayTimes(models.Model):
    """When a face-to-face day, or an online event of the distance pathway, begins and ends, from a day on.

    `arrival` is when people may come in: for coffee, or through the joining link.
    """

    pathway = models.CharField(max_length=10, choices=Pathway.choices(), default=Pathway.IN_PERSON)
    arrival = models.TimeField()
    starts = models.TimeField()
    ends = models.TimeField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pathway", "from_on"], name="day_times_once_a_day"),
            models.CheckConstraint(condition=Q(pathway__in=Pathway.values()), name="day_times_pathway"),
        ]

    def __str__(self) -> str:
        return f"{self.starts:%H:%M} to {self.ends:%H:%M} from {self.from_on}"


class ElementQuerySet(models.QuerySet[M]):
    def along(self, pathway: str) -> "ElementQuerySet[M]":
        """The elements of one pathway."""
        return self.filter(pathway=pathway)


class ElementFields(models.Model):
    pathway = models.CharField(max_length=10, choices=Pathway.choices(), default=Pathway.IN_PERSON)
    kind = models.CharField(max_length=20, choices=ElementKind.choices())
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    short = models.CharField(max_length=40, blank=True)
    days = models.PositiveSmallIntegerField(default=1)
    hours = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ElementQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class DeliveryElement(ElementFields):
    """One element of a qualification's delivery model: its window lies `after_weeks` after the start, for so long.

    A version is all elements of one pathway with the same `from_on`, and lays out the intakes that start from then.
    `source` says where a model is from that is not the provider's own, such as an example.
    """

    qualification = models.ForeignKey(Qualification, on_delete=models.CASCADE, related_name="delivery_model")
    after_weeks = models.SmallIntegerField()
    length_days = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()

    class Meta:
        ordering = ["after_weeks", "kind", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["qualification", "pathway", "kind", "number", "from_on"], name="delivery_element_once"
            ),
            models.CheckConstraint(condition=Q(pathway__in=Pathway.values()), name="delivery_element_pathway"),
            models.CheckConstraint(condition=Q(kind__in=ElementKind.values()), name="delivery_element_kind"),
        ]


class IntakeQuerySet(models.QuerySet["Intake"]):
    def open_on(self, day: date) -> "IntakeQuerySet":
        """Intakes whose registration is open on `day`."""
        return self.filter(opens_on__lte=day, closes_on__gte=day)


class IntakePolicy(models.Model):
    """How the next intake follows the last one, from a day on. Without a row nothing is proposed or planned by itself.

    `propose_weeks`: how long before registration closes the next intake is proposed to the office. `apart_weeks`: how
    far the starts of two intakes lie apart, where no earlier year shows it.
    """

    propose_weeks = models.PositiveSmallIntegerField()
    apart_weeks = models.PositiveSmallIntegerField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "intake policies"
        constraints = [models.CheckConstraint(condition=Q(apart_weeks__gt=0), name="intake_policy_sane")]

    def __str__(self) -> str:
        return f"Intakes {self.apart_weeks} weeks apart from {self.from_on}"


class Intake(models.Model):
    """A season's start. Registration is open from `opens_on` to the end of `closes_on`, Europe/London.

    `opens_reason`: why registration opens on a day of its own; empty, it follows the last intake's closing.
    `to_confirm`: planned by itself, and nobody has confirmed it. `no_next_reason`: why nothing follows it by itself.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=40)
    opens_on = models.DateField()
    closes_on = models.DateField()
    starts_on = models.DateField()
    opens_reason = models.CharField(max_length=300, blank=True)
    to_confirm = models.BooleanField(default=False)
    no_next_reason = models.CharField(max_length=300, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on"), closes_on__lt=F("starts_on")), name="intake_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Offering(models.Model):
    """One qualification in one intake. Its timeline is a row per element, for each pathway."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="offerings")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="offerings")

    class Meta:
        ordering = ["intake__starts_on", "qualification__position"]
        constraints = [models.UniqueConstraint(fields=["intake", "qualification"], name="offering_once")]

    def __str__(self) -> str:
        return f"{self.qualification}, {self.intake}"


class TimelineElement(ElementFields):
    """One element of an offering, on one pathway. Days of a face-to-face or online event are picked in its window."""

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="timeline")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on", "kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["offering", "pathway", "kind", "number"], name="timeline_element_once"),
            models.CheckConstraint(condition=Q(pathway__in=Pathway.values()), name="timeline_pathway"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="timeline_in_order"),
            models.CheckConstraint(condition=Q(kind__in=ElementKind.values()), name="timeline_kind"),
        ]
