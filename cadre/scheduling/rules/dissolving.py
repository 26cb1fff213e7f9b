"""When a confirmed group may be dissolved, which of its events are called off, and when that may be taken back."""

from collections.abc import Sequence
from datetime import date

from cadre.groups.states import GroupState
from cadre.lib.errors import Refusal


def is_called_off(*, starts_on: date, today: date) -> bool:
    """Whether an event of a group that is dissolved today no longer takes place: not one that has begun."""
    return starts_on > today


def refuse_dissolving(*, group: str, people: int, reason: str) -> None:
    """Raise Refusal while somebody has a place, or without a reason."""
    if people:
        who = "person has a place" if people == 1 else "people have a place"
        raise Refusal(f"{people} {who} in {group}. Move them first.")
    if not reason.strip():
        raise Refusal(f"Say why {group} does not go on.", field="reason")


def refuse_restoring(*, group: str, state: str, begun: Sequence[str], reason: str) -> None:
    """Raise Refusal when a dissolved group cannot go on as before. `begun`: events of its days, or of the group its
    people went to, that have begun since, in words."""
    if state != GroupState.DISSOLVED:
        raise Refusal(f"{group} is not dissolved.")
    if begun:
        raise Refusal(
            f"Delivered since: {'; '.join(begun[:2])}. So {group} cannot go on as it was. Move people by hand."
        )
    if not reason.strip():
        raise Refusal("Say why it is taken back.", field="reason")
