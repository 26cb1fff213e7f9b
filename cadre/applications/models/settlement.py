"""What a person found out about a scholarship where the rule alone cannot say, or says too much."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.applications.models.application import Application
from cadre.applications.rules.scholarship import Settled
from cadre.applications.states import Finding, Verdict


class Settlement(models.Model):
    """One finding with its evidence or reason. The one in force outranks the rule in every quote made after it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="settlements")
    finding = models.CharField(max_length=24, choices=Finding.choices())
    words = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["application"], condition=Q(ended_at=None), name="settlement_one_in_force"),
            models.CheckConstraint(condition=Q(finding__in=Finding.values()), name="settlement_finding_known"),
        ]

    def __str__(self) -> str:
        return Finding(self.finding).label

    @property
    def verdict(self) -> Verdict:
        return Verdict.YES if self.finding == Finding.ELIGIBLE else Verdict.NO

    @property
    def rule(self) -> Settled:
        """As a price is decided by it."""
        return Settled(self.verdict.value, self.finding, self.words, self.pk)
