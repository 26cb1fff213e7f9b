"""The verbs of this room."""

from cadre.scheduling.actions.answering import answer_date, ask_whether
from cadre.scheduling.actions.arrangements import read_arrangements
from cadre.scheduling.actions.confirmation import AlreadyConfirmed, confirm_group
from cadre.scheduling.actions.dates import ClashNeedsReason, pick_date
from cadre.scheduling.actions.dissolving import dissolve_group, merge_group, restore_group
from cadre.scheduling.actions.feeds import end_feed, make_feed, note_reading
from cadre.scheduling.actions.holding import hold_date, let_go
from cadre.scheduling.actions.holidays import add_holidays, withdraw_holidays
from cadre.scheduling.actions.staffing import assign, release
from cadre.scheduling.actions.starting import move_start
from cadre.scheduling.actions.swapping import swap_dates
from cadre.scheduling.actions.timelines import change_timeline

__all__ = [
    "AlreadyConfirmed",
    "ClashNeedsReason",
    "add_holidays",
    "answer_date",
    "ask_whether",
    "assign",
    "change_timeline",
    "confirm_group",
    "dissolve_group",
    "end_feed",
    "hold_date",
    "let_go",
    "make_feed",
    "merge_group",
    "move_start",
    "note_reading",
    "pick_date",
    "read_arrangements",
    "release",
    "restore_group",
    "swap_dates",
    "withdraw_holidays",
]
