"""The verbs of this room."""

from cadre.scheduling.actions.arrangements import read_arrangements
from cadre.scheduling.actions.confirmation import AlreadyConfirmed, confirm_group
from cadre.scheduling.actions.dates import ClashNeedsReason, pick_date
from cadre.scheduling.actions.dissolving import dissolve_group, merge_group, restore_group
from cadre.scheduling.actions.staffing import assign, release

__all__ = [
    "AlreadyConfirmed",
    "ClashNeedsReason",
    "assign",
    "confirm_group",
    "dissolve_group",
    "merge_group",
    "pick_date",
    "read_arrangements",
    "release",
    "restore_group",
]
