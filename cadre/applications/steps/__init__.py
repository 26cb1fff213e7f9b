"""The questions of the application, one class each. `path.py` walks from one to the next."""

from cadre.applications.steps.base import Answers, Facts, Step
from cadre.applications.steps.path import FIRST, STEPS, Walk, walk

__all__ = ["FIRST", "STEPS", "Answers", "Facts", "Step", "Walk", "walk"]
