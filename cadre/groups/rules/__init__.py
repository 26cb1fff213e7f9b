"""What decides about groups: whether one runs, who is placed where, who would fit, and what is refused."""

from cadre.groups.rules.fit import Fit, distance_fit, distance_km, fit
from cadre.groups.rules.placing import Applicant, Outcome, Places, placing
from cadre.groups.rules.refusals import (
    STILL_OPEN,
    Full,
    refuse_closing,
    refuse_leaving,
    refuse_opening,
    refuse_place,
    refuse_resizing,
)
from cadre.groups.rules.viability import Viability, group_ref, viability

__all__ = [
    "STILL_OPEN",
    "Applicant",
    "Fit",
    "Full",
    "Outcome",
    "Places",
    "Viability",
    "distance_fit",
    "distance_km",
    "fit",
    "group_ref",
    "placing",
    "refuse_closing",
    "refuse_leaving",
    "refuse_opening",
    "refuse_place",
    "refuse_resizing",
    "viability",
]
