"""The dated policy of recruitment. Counts and curves are read from applications and groups, and never stored."""

from django.db import models
from django.db.models import Q

from cadre.programmes.models import DatedQuerySet


class RecruitmentPolicy(models.Model):
    """What holds from a day on.

    `target`: how many people a group aims at. `near_km`: how far unplaced applicants may work from a partner to help
    its group. `digest_days`: days before the deadline on which digests are sent, and daily from `daily_from` on.
    """

    target = models.PositiveSmallIntegerField()
    near_km = models.PositiveSmallIntegerField()
    digest_days = models.JSONField(default=list)
    daily_from = models.PositiveSmallIntegerField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "recruitment policies"
        constraints = [models.CheckConstraint(condition=Q(target__gt=0, near_km__gt=0), name="recruitment_policy_sane")]

    def __str__(self) -> str:
        return f"Recruitment from {self.from_on}"
