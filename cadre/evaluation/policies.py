"""The evaluation form, from a day on: its questions, how long it is open, and when people are reminded."""

import re
from itertools import pairwise
from typing import Any

from cadre.evaluation.models import Question, Questionnaire
from cadre.evaluation.states import CONFIDENCE, OF_A_ROOM, QuestionKind
from cadre.rulebook.policy import DatedPolicy, Values
from cadre.rulebook.says import Numbers, Says, Table

KEY = re.compile(r"[a-z][a-z0-9_]*")
FACILITATOR = "{facilitator}"
MOST_QUESTIONS = 30


def _key(typed: str) -> str:
    if not KEY.fullmatch(typed) or len(typed) > 30:
        raise ValueError("begin with a word that names the question, in small letters, such as content.")
    return typed


def _kind(typed: str) -> str:
    found = next((one for one in QuestionKind if typed.casefold() in (one.value, one.label.casefold())), None)
    if found is None:
        raise ValueError(f"write how it is answered: {', '.join(QuestionKind.values())}.")
    return found.value


def _within(most: int, what: str) -> Any:
    def clean(typed: str) -> str:
        if not typed or len(typed) > most:
            raise ValueError(f"write {what} in {most} characters or fewer.")
        return typed

    return clean


def _text(typed: str) -> str:
    if re.search("[{}]", typed.replace(FACILITATOR, "")):
        raise ValueError(f"only {FACILITATOR} stands in such brackets: it is asked for each facilitator by name.")
    return str(_within(200, "the question")(typed))


def _line(row: dict[str, Any]) -> str:
    return f"{row['short']} ({QuestionKind(row['kind']).label}): {row['text']}"


def _refuse(*, open_for_days: int, remind_after: list[int], questions: list[dict[str, Any]]) -> str:
    """One key a question; reminders while the form is open; a before has its after."""
    keys = [one["key"] for one in questions]
    if twice := next((key for key in keys if keys.count(key) > 1), ""):
        return f"Two questions are called {twice}. Each has a name of its own."
    if len(keys) > MOST_QUESTIONS:
        return f"Ask {MOST_QUESTIONS} questions or fewer: it is answered on a phone, in under a minute."
    if len(set(CONFIDENCE) & set(keys)) == 1:
        return f"{' and '.join(CONFIDENCE)} are drawn as one: ask both, or none."
    if not any(one["kind"] == QuestionKind.SCALE and one["key"] not in CONFIDENCE for one in questions):
        return f"Ask at least one question of kind {QuestionKind.SCALE.value}: the mean of an event comes from them."
    if any(after <= before for before, after in pairwise([0, *remind_after])):
        return "Each reminder is a day or more after the one before it."
    return "Nobody is reminded when the form is closed." if max(remind_after, default=0) >= open_for_days else ""


def _read(row: Questionnaire) -> Values:
    asked = sorted(row.questions.all(), key=lambda one: one.position)
    questions = [{"key": one.key, "kind": one.kind, "short": one.short, "text": one.text} for one in asked]
    return {"open_for_days": row.open_for_days, "remind_after": row.remind_after, "questions": questions}


def _write(values: Values) -> Values:
    return {"name": "Event evaluation", **{name: values[name] for name in ("open_for_days", "remind_after")}}


def _write_questions(row: Questionnaire, values: Values) -> None:
    Question.objects.bulk_create(
        Question(questionnaire=row, position=position, per_facilitator=FACILITATOR in one["text"], **one)
        for position, one in enumerate(values["questions"], 1)
    )


POLICIES = [
    DatedPolicy(
        Questionnaire,
        "What people are asked after an event",
        "Evaluation",
        "qa_visit",
        fields={
            "open_for_days": Says("Open for", "days", least=1, most=90),
            "remind_after": Numbers("Reminded after", "days", most=89, optional=True),
            "questions": Table(
                "Questions",
                hint="One on each line, in their order: its name, how it is answered (scale, likert or text), its "
                "heading in reports, and the question, with | between. Keep the name of a question that is only "
                f"worded anew. {FACILITATOR} asks for each facilitator by name. {' and '.join(CONFIDENCE)} are drawn "
                f"as one; {', '.join(OF_A_ROOM)} is not asked online.",
                parts={"key": _key, "kind": _kind, "short": _within(40, "the heading"), "text": _text},
                line=_line,
            ),
        },
        notice_days=1,
        note="Asked after events that begin from that day on. Reports show each answer under the question it was given "
        "to.",
        refuse=_refuse,
        read=_read,
        write=_write,
        after=_write_questions,
        related=("questions",),
    )
]
