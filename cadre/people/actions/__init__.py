"""What may be done with accounts, and with roles in the office."""

from cadre.people.actions.accounts import close_account, open_account, person_for, sign_out_everywhere
from cadre.people.actions.roles import ask_role, ask_role_for, decide_role, end_role, grant_role, take_back_role

__all__ = [
    "ask_role",
    "ask_role_for",
    "close_account",
    "decide_role",
    "end_role",
    "grant_role",
    "open_account",
    "person_for",
    "sign_out_everywhere",
    "take_back_role",
]
