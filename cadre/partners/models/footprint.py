"""The schools a partner covers."""

from django.db import models
from django.db.models import Q

from cadre.partners.models.partner import Partner
from cadre.programmes.models import DatedQuerySet
from cadre.schools.models import School


class CoveredSchool(models.Model):
    """A school that a partner says it covers, from a day until before another. Several partners may cover one."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="covered")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "school"], condition=Q(to_on=None), name="school_covered_once_by_a_partner"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.partner}"
