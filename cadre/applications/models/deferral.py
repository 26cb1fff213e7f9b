"""Starting later: asked for, granted or refused, and taken up when the new intake opens."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.applications.models.application import Application
from cadre.applications.models.policy import DeferralRule
from cadre.applications.models.quote import Quote
from cadre.applications.models.reason import Reason
from cadre.applications.states import DeferralState, State
from cadre.programmes.models import Offering

UNDER_WAY = (DeferralState.ASKED.value, DeferralState.GRANTED.value)


class DeferralQuerySet(models.QuerySet["Deferral"]):
    def under_way(self) -> "DeferralQuerySet":
        """Asked for, or granted and waiting for the intake."""
        return self.filter(state__in=UNDER_WAY)


class Deferral(models.Model):
    """One wish to start in a later intake. `wanted` is None for the next one that is planned.

    `was` is the application's state before, to which it returns; the quotes before and after show what the price did.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="deferrals")
    state = models.CharField(max_length=12, choices=DeferralState.choices(), default=DeferralState.ASKED)
    left = models.ForeignKey(Offering, on_delete=models.PROTECT, related_name="+")
    wanted = models.ForeignKey(Offering, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, related_name="deferrals")
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    was = models.CharField(max_length=12, choices=State.choices(), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rule = models.ForeignKey(DeferralRule, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ruling = models.CharField(max_length=300, blank=True)
    decision = models.TextField(blank=True)
    before = models.ForeignKey(Quote, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    after = models.ForeignKey(Quote, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = DeferralQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DeferralState.values()), name="deferral_state_known"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(state__in=UNDER_WAY), name="one_deferral_under_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} to {self.wanted or 'the next intake'}"
