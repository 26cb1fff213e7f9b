"""Questions, invitations, and answers that hold no key to the person who gave them."""

import uuid

from django.db import models
from django.db.models import Q

from cadre.evaluation.states import QuestionKind
from cadre.facilitators.models import Facilitator
from cadre.groups.models import Enrolment
from cadre.lib import clock
from cadre.programmes.models import DatedQuerySet
from cadre.scheduling.models import Event


class Questionnaire(models.Model):
    """A version of the event evaluation form."""

    name = models.CharField(max_length=80)
    from_on = models.DateField(unique=True)
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = DatedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="questions")
    key = models.SlugField(max_length=30)
    text = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=QuestionKind.choices())
    position = models.PositiveSmallIntegerField()
    per_facilitator = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="question_once"),
            models.CheckConstraint(condition=Q(kind__in=QuestionKind.values()), name="question_kind_known"),
        ]

    def __str__(self) -> str:
        return self.text


class Invitation(models.Model):
    """Somebody who was there is asked how it was. Says whether they answered, never what or when."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="invitations")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="invitations")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    has_answered = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "enrolment"], name="invited_once")]

    def __str__(self) -> str:
        return f"Invitation to {self.event}"


class Response(models.Model):
    """One filled-in form. No person, no time, and a key that hides the order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="responses")

    def __str__(self) -> str:
        return "An answer"


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
