"""When a group that was confirmed has lost so many people that somebody must decide what becomes of it."""

from cadre.groups.states import GroupState, ShortfallAnswer
from cadre.lib.errors import Refusal


def least_people(*, minimum: int, confirmed: int | None, agreed: int | None) -> int:
    """The fewest people with whom a group goes on unasked: its minimum; or fewer, where it was `confirmed` with fewer
    or where somebody `agreed` since to go on with fewer."""
    return min(number for number in (minimum, confirmed, agreed) if number is not None)


def must_be_decided(*, state: str, people: int, least: int, being_moved: bool) -> bool:
    """Whether a group in `state` with `people` needs a decision. Not while its people are being moved by one."""
    return state == GroupState.CONFIRMED and people < least and not being_moved


def refuse_deciding(*, group: str, is_open: bool, answer: str, reason: str) -> None:
    """Raise Refusal when there is nothing to decide any more, or the decision is not whole."""
    if not is_open:
        raise Refusal(f"There is nothing to decide about {group} now: somebody did, or people came back.")
    if answer not in ShortfallAnswer.values():
        raise Refusal("Choose what becomes of the group.", field="answer")
    if not reason.strip():
        raise Refusal("Write why, for whoever reads it later.", field="reason")


def refuse_emptying(*, group: str, going: int, leaving_out: int) -> None:
    """Raise Refusal where nobody would go along, so that another answer says better what is meant."""
    if not going and leaving_out:
        raise Refusal(f"Nobody of {group} would go there. Choose who does, or move them one by one.", field="goes")
