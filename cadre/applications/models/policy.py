"""Dated rules for deciding: when somebody may start later, and until when an application may be opened again."""

from django.db import models

from cadre.applications.rules.payer import PayerSchedule
from cadre.programmes.models import DatedQuerySet


class DeferralRule(models.Model):
    """Who may start in a later intake. `notice_days` before the start; at most `months` or `intakes` later.

    `reasons` are the codes the policy names; those in `judged` need a person to say whether they hold.
    """

    notice_days = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField()
    intakes = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    judged = models.JSONField(default=list)
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Deferral from {self.from_on}"


class ReopeningRule(models.Model):
    """An application is opened again until `days` after its intake's registration closed; later only with a reason."""

    days = models.PositiveSmallIntegerField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.days} days from {self.from_on}"


class PayerRule(models.Model):
    """How somebody is reminded who must say who pays. `remind_after` and `staff_after` are working days after asking:
    of each reminder, and from when an unanswered question is for staff.
    """

    remind_after = models.JSONField(default=list)
    staff_after = models.PositiveSmallIntegerField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Reminders who pays, from {self.from_on}"

    @property
    def schedule(self) -> PayerSchedule:
        """As a reminder is decided by it."""
        return PayerSchedule(tuple(self.remind_after), self.staff_after)
