"""Plans: asked for, worked out, adjusted, cancelled, rehearsed, carried out, undone."""

from cadre.formation.actions.asking import adjust_plan, ask_plan, cancel_plan, replan
from cadre.formation.actions.committing import commit_plan, stale_words
from cadre.formation.actions.rehearsing import ask_rehearsal, cancel_rehearsal, choose_mails, rehearse_plan
from cadre.formation.actions.solving import solve_plan
from cadre.formation.actions.undoing import undo_plan

__all__ = [
    "adjust_plan",
    "ask_plan",
    "ask_rehearsal",
    "cancel_plan",
    "cancel_rehearsal",
    "choose_mails",
    "commit_plan",
    "rehearse_plan",
    "replan",
    "solve_plan",
    "stale_words",
    "undo_plan",
]
