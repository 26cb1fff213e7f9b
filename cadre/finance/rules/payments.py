"""Whether a partner can be paid, how a payment is named in its file, and why somebody cannot be paid yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST_REFERENCE = 18  # characters a payment by BACS carries
"""Source: facts of BACS, 18 characters of reference."""


class Hindrance(StrEnum):
    """Why nothing can be paid yet."""

    UNDECIDED = "It went into another partner. Confirm to which of the two it is paid."
    NO_DETAILS = "It has given no bank details."
    HELD = "Its bank details wait to be confirmed."
    REFUSED = "Its bank details were not confirmed, and no others are in use."
    LESS_OWED = "Less is owed now than was approved. Take the approval back, and approve what is owed."


@dataclass(frozen=True)
class Standing:
    """What is known of one partner for one day. `versions`: of the bank details it is paid to, whatever became of
    them. `undecided`: it went into another partner, and finance has not said which of the two is paid."""

    versions: int
    waits: bool
    in_force: bool
    owed: int
    approved: int
    paid: int
    undecided: bool = False

    @property
    def unapproved(self) -> int:
        """What is owed and neither approved nor paid, in pence."""
        return max(self.owed - self.approved - self.paid, 0)

    @property
    def unpaid(self) -> int:
        return max(self.owed - self.paid, 0)


def hindrance(standing: Standing) -> Hindrance | None:
    """Why nothing can be paid to the partner. A change that is held hinders nothing while other details are in use."""
    if standing.undecided:
        return Hindrance.UNDECIDED
    if not standing.in_force:
        if standing.waits:
            return Hindrance.HELD
        return Hindrance.REFUSED if standing.versions else Hindrance.NO_DETAILS
    return Hindrance.LESS_OWED if standing.approved + standing.paid > standing.owed and standing.approved else None


def spread(most: int, wanted: Sequence[int]) -> list[int]:
    """`most` pence over what is wanted, in order, until it is used up: 75 over [100, 50] is [75, 0]."""
    given = []
    for pence in wanted:
        part = min(max(pence, 0), max(most, 0))
        given.append(part)
        most -= part
    return given


def payment_reference(number: str, at: int) -> str:
    """`PR-0012` and 3 -> `PR-0012-003`. Raises ValueError for one that no payment carries."""
    made = f"{number}-{at:03}"
    if len(made) > LONGEST_REFERENCE:
        raise ValueError(f"{made} has more than {LONGEST_REFERENCE} characters.")
    return made
