"""The register of an event: one row a person, no row until they are marked."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.delivery.states import Mark
from cadre.groups.models import Enrolment
from cadre.lib import clock
from cadre.scheduling.models import Event


class Register(models.Model):
    """Who came to an event. Made when first opened; complete once `completed_at` is set."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="register")
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"Register of {self.event}"

    @property
    def is_complete(self) -> bool:
        return self.completed_at is not None


class Attendance(models.Model):
    """One person's mark. `version` counts changes, so that two people marking at once notice each other.

    `marked_at` is when it was saved, `made_at` when it was chosen by the clock of the phone, where that said so.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    mark = models.CharField(max_length=12, choices=Mark.choices(), blank=True)
    note = models.CharField(max_length=300, blank=True)
    joined_late = models.BooleanField(default=False)
    marked_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "enrolment"], name="attendance_once"),
            models.CheckConstraint(condition=Q(mark__in=["", *Mark.values()]), name="mark_known"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.mark or 'not marked'}"
