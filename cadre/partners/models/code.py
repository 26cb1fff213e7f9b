"""The codes that partners give out."""

from datetime import date

from django.db import models
from django.db.models import Q

from cadre.partners.models.partner import Partner


class AllocationCodeQuerySet(models.QuerySet["AllocationCode"]):
    def on(self, day: date) -> "AllocationCodeQuerySet":
        """The codes that lead somewhere on `day`."""
        return self.filter(from_on__lte=day).filter(Q(to_on=None) | Q(to_on__gt=day))


class AllocationCode(models.Model):
    """A code a partner gives out, so that people end up in its groups. A hint, never a right.

    `normal` is what typed codes are compared with (`lib.refs.normal_code`); `shown` is what is printed.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="codes")
    normal = models.CharField(max_length=20, unique=True)
    shown = models.CharField(max_length=24)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = AllocationCodeQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]

    def __str__(self) -> str:
        return self.shown
