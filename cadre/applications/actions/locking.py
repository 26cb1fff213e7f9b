"""Rows held for a change before they are read, and an application moved along its workflow.

Locks are taken in one order, so that nobody waits for each other in a ring: applications by key, then what hangs on
them, then the payers whose people are counted (trusts by key, schools by key).
"""

from datetime import datetime

from cadre.applications.models import Application
from cadre.applications.states import WORKFLOW, State
from cadre.journal.locking import held
from cadre.lib.dates import LONDON, long_day
from cadre.lib.errors import Conflict

ALSO = (
    *("offering__intake", "offering__qualification", "preferred_partner", "code__partner", "school", "quote"),
    *("decided_by", "ended_for", "officer"),
)
DONE_TO = {
    "ask": "asked for more",
    "answer": "answered",
    "accept": "accepted",
    "decline": "declined",
    "withdraw": "withdrawn",
    "reopen": "opened again",
    "defer": "deferred",
    "take_up": "taken up",
    "take_up_accepted": "taken up",
    "merge": "merged",
}


class Decided(Conflict):
    """Somebody decided it first, or it is in another state than the page showed."""


def locked(application: Application) -> Application:
    """The application as it is now, locked until the end of the transaction."""
    return held(Application.objects.select_related(*ALSO), application.pk)


def moved(application: Application, verb: str, *, now: datetime) -> Application:
    """The locked row in the state after `verb`, not saved yet. Raises Decided, saying who was first."""
    row = locked(application)
    if not WORKFLOW.allows(verb, row.state):
        raise Decided(_why_not(row, verb))
    row.state = WORKFLOW.after(verb, row.state)
    row.changed_at = now
    return row


def _why_not(row: Application, verb: str) -> str:
    state = State(row.state)
    if state == State.MERGED:
        return "We go on with the other application of this person. Open the page again."
    if state in (State.ACCEPTED, State.DECLINED) and row.decided_by and row.decided_at:
        at = row.decided_at.astimezone(LONDON)
        return f"{row.decided_by.name} {state.value} this on {long_day(at.date())} at {at:%H:%M}. Nothing was changed."
    return f"This is {state.label.lower()}, so it cannot be {DONE_TO[verb]} now."
