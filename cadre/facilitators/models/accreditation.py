"""The dated policy of accreditations."""

from django.db import models
from django.db.models import Q

from cadre.programmes.models import DatedQuerySet


class AccreditationPolicy(models.Model):
    """From a day on: for how many months somebody is accredited, and how many days before the end they are told.

    An accreditation may be renewed from that day on.
    """

    valid_months = models.PositiveSmallIntegerField()
    remind_days = models.PositiveSmallIntegerField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_months__gt=0, remind_days__gt=0), name="accreditation_policy_sane")
        ]

    def __str__(self) -> str:
        return f"{self.valid_months} months from {self.from_on}"
