"""Applications to become a facilitator (an associate), with their referees, checks and the dated policy of both."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadre.facilitators.models.facilitator import Facilitator
from cadre.facilitators.states import AssociateState, CheckKind, DecisionKind, Support
from cadre.lib import clock
from cadre.partners.models import Partner
from cadre.programmes.models import CodedReason, DatedQuerySet, Qualification


class AssociatePolicy(models.Model):
    """What holds for associate applications from a day on.

    `referee_days`: how long a referee's link works. `remind_days`: how many days after asking a referee is recalled,
    once. `draft_days`: how long an unfinished application is kept after its last change, and `keep_days` one that was
    declined after the decision; then they are deleted with their references.
    """

    referee_days = models.PositiveSmallIntegerField()
    remind_days = models.PositiveSmallIntegerField()
    draft_days = models.PositiveSmallIntegerField()
    keep_days = models.PositiveSmallIntegerField()
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(referee_days__gt=0, remind_days__gt=0, draft_days__gt=0, keep_days__gt=0),
                name="associate_policy_sane",
            )
        ]

    def __str__(self) -> str:
        return f"Referees have {self.referee_days} days from {self.from_on}"


class AssociateReason(CodedReason):
    """A coded reason of a decision, whose words stand in the mail."""

    kind = models.CharField(max_length=8, choices=DecisionKind.choices())

    class Meta(CodedReason.Meta):
        constraints = [
            models.UniqueConstraint(fields=["kind", "code", "from_on"], name="associate_reason_once"),
            models.CheckConstraint(condition=Q(kind__in=DecisionKind.values()), name="associate_reason_kind_known"),
        ]


class AssociateQuerySet(models.QuerySet["AssociateApplication"]):
    def submitted(self) -> "AssociateQuerySet":
        return self.exclude(state=AssociateState.DRAFT)

    def waiting(self) -> "AssociateQuerySet":
        """Those that wait for the provider."""
        return self.filter(state=AssociateState.SUBMITTED)


class AssociateApplication(models.Model):
    """A serving school leader who would like to facilitate.

    `typed` is the form as it was typed, right or wrong, until it is sent; the fields below it hold what was sent.
    """

    ref = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=10, choices=AssociateState.choices(), default=AssociateState.DRAFT)
    name = models.CharField(max_length=100)
    email = models.EmailField(max_length=254)
    started_with = models.CharField(max_length=64, unique=True)
    typed = models.JSONField(default=dict, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=120, blank=True)
    employer = models.CharField(max_length=160, blank=True)
    urn = models.CharField(max_length=6, blank=True)
    region = models.CharField(max_length=40, blank=True)
    years_leading = models.PositiveSmallIntegerField(null=True, blank=True)
    experience = models.TextField(blank=True)
    subjects = models.CharField(max_length=300, blank=True)
    qualifications = models.ManyToManyField(Qualification, related_name="+", blank=True)
    nominated_by = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    nominated_by_name = models.CharField(max_length=200, blank=True)
    nominated_words = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    asked_words = models.TextField(blank=True)
    reason = models.ForeignKey(AssociateReason, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    facilitator = models.ForeignKey(Facilitator, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = AssociateQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AssociateState.values()), name="associate_state_known"),
            models.CheckConstraint(
                condition=~Q(state=AssociateState.ACCEPTED) | Q(facilitator__isnull=False),
                name="accepted_associate_facilitates",
            ),
        ]
        indexes = [models.Index(fields=["state", "submitted_at"], name="associate_waiting")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        return self.state == AssociateState.DRAFT

    @property
    def may_be_changed(self) -> bool:
        """By whoever applies: until it is sent, and again when more was asked."""
        return self.state in (AssociateState.DRAFT, AssociateState.ASKED)


class AssociateLink(models.Model):
    """A mailed way back into an application. Only the hash of the secret is kept; earlier links keep working."""

    application = models.ForeignKey(AssociateApplication, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Link {self.pk}"


class RefereeQuerySet(models.QuerySet["Referee"]):
    def unanswered(self) -> "RefereeQuerySet":
        return self.filter(answered_at=None)


class Referee(models.Model):
    """Somebody who knows the work of whoever applies, and what they said. A link works until `expires_at`."""

    application = models.ForeignKey(AssociateApplication, on_delete=models.CASCADE, related_name="referees")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=120)
    asked_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    known = models.CharField(max_length=200, blank=True)
    support = models.CharField(max_length=12, choices=Support.choices(), blank=True)
    words = models.TextField(blank=True)

    objects = RefereeQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="referee_once"),
            models.CheckConstraint(condition=Q(support__in=["", *Support.values()]), name="support_known"),
        ]

    def __str__(self) -> str:
        return self.name


class AssociateCheck(models.Model):
    """A check that somebody did, on a day. What was seen is never kept here."""

    application = models.ForeignKey(AssociateApplication, on_delete=models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=14, choices=CheckKind.choices())
    done_on = models.DateField()
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "kind"], name="associate_check_once"),
            models.CheckConstraint(condition=Q(kind__in=CheckKind.values()), name="associate_check_known"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
