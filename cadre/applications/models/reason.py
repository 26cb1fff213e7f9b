"""Why an application was declined, withdrawn or deferred: dated rows with the words we propose."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from cadre.applications.states import ReasonKind
from cadre.programmes.models import DatedQuerySet


class Reason(models.Model):
    """A coded reason. `code` is stable and counted, `label` is chosen from, `words` are what an officer starts from.

    New words are a new row with the same code, so that what was written before keeps the row it was written by.
    """

    kind = models.CharField(max_length=12, choices=ReasonKind.choices())
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position", "code", "-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "code", "from_on"], name="reason_once_a_day"),
            models.CheckConstraint(condition=Q(kind__in=ReasonKind.values()), name="reason_kind_known"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def last_on(self) -> date | None:
        """The last day on which it is offered."""
        return self.to_on - timedelta(days=1) if self.to_on else None
