"""What waits for finance, for its first page: hosting to approve and to pay, places to invoice, prices that changed."""

from dataclasses import dataclass
from datetime import date

from cadre.finance.access import fees_visible_to, may_pay
from cadre.finance.queries.changed import changed_places
from cadre.finance.queries.lists import waiting_groups
from cadre.finance.queries.payments import Payable, payables
from cadre.finance.queries.places import Left, left_of, uninvoiced
from cadre.groups.access import enrolments_visible_to
from cadre.people.models import User


@dataclass(frozen=True)
class Money:
    """`owed`: partners with something unpaid. `undecided`: groups whose fee waits for a decision. Sums in pence."""

    owed: list[Payable]
    left: Left
    changed: int
    undecided: int

    @property
    def statements(self) -> int:
        """How many statements have something to approve."""
        return sum(len(row.statements) for row in self.owed)

    @property
    def to_approve(self) -> int:
        return sum(one.pence for row in self.owed for one in row.statements)

    @property
    def payable(self) -> list[Payable]:
        """The partners whom a payment run would pay today."""
        return [row for row in self.owed if row.can_be_paid]

    @property
    def to_pay(self) -> int:
        return sum(row.standing.approved for row in self.payable)

    @property
    def hindered(self) -> int:
        """How many partners cannot be paid yet."""
        return sum(row.hindrance is not None for row in self.owed)


def money_of(user: User, today: date) -> Money | None:
    """For those who pay; None for everybody else. Some fifteen queries, whatever the number of rows."""
    if not may_pay(user):
        return None
    fees = fees_visible_to(user)
    return Money(
        owed=payables(fees, today),
        left=left_of(uninvoiced(enrolments_visible_to(user))),
        changed=len(changed_places()),
        undecided=len(list(waiting_groups(fees))),
    )
