"""What an officer judged by hand in the checklist of evidence."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.applications.models.application import Application
from cadre.applications.states import Item


class EvidenceTick(models.Model):
    """One line of an application's checklist that an officer ticked, with the note that says why."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="ticks")
    item = models.CharField(max_length=12, choices=Item.choices())
    note = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "item"], name="evidence_ticked_once"),
            models.CheckConstraint(condition=Q(item__in=Item.values()), name="evidence_item_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_item_display()}: {self.note}"
