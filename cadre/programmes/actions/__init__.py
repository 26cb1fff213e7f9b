"""Intakes planned, moved and announced, facts brought up to date, and how distance learning is delivered."""

from cadre.programmes.actions.distance import add_distance_model
from cadre.programmes.actions.following import confirm_intake, leave_without_next, plan_by_itself, plan_proposed
from cadre.programmes.actions.moving import move_registration
from cadre.programmes.actions.planning import lay_out, open_intake, plan_intake
from cadre.programmes.actions.publishing import publish_qualification

__all__ = [
    "add_distance_model",
    "confirm_intake",
    "lay_out",
    "leave_without_next",
    "move_registration",
    "open_intake",
    "plan_by_itself",
    "plan_intake",
    "plan_proposed",
    "publish_qualification",
]
