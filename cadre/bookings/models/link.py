"""Mailed ways into a booking, one of its places, or an entry of the waiting list."""

from django.db import models
from django.db.models import Q

from cadre.bookings.models.booking import BookedPlace, Booking
from cadre.bookings.models.queue import QueueEntry


class Link(models.Model):
    """One mailed link to one thing. Only the hash of the secret is kept; earlier links keep working."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, null=True, blank=True, related_name="links")
    place = models.ForeignKey(BookedPlace, on_delete=models.CASCADE, null=True, blank=True, related_name="links")
    entry = models.ForeignKey(QueueEntry, on_delete=models.CASCADE, null=True, blank=True, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(booking__isnull=False, place=None, entry=None)
                | Q(booking=None, place__isnull=False, entry=None)
                | Q(booking=None, place=None, entry__isnull=False),
                name="link_to_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"Link {self.pk}"
