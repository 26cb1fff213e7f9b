"""The policy that suggestions, invitations and briefings are made by, and who visits first events."""

from django.db import models
from django.db.models import F, Q

from cadre.facilitators.models import Facilitator
from cadre.programmes.models import DatedQuerySet


class StaffingPolicy(models.Model):
    """What suggestions and invitations assume from a day on.

    `unsaid_km`, `unsaid_events`: how far, and to how many events of a season, somebody goes who named no limit.
    `answer_days`: how long an invitation is open. `remind_days`: how long before its end it is recalled, 0 for never.
    `plan_briefing_days`: how long before an event its lead is reminded to set its briefing, while it is not set.
    `briefing_days`: how many days before a briefing its team is reminded of it.
    """

    unsaid_km = models.PositiveSmallIntegerField()
    unsaid_events = models.PositiveSmallIntegerField()
    answer_days = models.PositiveSmallIntegerField()
    remind_days = models.PositiveSmallIntegerField(default=0)
    plan_briefing_days = models.PositiveSmallIntegerField(default=14)
    briefing_days = models.PositiveSmallIntegerField(default=1)
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "staffing policies"
        constraints = [models.CheckConstraint(condition=Q(answer_days__gt=0), name="invitation_takes_time")]

    def __str__(self) -> str:
        return f"{self.unsaid_km} km and {self.answer_days} days from {self.from_on}"


class QualityLead(models.Model):
    """An experienced facilitator who visits the first event of a new one, from a day until before another."""

    facilitator = models.ForeignKey(Facilitator, on_delete=models.CASCADE, related_name="quality_lead")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facilitator", "from_on"], name="quality_lead_once"),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gt=F("from_on")), name="quality_lead_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.facilitator} from {self.from_on}"
