"""What people said of an event, as far as it may be shown; and the list of events with their answers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Avg, Count, F, FloatField, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cadre.evaluation import rules
from cadre.evaluation.models import Answer, Invitation, Question, Questionnaire, Response
from cadre.evaluation.states import CONFIDENCE, OF_A_ROOM, SHOWN_FROM, QuestionKind
from cadre.facilitators.models import Facilitator
from cadre.scheduling.models import Assignment, Event

SCORES, STEPS = 11, 5


@dataclass(frozen=True)
class Turnout:
    """How many were asked, have answered, and are shown. Counts are live; what is shown moves in steps."""

    invited: int
    answered: int
    shown: int

    @property
    def state(self) -> str:
        """Changes whenever the report does."""
        return f"{self.invited}-{self.answered}-{self.shown}"

    @property
    def missing(self) -> int:
        """How many more answers it takes until scores are shown."""
        return max(SHOWN_FROM - self.answered, 0)

    @property
    def waiting(self) -> int:
        return self.answered - self.shown if self.shown else 0


@dataclass(frozen=True)
class Report:
    """`scores`, `agreed`: (words, people per score or step). `comments`: (heading, texts in no telling order)."""

    turnout: Turnout
    scores: Sequence[tuple[str, list[int]]]
    agreed: Sequence[tuple[str, list[int]]]
    before: list[int]
    after: list[int]
    comments: Sequence[tuple[str, list[str]]]
    scores_title: str
    agreed_title: str
    confidence_title: str

    @property
    def has_confidence(self) -> bool:
        return any(self.before) and any(self.after)

    @property
    def confidence_means(self) -> str:
        return f"mean {rules.mean(self.before)} before, {rules.mean(self.after)} after"


def asked_at(event: Event, questionnaire: Questionnaire) -> list[Question]:
    """The questions that are put after this event. One query."""
    rows = questionnaire.questions.all()
    return list(rows.exclude(key__in=OF_A_ROOM) if event.is_online else rows)


def turnout(event: Event) -> Turnout:
    """In one query."""
    shown = Response.objects.filter(event=event, is_published=True).order_by().values("event").annotate(n=Count("pk"))
    rows = (
        Invitation.objects.filter(event=event)
        .order_by()
        .values("event")
        .annotate(
            invited=Count("pk", filter=Q(withdrawn_at=None) | Q(has_answered=True)),
            answered=Count("pk", filter=Q(has_answered=True)),
            shown=Coalesce(Subquery(shown.values("n")), 0),
        )
    )
    for row in rows:
        return Turnout(row["invited"], row["answered"], row["shown"])
    return Turnout(0, 0, 0)


def event_report(event: Event, *, only: Facilitator | None = None) -> Report:
    """The event's report, in three queries. `only`: a facilitator, who sees no colleague's own scores."""
    found = turnout(event)
    answers = Answer.objects.filter(response__event=event, response__is_published=True)
    if not found.shown:
        answers = answers.none()
    if only is not None:
        answers = answers.filter(Q(facilitator=None) | Q(facilitator=only))
    tally: dict[tuple[int, int | None], list[int]] = defaultdict(lambda: [0] * SCORES)
    texts: dict[int, list[str]] = defaultdict(list)
    names: dict[int | None, str] = {}
    for question, facilitator, name, score, text in answers.values_list(
        "question", "facilitator", "facilitator__user__name", "score", "text"
    ):
        if score is not None:
            tally[question, facilitator][score] += 1
            names[facilitator] = name
        elif text:
            texts[question].append(text)
    asked = Question.objects.filter(pk__in={question for question, _ in tally} | set(texts)) if found.shown else []
    return _report(event, found, list(asked), tally, texts, names)


def _report(event, found, asked: list[Question], tally, texts, names) -> Report:
    scores, agreed, comments, means, steps = [], [], [], [], []
    confidence: dict[str, list[int]] = {}
    for question in asked:
        if question.kind == QuestionKind.TEXT:
            comments.append((question.short, _by_lot(event, question, texts[question.pk])))
            continue
        for (_, facilitator), counts in sorted(
            ((key, counts) for key, counts in tally.items() if key[0] == question.pk),
            key=lambda item: names.get(item[0][1]) or "",
        ):
            words = question.text.format(facilitator=names.get(facilitator) or "The facilitator")
            if question.key in CONFIDENCE:
                confidence[question.key] = counts
            elif question.kind == QuestionKind.LIKERT:
                agreed.append((words, counts[1 : STEPS + 1]))
                steps.append((question.short, counts[1 : STEPS + 1]))
            else:
                scores.append((words, counts))
                means.append((question.short, rules.mean(counts) or 0.0))
    before, after = (confidence.get(key, [0] * SCORES) for key in CONFIDENCE)
    return Report(
        turnout=found,
        scores=scores,
        agreed=agreed,
        before=before,
        after=after,
        comments=comments,
        scores_title=rules.scores_finding(means),
        agreed_title=rules.agreement_finding(steps),
        confidence_title=rules.confidence_finding(rules.mean(before), rules.mean(after)),
    )


def _by_lot(event: Event, question: Question, texts: list[str]) -> list[str]:
    """In an order that stays the same while nothing changes, and says nothing about who came when."""
    return sorted(texts, key=lambda text: sha256(f"{event.ref}/{question.key}/{text}".encode()).digest())


def with_turnout(events: QuerySet[Event]) -> QuerySet[Event]:
    """Events somebody was invited to judge: `invited`, `answered`, and `score`, the mean of what is shown (or None)."""
    mine = Invitation.objects.filter(event=OuterRef("pk")).order_by().values("event")
    scored = Answer.objects.filter(
        response__event=OuterRef("pk"), response__is_published=True, question__kind=QuestionKind.SCALE
    ).exclude(question__key__in=CONFIDENCE)
    standing = Q(withdrawn_at=None) | Q(has_answered=True)
    mean = scored.order_by().values("response__event").annotate(mean=Avg("score")).values("mean")
    return (
        events.annotate(
            invited=_number(mine.annotate(n=Count("pk", filter=standing))),
            answered=_number(mine.annotate(n=Count("pk", filter=Q(has_answered=True)))),
            score=Subquery(mean, output_field=FloatField()),
        )
        .filter(invited__gt=0)
        .select_related("element", "group__partner", "group__offering__qualification", "group__offering__intake")
        .order_by(F("starts_on").desc(), "ref")
    )


def _number(rows: QuerySet) -> Coalesce:
    return Coalesce(Subquery(rows.values("n")), 0, output_field=IntegerField())


def staff_of(event: Event) -> list[Facilitator]:
    """The facilitators of the event's group, the lead first. One query."""
    staff = Assignment.objects.current().filter(group=event.group_id).select_related("facilitator__user")
    return [assignment.facilitator for assignment in staff]


def first_invitation(event: Event) -> Invitation | None:
    """The earliest invitation, which says when the form closes."""
    return Invitation.objects.filter(event=event).select_related("questionnaire").order_by("invited_at").first()
