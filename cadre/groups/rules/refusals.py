"""Why a place, a move or a closing is refused. Each raises a Refusal with a sentence to show."""

from cadre.applications.states import State
from cadre.groups.states import EnrolmentState, GroupState
from cadre.lib.errors import Refusal

STILL_OPEN = (GroupState.FORMING, GroupState.CONFIRMED)


class Full(Refusal):
    """Every place of the group is taken."""


def refuse_place(
    *,
    person: str,
    group: str,
    group_state: str,
    people: int,
    size: int,
    same_offering: bool = True,
    application_state: str = State.ACCEPTED,
    enrolment_state: str | None = None,
    reason: str = "",
    arrives_by_move: bool = False,
    offered: int = 0,
    waited_for: int = 0,
) -> None:
    """Raise Refusal when `person` cannot take a place in `group`. `enrolment_state` is their present one, if any.

    `offered`: free places held for others who were offered them; nobody else gets one. `waited_for`: free places that
    others are next in line for; somebody else goes first only with a reason.
    """
    if not same_offering:
        raise Refusal(f"{person} applied for another qualification or intake than {group} belongs to.")
    if group_state not in STILL_OPEN:
        words = {GroupState.CLOSED: "is closed", GroupState.DISSOLVED: "was dissolved"}.get(
            GroupState(group_state), "has finished"
        )
        raise Refusal(f"{group} {words}, so nobody can join it.")
    if enrolment_state == EnrolmentState.WITHDRAWN:
        raise Refusal(f"{person} withdrew from the programme.")
    if application_state != State.ACCEPTED:
        raise Refusal(f"{person} is not accepted: the application is {_lower(application_state)}.")
    if enrolment_state == EnrolmentState.COMPLETED:
        raise Refusal(f"{person} has completed the programme.")
    if enrolment_state == EnrolmentState.ENROLLED and not arrives_by_move:
        raise Refusal(f"{person} has a place already. Move them instead.")
    if people >= size:
        raise Full(f"{group} is full: {people} of {size} places are taken.")
    if people + offered >= size:
        held = "The free place in {} is" if size - people == 1 else "The free places in {} are"
        raise Full(f"{held.format(group)} offered to others, who have time to answer.")
    if people + offered + waited_for >= size and not reason:
        raise Refusal(f"Others wait for a place in {group}. Say why {person} goes before them.", field="reason")
    if group_state == GroupState.CONFIRMED and not reason:
        raise Refusal(f"{group} is confirmed. Say why {person} joins late.", field="reason")
    if arrives_by_move and not reason:
        raise Refusal(f"Say why {person} moves.", field="reason")


def refuse_leaving(*, person: str, state: str, reason: str) -> None:
    """Raise Refusal when somebody cannot give up a place, or no reason is given."""
    if state != EnrolmentState.ENROLLED:
        raise Refusal(f"{person} has no place to give up: {EnrolmentState(state).label.lower()}.")
    if not reason:
        raise Refusal(f"Say why {person} leaves the group.", field="reason")


def refuse_opening(*, partner: str, closed: str | None, forming_with_room: str, minimum: int, size: int) -> None:
    """Raise Refusal when a partner cannot open a group.

    `closed`: why planning is closed for it. `forming_with_room`: the ref of one that still has places.
    """
    if closed:
        raise Refusal(closed, field="partner")
    if forming_with_room:
        raise Refusal(f"{partner} has {forming_with_room}, which still has room. Fill it first.", field="partner")
    if size < minimum:
        raise Refusal(f"A group runs from {minimum} people, so it needs at least {minimum} places.", field="size")


def refuse_resizing(*, group: str, group_state: str, people: int, offered: int, minimum: int, size: int) -> None:
    """Raise Refusal when a group cannot have `size` places: closed, under its minimum, or fewer than are given."""
    if group_state not in STILL_OPEN:
        raise Refusal(f"{group} takes nobody any more, so its size stays.")
    if size < minimum:
        raise Refusal(f"A group runs from {minimum} people, so it needs at least {minimum} places.", field="size")
    if size < people + offered:
        words = f"{people} places are taken" + (f" and {offered} offered" if offered else "")
        raise Refusal(f"{words}, so {group} needs at least {people + offered}.", field="size")


def refuse_closing(*, group: str, reason: str) -> None:
    if not reason:
        raise Refusal(f"Say why {group} does not run.", field="reason")


def _lower(state: str) -> str:
    return State(state).label.lower()
