"""One date of a group: who is not there, who stands in, and who visits it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cadre.facilitators.models import Facilitator
from cadre.scheduling.models import Event


class CoverQuerySet(models.QuerySet["Cover"]):
    def open(self) -> "CoverQuerySet":
        """Dates that nobody has taken yet, at events that take place."""
        return self.filter(covered_at=None, ended_at=None, event__called_off_at=None)


class Cover(models.Model):
    """A date on which somebody of a group is not there, and a stand-in is looked for.

    Not covered until `covered_at`, when somebody said yes; over at `ended_at`, when they are there after all.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="covers")
    out = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="covers")
    reason = models.TextField()
    sought_at = models.DateTimeField()
    sought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    covered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering = ["event__starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "out"], condition=Q(covered_at=None, ended_at=None), name="cover_sought_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} without {self.out}"

    @property
    def is_open(self) -> bool:
        return self.covered_at is None and self.ended_at is None


class SubstitutionQuerySet(models.QuerySet["Substitution"]):
    def standing(self) -> "SubstitutionQuerySet":
        """Those that were not taken back."""
        return self.filter(ended_at=None)


class Substitution(models.Model):
    """Somebody stands in for a facilitator of a group on one event, for a reason, until taken back."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="substitutions")
    out = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="+")
    stand_in = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="standing_in")
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        ordering = ["event", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "out"], condition=Q(ended_at=None), name="replaced_once"),
            models.UniqueConstraint(fields=["event", "stand_in"], condition=Q(ended_at=None), name="stands_in_once"),
            models.CheckConstraint(condition=~Q(out=F("stand_in")), name="stand_in_is_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.stand_in} for {self.out}"


class VisitQuerySet(models.QuerySet["Visit"]):
    def standing(self) -> "VisitQuerySet":
        return self.filter(ended_at=None)


class Visit(models.Model):
    """A quality lead visits an event that is the first of a new facilitator, until taken back."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="visits")
    new = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="visited")
    visitor = models.ForeignKey(Facilitator, on_delete=models.PROTECT, related_name="visits")
    arranged_at = models.DateTimeField()
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["event__starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "new"], condition=Q(ended_at=None), name="visited_by_one"),
            models.CheckConstraint(condition=~Q(new=F("visitor")), name="visitor_is_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"visit of {self.visitor} to {self.event}"
