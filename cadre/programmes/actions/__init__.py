"""Intakes planned and announced, facts brought up to date, and how distance learning is delivered."""

from cadre.programmes.actions.distance import add_distance_model, add_hours
from cadre.programmes.actions.intakes import lay_out, open_intake, plan_intake, publish_qualification

__all__ = ["add_distance_model", "add_hours", "lay_out", "open_intake", "plan_intake", "publish_qualification"]
