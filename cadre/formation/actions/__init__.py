"""Plans: asked for, worked out, adjusted, cancelled, carried out, undone."""

from cadre.formation.actions.asking import adjust_plan, ask_plan, cancel_plan, replan
from cadre.formation.actions.committing import commit_plan, stale_words
from cadre.formation.actions.solving import solve_plan
from cadre.formation.actions.undoing import undo_plan

__all__ = ["adjust_plan", "ask_plan", "cancel_plan", "commit_plan", "replan", "solve_plan", "stale_words", "undo_plan"]
