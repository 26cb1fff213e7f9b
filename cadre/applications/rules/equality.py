"""The equality questions, and what may be shown of their answers.

Answers are counted and never kept with a person. Counts are shown for a qualification and intake from ten answers
on; an answer fewer than ten gave is not shown by itself. Source of ten: the access policy, equality k=10.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cadre.applications.rules.small_counts import protected

FEWEST = 10
SAID_NOTHING = ("unsaid", "I prefer not to say")


@dataclass(frozen=True)
class Question:
    key: str
    words: str
    answers: tuple[tuple[str, str], ...]


QUESTIONS = (
    Question(
        "sex",
        "What is your sex?",
        (("female", "Female"), ("male", "Male"), SAID_NOTHING),
    ),
    Question(
        "ethnic_group",
        "What is your ethnic group?",
        (
            ("asian", "Asian or Asian British"),
            ("black", "Black, Black British, Caribbean or African"),
            ("mixed", "Mixed or multiple ethnic groups"),
            ("white", "White"),
            ("other", "Another ethnic group"),
            SAID_NOTHING,
        ),
    ),
    Question(
        "disability",
        "Are your day-to-day activities limited by a health condition or a disability?",
        (("yes", "Yes"), ("no", "No"), SAID_NOTHING),
    ),
)


def shown(question: Question, counts: Mapping[str, int]) -> list[tuple[str, int | None]]:
    """(answer, how many) in the question's order; None for "fewer than ten". Nothing below ten answers in all."""
    told = protected({key: counts.get(key, 0) for key, _ in question.answers}, least=FEWEST)
    return [(label, told[key]) for key, label in question.answers] if told else []
