"""What is owed per event, and what finance decided where no rule says it. Money is pence."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.facilitators.models import Facilitator
from cadre.finance.states import FeeKind, HeadCount
from cadre.groups.models import Group
from cadre.partners.models import Partner
from cadre.scheduling.models import Event


class FeeDecision(models.Model):
    """Finance's own fee for a group's facilitation per event, where the agreement gives none. The latest counts."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="fee_decisions")
    total_pence = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="fee_decision_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.total_pence} for {self.group}"


class EventFeeQuerySet(models.QuerySet["EventFee"]):
    def hosting(self) -> "EventFeeQuerySet":
        return self.filter(kind=FeeKind.HOSTING)

    def waiting(self) -> "EventFeeQuerySet":
        """Fees that wait for finance's decision."""
        return self.filter(pence=None)


class EventFee(models.Model):
    """What one payee is owed for one event, with the inputs it was worked out from.

    `pence` is None while finance has to decide. `inputs` names the rule rows and counts, so that it can be replayed.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="fees")
    kind = models.CharField(max_length=14, choices=FeeKind.choices())
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="fees")
    facilitator = models.ForeignKey(Facilitator, on_delete=models.PROTECT, null=True, blank=True, related_name="fees")
    people = models.PositiveSmallIntegerField()
    units = models.PositiveSmallIntegerField(default=1)
    basis = models.CharField(max_length=12, choices=HeadCount.choices())
    pence = models.PositiveIntegerField(null=True)
    sentence = models.CharField(max_length=300)
    inputs = models.JSONField(default=dict)
    accrued_at = models.DateTimeField()

    objects = EventFeeQuerySet.as_manager()

    class Meta:
        ordering = ["-event__starts_on", "event__ref", "-kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "kind"], condition=Q(facilitator=None), name="hosting_fee_once_an_event"
            ),
            models.UniqueConstraint(fields=["event", "kind", "facilitator"], name="fee_once_a_facilitator"),
            models.CheckConstraint(
                condition=Q(kind=FeeKind.HOSTING, partner__isnull=False, facilitator=None)
                | Q(kind=FeeKind.FACILITATION, facilitator__isnull=False),
                name="fee_has_its_payee",
            ),
            models.CheckConstraint(condition=~Q(kind=FeeKind.HOSTING, pence=None), name="hosting_never_waits"),
            models.CheckConstraint(condition=Q(basis__in=HeadCount.values()), name="fee_basis_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.event}"

    @property
    def why_title(self) -> str:
        """`Why this facilitation fee`."""
        return f"Why this {FeeKind(self.kind).label.lower()} fee"
