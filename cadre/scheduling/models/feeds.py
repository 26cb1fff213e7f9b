"""Private calendar feeds, and what a partner was last told of a group."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.documents.models import Document
from cadre.groups.models import Group


class CalendarFeed(models.Model):
    """A private address that a calendar reads by itself. Only its hash is kept; a new one ends the one before."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    read_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at=None), name="one_calendar_feed_each")
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.user}"


class DetailsVersion(models.Model):
    """What the partner was told of a confirmed group, so that the next time says what is different.

    `facts`: {heading: [lines]}, as `rules.details` makes them. What must be arranged for people stands in it as a
    digest, never in words. `checked_on`: on which day it was last compared with the group as it is.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="details")
    number = models.PositiveSmallIntegerField()
    facts = models.JSONField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField()
    checked_on = models.DateField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="details_version_once")]

    def __str__(self) -> str:
        return f"{self.group}, details {self.number}"
