"""What changes groups and the places in them. Every place is given by `placing.take_place`, behind a lock."""

from cadre.groups.actions.forming import close_group, distance_group, open_group, reopen_group, resize_group
from cadre.groups.actions.hosting import give_back, hand_over
from cadre.groups.actions.placing import (
    await_again,
    enrol,
    enrol_all_by_code_and_preference,
    gather,
    move,
    release,
    withdraw,
)
from cadre.groups.actions.shortfall import bring_back, decide_shortfall, empty_into, watch_minimum

__all__ = [
    "await_again",
    "bring_back",
    "close_group",
    "decide_shortfall",
    "distance_group",
    "empty_into",
    "enrol",
    "enrol_all_by_code_and_preference",
    "gather",
    "give_back",
    "hand_over",
    "move",
    "open_group",
    "release",
    "reopen_group",
    "resize_group",
    "watch_minimum",
    "withdraw",
]
