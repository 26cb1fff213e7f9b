"""Whether a partner may plan and promote groups, and why not: the one rule about it."""

from collections.abc import Callable
from datetime import date, timedelta

from cadre.lib.dates import long_day
from cadre.partners.states import MemorandumState

OPENS = "Planning and promotion open once both sides have signed."
WAITING: dict[str, str] = {
    MemorandumState.DRAFT: "The memorandum of understanding of {partner} is being prepared.",
    MemorandumState.SENT: "The memorandum of understanding is with {partner} to sign.",
    MemorandumState.SIGNED: "{partner} has signed its memorandum of understanding, and the provider has yet to sign.",
    MemorandumState.RECALLED: "The memorandum of understanding of {partner} was recalled and is sent anew.",
    MemorandumState.DECLINED: "{partner} declined its memorandum of understanding.",
}


def closed_because(
    *,
    partner: str,
    signed_on: date | None,
    ends_on: date | None,
    left_on: date | None,
    today: date,
    waiting: Callable[[], str] = str,
) -> str | None:
    """Why planning and promotion are closed for a partner today, in sentences; None where they are open.

    `signed_on`: the first day of the memorandum in force; `ends_on`: the first day on which none is. `waiting` answers
    with the state of a memorandum that is under way, or "", and is only asked where it matters.
    """
    if left_on is not None and left_on <= today:
        return f"{partner} left the network on {long_day(left_on)}."
    if signed_on is not None and signed_on <= today and (ends_on is None or today < ends_on):
        return None
    if signed_on is not None and signed_on > today:
        return f"The memorandum of understanding of {partner} starts on {long_day(signed_on)}."
    said = WAITING.get(waiting(), "")
    if signed_on is None:
        return f"{said.format(partner=partner) or f'{partner} has no signed memorandum of understanding.'} {OPENS}"
    last = long_day(ends_on - timedelta(days=1)) if ends_on else ""
    ended = f"The memorandum of understanding of {partner} ended on {last}." if last else ""
    return " ".join(filter(None, [ended, said.format(partner=partner), OPENS]))
