"""How many scholarships there are money for, and in which order people get them when there is too little."""

from django.db import models
from django.db.models import Q

from cadre.programmes.models import DatedQuerySet


class ScholarshipFund(models.Model):
    """So many places, or so much money, for courses that start from `from_on` until the day before `to_on`.

    `per_school` is the most that one school gets, or None where there is no such cap.
    """

    name = models.CharField(max_length=80)
    places = models.PositiveIntegerField(null=True, blank=True)
    pence = models.PositiveBigIntegerField(null=True, blank=True)
    per_school = models.PositiveSmallIntegerField(null=True, blank=True)
    from_on = models.DateField()
    to_on = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(places__isnull=False, pence__isnull=True) | Q(places__isnull=True, pence__isnull=False),
                name="fund_counts_places_or_money",
            ),
            models.CheckConstraint(condition=Q(from_on__lt=models.F("to_on")), name="fund_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class PreferenceOrder(models.Model):
    """Who comes first when funds are short: criteria in their order, as codes of `states.Preference`."""

    name = models.CharField(max_length=80)
    criteria = models.JSONField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
