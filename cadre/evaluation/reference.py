"""The event evaluation a new deployment starts with. Loading twice changes nothing."""

from datetime import date

from django.db import transaction

from cadre.evaluation.models import Question, Questionnaire
from cadre.evaluation.states import QuestionKind

SINCE = date(2017, 9, 1)
SOURCE = (
    "design, for the provider to confirm; its sections mirror the quality assurance body's survey, "
    "its scales a watched share of scores from 6"
)
OPEN_FOR_DAYS = 14
REMIND_AFTER = [1, 4]
SCALE, LIKERT, TEXT = QuestionKind.SCALE, QuestionKind.LIKERT, QuestionKind.TEXT
QUESTIONS = [
    ("prep", SCALE, "Preparation", "Joining information and pre-course work prepared me"),
    ("content", SCALE, "Content", "The content was relevant to my role"),
    ("development", SCALE, "Development", "The day developed my leadership"),
    ("delivery", SCALE, "Facilitation", "{facilitator} was expert and engaging"),
    ("pace", LIKERT, "Pace", "Pace and timing suited me"),
    ("inclusion", LIKERT, "Inclusion", "I felt included and my needs were met"),
    ("venue", LIKERT, "Venue and food", "Venue, food and equipment were right"),
    ("confidence_before", SCALE, "Before", "Confidence in today’s themes before the day"),
    ("confidence_after", SCALE, "After", "Confidence in today’s themes after the day"),
    ("recommend", SCALE, "Recommendation", "I would recommend this programme"),
    ("apply", TEXT, "Will do differently", "What I will do differently in school"),
    ("improve", TEXT, "Would make it better", "What would make it better"),
]


@transaction.atomic
def load(today: date) -> Questionnaire:
    """The first version of the form, with its questions."""
    made, new = Questionnaire.objects.get_or_create(
        from_on=SINCE,
        defaults={
            "name": "Event evaluation",
            "source": SOURCE,
            "open_for_days": OPEN_FOR_DAYS,
            "remind_after": REMIND_AFTER,
        },
    )
    if new:
        Question.objects.bulk_create(
            Question(
                questionnaire=made,
                key=key,
                kind=kind,
                short=short,
                text=text,
                position=position,
                per_facilitator="{facilitator}" in text,
            )
            for position, (key, kind, short, text) in enumerate(QUESTIONS, 1)
        )
    return made
