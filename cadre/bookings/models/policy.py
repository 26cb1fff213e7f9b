"""The dated policy of the waiting list and of bookings, each row with its source."""

from django.db import models
from django.db.models import Q

from cadre.bookings.states import OffersEnd, PartyRule
from cadre.programmes.models import DatedQuerySet


class QueuePolicy(models.Model):
    """How places are offered from a day on.

    `offer_hours`: how long an offer holds a place. `remind_hours`: how long before its end it is recalled, 0 for
    never. `released_first`: whether those whose group was closed stand before everybody.
    """

    offer_hours = models.PositiveSmallIntegerField()
    remind_hours = models.PositiveSmallIntegerField(default=0)
    party_rule = models.CharField(max_length=8, choices=PartyRule.choices())
    offers_end = models.CharField(max_length=8, choices=OffersEnd.choices())
    released_first = models.BooleanField(default=False)
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(offer_hours__gt=0), name="offers_last"),
            models.CheckConstraint(condition=Q(party_rule__in=PartyRule.values()), name="party_rule_known"),
            models.CheckConstraint(condition=Q(offers_end__in=OffersEnd.values()), name="offers_end_known"),
        ]

    def __str__(self) -> str:
        return f"{self.offer_hours} hours from {self.from_on}"


class BookingPolicy(models.Model):
    """What holds for parties from a day on.

    `name_by_days`: how many days before registration closes an unnamed place wants its name. `remind_days`: how many
    days after an invitation it is recalled, and again after as many. `most_places`: the largest party.
    """

    name_by_days = models.PositiveSmallIntegerField()
    remind_days = models.PositiveSmallIntegerField()
    most_places = models.PositiveSmallIntegerField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(most_places__gt=1, remind_days__gt=0), name="booking_policy_sane")
        ]

    def __str__(self) -> str:
        return f"At most {self.most_places} places from {self.from_on}"
