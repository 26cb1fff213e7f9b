"""What those who were there said: scores that look like a good day, and words."""

from random import Random

from cadre.demo.network.calendar import on
from cadre.evaluation.actions.answering import Given, submit_answers
from cadre.evaluation.models import Invitation, Question
from cadre.evaluation.queries import asked_at
from cadre.evaluation.states import QuestionKind
from cadre.lib.dates import add_working_days
from cadre.scheduling.models import Event

DIFFERENTLY = (
    "Start line management meetings with the evidence, not with my view of it.",
    "Plan the implementation backwards from what a pupil would notice in June.",
    "Stop running three priorities at once. One, with a stop date.",
    "Ask the team what they would drop before I ask them to add anything.",
    "Use the data review template with my year leaders before half term.",
    "Give feedback in the week, not at the end of the term.",
)
BETTER = (
    "More time on the budget task. We had just got going.",
    "The hall was cold until eleven.",
    "Send the reading a week earlier.",
    "A longer break before the last session.",
)
BETTER_ONLINE = (
    "More time in small rooms. We had just got going.",
    "Send the slides a day before.",
    "Two shorter breaks instead of one.",
)
SCORES = (5, 6, 7, 8, 9, 10)
BEFORE = (2, 3, 4, 5, 6, 7)


def answer(event: Event, random: Random, *, share: float) -> int:
    """`share` of those invited answer on the next working day. The number who did."""
    facilitators = [assignment.facilitator for assignment in event.group.assignments.current()]
    waiting = list(Invitation.objects.filter(event=event, has_answered=False).select_related("questionnaire"))
    if not waiting:
        return 0
    questions = asked_at(event, waiting[0].questionnaire)
    better = BETTER_ONLINE if event.is_online else BETTER
    chosen = random.sample(waiting, round(len(waiting) * share))
    with on(add_working_days(event.ends_on, 1), 8) as now:
        for invitation in chosen:
            submit_answers(invitation, _sheet(questions, facilitators, better, random), now=now)
    return len(chosen)


def _sheet(questions: list[Question], facilitators: list, better: tuple[str, ...], random: Random) -> list[Given]:
    sheet: list[Given] = []
    for question in questions:
        if question.kind == QuestionKind.TEXT:
            texts = DIFFERENTLY if "apply" in question.key or "differ" in question.text.lower() else better
            if random.random() < 0.6:
                sheet.append(Given(question, text=random.choice(texts)))
        elif question.kind == QuestionKind.LIKERT:
            sheet.append(Given(question, score=random.choices((2, 3, 4, 5), weights=(1, 2, 6, 8))[0]))
        else:
            scale = BEFORE if "before" in question.key else SCORES
            for facilitator in facilitators if question.per_facilitator else [None]:
                score = random.choices(scale, weights=(1, 2, 4, 6, 4, 2))[0]
                sheet.append(Given(question, facilitator=facilitator, score=score))
    return sheet
