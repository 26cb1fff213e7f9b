"""Questions, invitations, and answers that hold no key to the person who gave them."""

import uuid
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cadre.evaluation.states import QuestionKind
from cadre.facilitators.models import Facilitator
from cadre.groups.models import Enrolment
from cadre.lib import clock
from cadre.lib.dates import LONDON
from cadre.programmes.models import DatedQuerySet
from cadre.scheduling.models import Event


class Questionnaire(models.Model):
    """A version of the event evaluation form, with how long it may be answered and when people are reminded.

    `remind_after`: days after the invitation.
    """

    name = models.CharField(max_length=80)
    open_for_days = models.PositiveSmallIntegerField(default=14)
    remind_after = models.JSONField(default=list)
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = DatedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """`text` may name `{facilitator}`, and is then asked for each of the group's. `short` stands in headings.

    Only what `is_required` must be answered; the others may be left out.
    """

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="questions")
    key = models.SlugField(max_length=30)
    text = models.CharField(max_length=200)
    short = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=QuestionKind.choices())
    position = models.PositiveSmallIntegerField()
    per_facilitator = models.BooleanField(default=False)
    is_required = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="question_once"),
            models.CheckConstraint(condition=Q(kind__in=QuestionKind.values()), name="question_kind_known"),
        ]

    def __str__(self) -> str:
        return self.text


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def standing(self) -> "InvitationQuerySet":
        """Those that count: not taken back, unless they had been answered by then."""
        return self.filter(Q(withdrawn_at=None) | Q(has_answered=True))

    def unanswered(self, now: datetime) -> "InvitationQuerySet":
        """Those that may still be answered."""
        return self.filter(withdrawn_at=None, has_answered=False, expires_at__gt=now)


class Invitation(models.Model):
    """Somebody who was there is asked how it was. Says whether they answered, never what or when."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="invitations")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="invitations")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    has_answered = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "enrolment"], name="invited_once")]
        indexes = [models.Index(fields=["has_answered", "expires_at"], name="evaluation_unanswered")]

    def __str__(self) -> str:
        return f"Invitation to {self.event}"

    @property
    def closes_on(self) -> date:
        """The last day on which the form can be answered."""
        return timezone.localtime(self.expires_at - timedelta(microseconds=1), LONDON).date()

    @property
    def invited_on(self) -> date:
        return timezone.localtime(self.invited_at, LONDON).date()


class Link(models.Model):
    """A mailed way to the form: one with the invitation, one with each reminder. Only the secret's hash is kept."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return "A link to an evaluation"


class Response(models.Model):
    """One filled-in form: no person, no time, no order (see docs/decisions). Published in steps."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="responses")
    is_published = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "A filled-in form"


class Answer(models.Model):
    """A score from 0 to 10, a step from 1 to 5, or words, to one question."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    facilitator = models.ForeignKey(Facilitator, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "question", "facilitator"], name="answered_once"),
            models.CheckConstraint(condition=Q(score=None) | Q(score__lte=10), name="score_in_range"),
        ]

    def __str__(self) -> str:
        return "An answer"
