"""The dated policy of recruitment, and what was sent by it.

Counts and curves are read from applications and groups, and never stored.
"""

from django.db import models
from django.db.models import Q

from cadre.applications.models import Application
from cadre.programmes.models import DatedQuerySet, Intake


class RecruitmentPolicy(models.Model):
    """What holds from a day on.

    `target`: how many people a group aims at. `near_km`: how far unplaced applicants may work from a partner to help
    its group. `digest_days`: days before the deadline on which digests are sent, and daily from `daily_from` on.
    """

    target = models.PositiveSmallIntegerField()
    near_km = models.PositiveSmallIntegerField()
    digest_days = models.JSONField(default=list)
    daily_from = models.PositiveSmallIntegerField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "recruitment policies"
        constraints = [models.CheckConstraint(condition=Q(target__gt=0, near_km__gt=0), name="recruitment_policy_sane")]

    def __str__(self) -> str:
        return f"Recruitment from {self.from_on}"


class Digest(models.Model):
    """That the digests of an intake went out: once for each stage before a deadline, and anew when it is moved."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="digests")
    closes_on = models.DateField()
    stage = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intake", "closes_on", "stage"], name="digest_once")]

    def __str__(self) -> str:
        return f"{self.intake}, {self.stage} days before {self.closes_on}"


class Reminder(models.Model):
    """That an address was reminded of its unfinished applications, once under each dated policy.

    `address` is in small letters, so that two drafts of one person are one reminder.
    """

    policy = models.ForeignKey(RecruitmentPolicy, on_delete=models.PROTECT, related_name="reminders")
    address = models.CharField(max_length=254)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "address"], name="reminded_once_a_policy")]

    def __str__(self) -> str:
        return f"Reminder of {self.application_id}"


class NoReminders(models.Model):
    """An address that wants no reminders. `address` is in small letters."""

    address = models.CharField(max_length=254, unique=True)
    said_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "addresses without reminders"

    def __str__(self) -> str:
        return "An address that wants no reminders"
