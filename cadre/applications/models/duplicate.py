"""Two applications that may be one person's."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cadre.applications.models.application import Application
from cadre.applications.states import PairState


class PairQuerySet(models.QuerySet["Pair"]):
    def open(self) -> "PairQuerySet":
        """Those that nobody has looked at."""
        return self.filter(state=PairState.OPEN)


class Pair(models.Model):
    """Two applications that look like one person's, and what staff found. `first` has the lower key.

    A pair that was settled stays, so that the same two are not brought up again.
    """

    first = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="pairs_as_first")
    second = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="pairs_as_second")
    why = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=PairState.choices(), default=PairState.OPEN)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
            models.CheckConstraint(condition=Q(state__in=PairState.values()), name="pair_state_known"),
        ]
        indexes = [models.Index(fields=["state", "-found_at"])]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"
