"""The evaluation form, from a day on: its questions, how long it is open, and when people are reminded."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Any

from django import forms
from django.utils.text import slugify

from cadre.evaluation.forms import AnswerForm
from cadre.evaluation.models import Question, Questionnaire
from cadre.evaluation.states import CONFIDENCE, QuestionKind
from cadre.facilitators.models import Facilitator
from cadre.people.models import User
from cadre.rulebook.policy import DatedPolicy, Values
from cadre.rulebook.rows import Row, Rows
from cadre.rulebook.says import Numbers, Says
from cadre.ui.forms import TextField

FACILITATOR = "{facilitator}"
MOST_QUESTIONS = 30
LONGEST_KEY = 30
KEPT = ("kind", "short", "text", "is_required")
ROLES = {
    "": "After any event",
    "venue": "Only after an event in a room",
    "confidence_before": "Confidence before the event, drawn beside after",
    "confidence_after": "Confidence after the event, drawn beside before",
}
"""Questions that are asked or drawn in a way of their own, by their keys."""


class QuestionField(TextField):
    """A question. In curly brackets stands nothing but `facilitator`."""

    def clean_with(self, value: str) -> str:
        found = super().clean_with(value)
        if re.search("[{}]", found.replace(FACILITATOR, "")):
            raise ValueError(f"Only {FACILITATOR} stands in such brackets: it is asked for each facilitator by name.")
        return found


def _parts() -> dict[str, forms.Field]:
    return {
        "text": QuestionField(label="Words", limit=200),
        "short": TextField(label="Heading in reports", limit=40),
        "kind": forms.ChoiceField(label="Kind of answer", choices=QuestionKind.choices()),
        "role": forms.ChoiceField(label="Occasion", choices=list(ROLES.items()), required=False),
        "is_required": forms.BooleanField(label="It must be answered", required=False),
    }


def _line(row: dict[str, Any]) -> str:
    more = [ROLES[row["key"]].lower()] if row["key"] in ROLES else []
    needed = ["must be answered"] if row["is_required"] else []
    return f"{row['text']} ({', '.join([row['short'], QuestionKind(row['kind']).label, *more, *needed])})"


@dataclass(frozen=True)
class Questions(Rows):
    """A question keeps its key while it is worded anew, so that reports of before and after are of one question."""

    def opened(self, row: Row) -> Row:
        role = row["key"] if row["key"] in ROLES else ""
        return {**row, "role": role, "key": "" if role else row["key"]}

    def kept(self, rows: Sequence[Row]) -> list[Row]:
        made: list[Row] = []
        taken = {row["key"] for row in rows if _is_plain(row["key"])}
        for row in rows:
            key = row["role"] or (row["key"] if _is_plain(row["key"]) else _new_key(row["short"], taken))
            taken.add(key)
            made.append({name: row[name] for name in KEPT} | {"key": key})
        return made

    def faults(self, rows: Sequence[Row]) -> Iterator[tuple[int, str, str]]:
        keys = [row["key"] for row in rows]
        for at, key in enumerate(keys):
            if key in keys[:at]:
                yield at, "role", "Another question is this one already. Choose another, or remove one of them."
            elif key in CONFIDENCE and not set(CONFIDENCE) <= set(keys):
                yield at, "role", "Confidence before and after are drawn as one: ask both, or none."
            elif key in CONFIDENCE and rows[at]["kind"] != QuestionKind.SCALE:
                yield at, "kind", "Confidence is asked from 0 to 10, so that both can be drawn."


def _is_plain(key: str) -> bool:
    """Whether it is the key of a question that is asked and drawn like any."""
    return key not in ROLES and re.fullmatch("[a-z][a-z0-9_]*", key) is not None and len(key) <= LONGEST_KEY


def _new_key(heading: str, taken: Collection[str]) -> str:
    """`Would it help` -> `would_it_help`; with a number where that is taken."""
    plain = slugify(heading).replace("-", "_").lstrip("0123456789_")[: LONGEST_KEY - 4] or "question"
    numbered = (f"{plain}_{number}" for number in count(2))
    return plain if plain not in {*taken, *ROLES} else next(key for key in numbered if key not in taken)


def _refuse(*, open_for_days: int, remind_after: list[int], questions: list[dict[str, Any]]) -> str:
    """One key a question; reminders while the form is open; a before has its after."""
    keys = [one["key"] for one in questions]
    if not keys:
        return "Ask at least one question."
    if len(set(keys)) < len(keys):
        return "Two questions are one and the same."
    if len(keys) > MOST_QUESTIONS:
        return f"Ask {MOST_QUESTIONS} questions or fewer: it is answered on a phone, in under a minute."
    if len(set(CONFIDENCE) & set(keys)) == 1:
        return "Confidence before and after are drawn as one: ask both, or none."
    if not any(one["kind"] == QuestionKind.SCALE and one["key"] not in CONFIDENCE for one in questions):
        return f"Ask at least one other question from {QuestionKind.SCALE.label}: the mean of an event comes from them."
    if any(after <= before for before, after in pairwise([0, *remind_after])):
        return "Each reminder is a day or more after the one before it."
    return "Nobody is reminded when the form is closed." if max(remind_after, default=0) >= open_for_days else ""


def _read(row: Questionnaire) -> Values:
    asked = sorted(row.questions.all(), key=lambda one: one.position)
    questions = [{name: getattr(one, name) for name in ("key", *KEPT)} for one in asked]
    return {"open_for_days": row.open_for_days, "remind_after": row.remind_after, "questions": questions}


def _write(values: Values) -> Values:
    return {"name": "Event evaluation", **{name: values[name] for name in ("open_for_days", "remind_after")}}


def _write_questions(row: Questionnaire, values: Values) -> None:
    Question.objects.bulk_create(
        Question(questionnaire=row, position=position, per_facilitator=FACILITATOR in one["text"], **one)
        for position, one in enumerate(values["questions"], 1)
    )


def _preview(values: Values) -> tuple[str, AnswerForm]:
    """The form as somebody sees it whose group has one facilitator."""
    one = Facilitator(pk=0, user=User(name="[name of the facilitator]"))
    asked = [Question(per_facilitator=FACILITATOR in row["text"], **row) for row in values["questions"]]
    return "evaluation/parts/preview.html", AnswerForm(asked, [one], auto_id="preview_%s", prefix="preview")


POLICIES = [
    DatedPolicy(
        Questionnaire,
        "What people are asked after an event",
        "Evaluation",
        "qa_visit",
        fields={
            "open_for_days": Says("Open for", "days", least=1, most=90),
            "remind_after": Numbers("Reminded after", "days", most=89, optional=True),
            "questions": Questions(
                "Questions",
                hint=f"In the order in which they are asked. {FACILITATOR} in a question asks it for each facilitator "
                "of the group, by name. A question that is worded anew stays the same question in reports.",
                parts=_parts,
                one="question",
                line=_line,
                most_rows=MOST_QUESTIONS,
            ),
        },
        notice_days=1,
        note="Asked after events that begin from that day on. Reports show each answer under the question it was given "
        "to.",
        refuse=_refuse,
        read=_read,
        write=_write,
        after=_write_questions,
        preview=_preview,
        related=("questions",),
    )
]
