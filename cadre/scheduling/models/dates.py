"""What surrounds the dates: their terms, days that are held, school holidays, and who can come after a move."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cadre.groups.models import Group
from cadre.programmes.models import DatedQuerySet, TimelineElement
from cadre.scheduling.models.events import Event


class DatePolicy(models.Model):
    """The terms of picking and moving dates, from a day on.

    `hold_hours`: how long a partner may hold a day. `answer_days`: how long people have to say whether they can come
    on a moved day, before they are reminded once. `shown_before_days` and `shown_after_days`: from when until when a
    partner sees what must be arranged for people at an event.
    """

    hold_hours = models.PositiveSmallIntegerField()
    answer_days = models.PositiveSmallIntegerField()
    shown_before_days = models.PositiveSmallIntegerField()
    shown_after_days = models.PositiveSmallIntegerField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "date policies"
        constraints = [
            models.CheckConstraint(condition=Q(hold_hours__gt=0, answer_days__gt=0), name="date_policy_takes_time")
        ]

    def __str__(self) -> str:
        return f"{self.hold_hours} hours from {self.from_on}"


class DateHoldQuerySet(models.QuerySet["DateHold"]):
    def live(self, now: datetime) -> "DateHoldQuerySet":
        return self.filter(ended_at=None, until__gt=now)


class DateHold(models.Model):
    """A day that a partner keeps for a group's event for a while, before it is set. One at a time for each event.

    `ended_at` and `why`: it was set, let go, or its time was over.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="holds")
    element = models.ForeignKey(TimelineElement, on_delete=models.CASCADE, related_name="holds")
    starts_on = models.DateField()
    ends_on = models.DateField()
    until = models.DateTimeField()
    held_at = models.DateTimeField()
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=200, blank=True)

    objects = DateHoldQuerySet.as_manager()

    class Meta:
        ordering = ["until", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "element"], condition=Q(ended_at=None), name="one_open_hold_an_event"
            ),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="hold_days_in_order"),
        ]
        indexes = [models.Index(fields=["starts_on", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.element}, {self.starts_on}"


class SchoolHolidayQuerySet(models.QuerySet["SchoolHoliday"]):
    def standing(self) -> "SchoolHolidayQuerySet":
        return self.filter(withdrawn_at=None)

    def touching(self, starts: date, ends: date) -> "SchoolHolidayQuerySet":
        return self.filter(starts_on__lte=ends, ends_on__gte=starts)


class SchoolHoliday(models.Model):
    """When schools of an area are closed. `area` is a local authority's name; EVERYWHERE where no better is known."""

    EVERYWHERE = "England"

    area = models.CharField(max_length=80)
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    source = models.CharField(max_length=300)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SchoolHolidayQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "area", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="school_holiday_in_order"),
            models.UniqueConstraint(
                fields=["area", "starts_on", "ends_on"], condition=Q(withdrawn_at=None), name="school_holiday_once"
            ),
        ]
        indexes = [models.Index(fields=["area", "starts_on"])]

    def __str__(self) -> str:
        return f"{self.name}, {self.area}"


class DateAnswer(models.Model):
    """Whether somebody can come on the day an event was moved to. `sequence` is the event's, so each move asks anew."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="answers")
    sequence = models.PositiveIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    facilitates = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    can_come = models.BooleanField(null=True)
    words = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "sequence", "person"], name="date_asked_once"),
            models.CheckConstraint(
                condition=Q(can_come=None, answered_at=None) | Q(can_come__isnull=False, answered_at__isnull=False),
                name="date_answer_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.event}"
