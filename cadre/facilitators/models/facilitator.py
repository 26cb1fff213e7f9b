"""People who run events, and what they may run."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.programmes.models import Qualification


class FacilitatorQuerySet(models.QuerySet["Facilitator"]):
    def active_on(self, day: date) -> "FacilitatorQuerySet":
        return self.filter(joined_on__lte=day).filter(Q(left_on=None) | Q(left_on__gt=day))

    def accredited_for(self, qualification: Qualification, *, on: date) -> "FacilitatorQuerySet":
        held = Accreditation.objects.filter(qualification=qualification, from_on__lte=on)
        return self.filter(pk__in=held.filter(Q(to_on=None) | Q(to_on__gt=on)).values("facilitator"))


class Facilitator(models.Model):
    """A serving school leader who runs events.

    What they said of how far and how often: `max_km` and `max_events` (in one season) are None while they said no
    limit; `regions` are those they travel to, and empty means their own and what is near. They are new until
    `experienced_from`.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="facilitator")
    employer = models.CharField(max_length=160, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    region = models.CharField(max_length=40)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    max_km = models.PositiveSmallIntegerField(null=True, blank=True)
    max_events = models.PositiveSmallIntegerField(null=True, blank=True)
    regions = models.JSONField(default=list, blank=True)
    experienced_from = models.DateField(null=True, blank=True)

    objects = FacilitatorQuerySet.as_manager()

    class Meta:
        ordering = ["user__name"]

    def __str__(self) -> str:
        return self.user.name

    def is_active_on(self, day: date) -> bool:
        return self.joined_on <= day and (self.left_on is None or day < self.left_on)

    def is_experienced_on(self, day: date) -> bool:
        return self.experienced_from is not None and self.experienced_from <= day


class Accreditation(models.Model):
    """Leave to facilitate one qualification, from a day until before another."""

    facilitator = models.ForeignKey(Facilitator, on_delete=models.CASCADE, related_name="accreditations")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facilitator", "qualification"], name="accredited_once")]

    def __str__(self) -> str:
        return f"{self.facilitator} for {self.qualification}"
