"""The online hour before an event, and who was there."""

from datetime import datetime, timedelta

from django.db import models

from cadre.facilitators.models import Facilitator
from cadre.scheduling.models import Event


class Briefing(models.Model):
    """The online hour before an event in which its lead facilitator briefs the others.

    `recording_link` and `notes` come after it. `held_at`: since when it is kept as held.
    """

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="briefing")
    starts_at = models.DateTimeField()
    joining_link = models.URLField(max_length=500)
    recording_link = models.URLField(max_length=500, blank=True)
    notes = models.TextField(blank=True)
    set_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at"]

    def __str__(self) -> str:
        return f"briefing for {self.event}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(hours=1)


class BriefingAttendance(models.Model):
    """Whether a facilitator was at a briefing."""

    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="attendance")
    facilitator = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="+")
    attended = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["briefing", "facilitator"], name="briefed_once")]

    def __str__(self) -> str:
        return f"{self.facilitator}: {'there' if self.attended else 'not there'}"
