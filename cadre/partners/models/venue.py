"""Where partners host, and what each place has."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.partners.models.partner import Partner
from cadre.partners.states import CheckAnswer, CheckKind
from cadre.programmes.models import DatedQuerySet


class VenueQuerySet(models.QuerySet["Venue"]):
    def in_use(self, day: date) -> "VenueQuerySet":
        """Those that were not retired by `day`."""
        return self.filter(Q(retired_on=None) | Q(retired_on__gt=day))


class Venue(models.Model):
    """Where a partner hosts. One that is no longer used is retired and never deleted: past events point at it."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="venues")
    name = models.CharField(max_length=120)
    address = models.TextField()
    postcode = models.CharField(max_length=10)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    getting_there = models.TextField(blank=True)
    step_free = models.BooleanField(null=True)
    retired_on = models.DateField(null=True, blank=True)

    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class HostingItem(models.Model):
    """One thing that a venue should have or a host should do, asked from a day until before another.

    Other words are a new row with the same key, and are asked anew.
    """

    key = models.SlugField()
    kind = models.CharField(max_length=8, choices=CheckKind.choices())
    words = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["key", "from_on"], name="hosting_item_once_a_day"),
            models.CheckConstraint(condition=Q(kind__in=CheckKind.values()), name="hosting_item_kind_known"),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=models.F("from_on")), name="hosting_item_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class VenueCheck(models.Model):
    """What the partner says of one item at one venue, and when it said so."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="checks")
    item = models.ForeignKey(HostingItem, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=CheckAnswer.choices())
    note = models.CharField(max_length=200, blank=True)
    said_on = models.DateField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["venue", "item"], name="venue_item_once"),
            models.CheckConstraint(condition=Q(answer__in=CheckAnswer.values()), name="venue_check_answer_known"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_answer_display()}"
