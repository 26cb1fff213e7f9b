"""Taking answers into a box without order, and showing them in steps. See docs/decisions."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Case, Count, F, Max, Q, When

from cadre.evaluation import rules
from cadre.evaluation.models import Answer, Invitation, Question, Response
from cadre.evaluation.states import SHOWN_FROM, SHOWN_IN_STEPS_OF
from cadre.facilitators.models import Facilitator
from cadre.lib.errors import Refusal
from cadre.scheduling.models import Event


class AlreadyAnswered(Refusal):
    """This invitation has been answered. Nothing connects it with the answer."""


class Closed(Refusal):
    """The form is no longer open, or the invitation was taken back."""


@dataclass(frozen=True)
class Given:
    """One answer: a score, a step or words."""

    question: Question
    facilitator: Facilitator | None = None
    score: int | None = None
    text: str = ""

    def as_answer(self) -> Answer:
        return Answer(question=self.question, facilitator=self.facilitator, score=self.score, text=self.text)


@transaction.atomic
def submit_answers(invitation: Invitation, given: Sequence[Given], *, now: datetime) -> None:
    """Put the answers into the event's box, and note that this invitation has been answered.

    Raises AlreadyAnswered, Closed, or Refusal when nothing was answered. Nothing that is kept tells who wrote what
    or when: every row of the event's box and every invitation of the event is written anew, in one transaction and
    in an order drawn by lot. The journal records nothing.
    """
    if not given:
        raise Refusal("Answer at least one question.")
    invited = {
        one.pk: one for one in Invitation.objects.select_for_update().filter(event=invitation.event_id).order_by("pk")
    }
    mine = invited[invitation.pk]
    if mine.has_answered:
        raise AlreadyAnswered("You have already answered. Your answers are with the others.")
    if mine.withdrawn_at is not None or now >= mine.expires_at:
        raise Closed("This form is closed.")
    mine.has_answered = True
    Invitation.objects.filter(event=invitation.event_id).update(
        has_answered=Case(When(pk=mine.pk, then=True), default=F("has_answered"))
    )
    outstanding = sum(not one.has_answered and one.withdrawn_at is None for one in invited.values())
    _rewrite(invitation.event_id, list(given), outstanding=outstanding)


def _locked(event_id: int) -> list[Invitation]:
    """The event's invitations: whoever holds them is the only one at its box."""
    return list(Invitation.objects.select_for_update().filter(event=event_id).order_by("pk"))


def _rewrite(event_id: int, new: list[Given], *, outstanding: int) -> None:
    """Empty the box, add the new form if there is one, and fill it again in an order drawn by lot."""
    lot = random.SystemRandom()
    forms: list[tuple[bool, list[Answer]]] = []
    kept = Response.objects.filter(event=event_id).prefetch_related("answers")
    for response in kept:
        forms.append((response.is_published, list(response.answers.all())))
    if new:
        forms.append(
            (False, [Answer(question=a.question, facilitator=a.facilitator, score=a.score, text=a.text) for a in new])
        )
    shown = sum(published for published, _ in forms)
    publish = rules.publishes(shown=shown, waiting=len(forms) - shown, outstanding=outstanding)
    responses, answers = [], []
    for published, written in forms:
        response = Response(event_id=event_id, is_published=published or publish)
        responses.append(response)
        for one in written:
            answers.append(
                Answer(
                    response=response,
                    question_id=one.question_id,
                    facilitator_id=one.facilitator_id,
                    score=one.score,
                    text=one.text,
                )
            )
    lot.shuffle(responses)
    lot.shuffle(answers)
    Answer.objects.filter(response__event=event_id).delete()
    Response.objects.filter(event=event_id).delete()
    Response.objects.bulk_create(responses)
    Answer.objects.bulk_create(answers)


def publish_closed(today: date, now: datetime) -> None:
    """Show what waited for somebody who has not answered by the close. Safe to repeat.

    One answer alone is never added to what is shown: it stays counted, and out of the scores.
    """
    waiting = Count("responses", filter=Q(responses__is_published=False), distinct=True)
    shown = Count("responses", filter=Q(responses__is_published=True), distinct=True)
    boxes = Event.objects.annotate(closed_at=Max("invitations__expires_at"), waiting=waiting, shown=shown)
    held_back = Q(waiting__gte=SHOWN_FROM) | Q(waiting__gte=SHOWN_IN_STEPS_OF, shown__gt=0)
    for pk in boxes.filter(held_back, closed_at__lte=now).values_list("pk", flat=True):
        with transaction.atomic():
            _locked(pk)
            _rewrite(pk, [], outstanding=0)
