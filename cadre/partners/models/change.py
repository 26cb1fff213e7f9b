"""Partners that leave or are merged into others, with what it takes to undo that."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.partners.models.partner import Partner
from cadre.partners.states import OrgChangeKind


class OrgChangeQuerySet(models.QuerySet["OrgChange"]):
    def standing(self) -> "OrgChangeQuerySet":
        """Those that were not taken back: at most one of a partner."""
        return self.filter(taken_back_at=None)


class OrgChange(models.Model):
    """One partner leaves, or goes into another, on a day.

    `moved` holds what was changed by it, by its kind: keys, and values from before where they are needed to undo it.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=8, choices=OrgChangeKind.choices())
    into = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="taken_in")
    on_day = models.DateField()
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    carried_out_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_reason = models.CharField(max_length=300, blank=True)
    moved = models.JSONField(default=dict, blank=True)

    objects = OrgChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner"], condition=Q(taken_back_at=None), name="one_standing_change_of_a_partner"
            ),
            models.CheckConstraint(condition=Q(kind__in=OrgChangeKind.values()), name="org_change_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=OrgChangeKind.MERGER, into__isnull=False)
                | Q(kind=OrgChangeKind.LEAVING, into__isnull=True),
                name="org_change_into_for_mergers",
            ),
        ]

    def __str__(self) -> str:
        return str(self.partner)
