"""Whether two applications of one person may become one, and what of the one that goes fills the one that is kept."""

from dataclasses import dataclass

from cadre.applications.states import ALIVE, State


@dataclass(frozen=True)
class Side:
    """One of the two. `place` and `invoice` are what rooms above hold of it, in words, or empty."""

    ref: str
    state: str
    qualification: str
    intake: str
    place: str = ""
    invoice: str = ""


def refuse_merger(*, kept: Side, gone: Side) -> str:
    """Why they may not be merged this way round, as a sentence; empty when they may."""
    if kept.qualification != gone.qualification:
        return (
            f"They are for {kept.qualification} and {gone.qualification}. Somebody may take both: say that both stand."
        )
    if State.MERGED in (kept.state, gone.state):
        return "One of them was merged already."
    if kept.place and gone.place:
        return f"{kept.ref} holds {kept.place}, and {gone.ref} {gone.place}. Take one out of there first."
    if kept.invoice and gone.invoice:
        return f"{kept.ref} is on {kept.invoice}, and {gone.ref} on {gone.invoice}. Credit one first."
    if gone.invoice and not gone.place:
        return f"{gone.ref} is on {gone.invoice} without a place. Credit it first."
    if gone.place and kept.intake != gone.intake:
        return f"{gone.ref} holds {gone.place} in {gone.intake}. Keep that one."
    if gone.state == State.ACCEPTED and kept.state != State.ACCEPTED:
        return f"{gone.ref} is accepted and {kept.ref} is not. Keep the accepted one."
    if gone.state in (*ALIVE, State.DEFERRED) and kept.state not in (*ALIVE, State.DEFERRED):
        return f"{kept.ref} is {State(kept.state).label.lower()}. Keep the one that goes on."
    return ""


def better_kept(first: Side, second: Side) -> bool:
    """Whether the first is the one to keep: with a place, else accepted, else the older (which is the first)."""
    for has in (lambda side: bool(side.place), lambda side: side.state == State.ACCEPTED, lambda side: _goes_on(side)):
        if has(first) != has(second):
            return has(first)
    return True


def _goes_on(side: Side) -> bool:
    return side.state in ALIVE
