"""The schools of a post in several, beside the main one."""

from django.db import models
from django.db.models import Q

from cadre.applications.models.application import Application
from cadre.schools.models import School


class FurtherSchool(models.Model):
    """One of them, or what was `typed` of it while it is not found. No price and no scholarship depends on it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="further_schools")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    typed = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "school"], name="further_school_once"),
            models.CheckConstraint(condition=Q(school__isnull=False) | ~Q(typed=""), name="further_school_said"),
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.school.place}" if self.school else f"{self.typed} (not found yet)"
