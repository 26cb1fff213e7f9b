"""Kinds of question, and what can happen to an evaluation."""

from cadre.lib.choices import Choice
from cadre.lib.happenings import happening


class QuestionKind(Choice):
    SCALE = "scale", "0 to 10"
    LIKERT = "likert", "Disagree strongly to agree strongly"
    TEXT = "text", "Words"


CONFIDENCE = ("confidence_before", "confidence_after")
"""Questions, by their keys, that reports draw as one."""
OF_A_ROOM = ("venue",)
"""Questions, by their keys, that make no sense of an event online."""
SHOWN_FROM = 3  # access matrix, `aggregate`: scores and words of an event from three answers
SHOWN_IN_STEPS_OF = 2  # so that no two reports differ by one person's answer
EVALUATION_INVITED = happening("evaluation.invited", "{people} people were invited to say how it was")
EVALUATION_WITHDRAWN = happening("evaluation.withdrawn", "{people} invitations were taken back after a correction")
