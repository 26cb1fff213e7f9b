"""The Department's own answer about a scholarship, and the question that follows when it is no."""

from django.db import models
from django.db.models import Q

from cadre.applications.models.application import Application
from cadre.applications.states import ANSWERS, CONFIRMATION_TAGS, Answered, State


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def alive(self) -> "ConfirmationQuerySet":
        """Of people who are accepted; whoever has withdrawn needs none."""
        return self.filter(application__state=State.ACCEPTED)

    def holding_funds(self) -> "ConfirmationQuerySet":
        """Approved, or with the Department: their places in the fund are taken."""
        return self.alive().filter(state__in=(Answered.APPLIED, Answered.APPROVED))


class Confirmation(models.Model):
    """How far the Department for Education's confirmation of one scholarship is. `reference` is the Department's."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="confirmation")
    state = models.CharField(max_length=12, choices=Answered.choices(), default=Answered.TO_APPLY)
    opened_at = models.DateTimeField()
    applied_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    reason = models.TextField(blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=Answered.values()), name="confirmation_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=(Answered.APPLIED, Answered.APPROVED, Answered.REFUSED)) | ~Q(applied_on=None),
                name="confirmation_was_applied_for",
            ),
        ]
        indexes = [models.Index(fields=["state", "opened_at"], name="confirmation_state")]

    def __str__(self) -> str:
        return self.application.name

    @property
    def is_answered(self) -> bool:
        """Whether the Department's answer is known; changing it begins with applying again."""
        return self.state in ANSWERS

    @property
    def state_kind(self) -> str:
        """The kind of its tag."""
        return CONFIRMATION_TAGS[Answered(self.state)]


class PayerQuestionQuerySet(models.QuerySet["PayerQuestion"]):
    def open(self) -> "PayerQuestionQuerySet":
        return self.filter(answered_at=None, dropped_at=None)


class PayerQuestion(models.Model):
    """Somebody is asked to withdraw or to say who pays, since there is no scholarship. Nothing is invoiced meanwhile.

    `dropped_at`: the question fell away, since the Department is asked again. `mailed_on` is the day of the last mail
    that asked, `reminders` how many did after the first.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="payer_questions")
    because = models.TextField()
    asked_at = models.DateTimeField()
    mailed_on = models.DateField()
    reminders = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = PayerQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(answered_at=None, dropped_at=None),
                name="payer_question_one_open",
            )
        ]

    def __str__(self) -> str:
        return self.because
