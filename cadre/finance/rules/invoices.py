"""Course fees as lines, VAT, totals, credits, and who the payer is. Amounts are pence."""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cadre.lib.money import pounds


@dataclass(frozen=True)
class Line:
    """`quantity` times `unit`; a discount is a line of its own with a negative unit."""

    description: str
    unit: int
    quantity: int = 1

    @property
    def amount(self) -> int:
        return self.quantity * self.unit


@dataclass(frozen=True)
class Totals:
    net: int
    vat: int

    @property
    def total(self) -> int:
        return self.net + self.vat


def course_fee(
    *, qualification: str, person: str, list_fee: int, discount: int, scholarship: int, payable: int
) -> list[Line]:
    """The lines of one place, which sum to `payable`; none for a full scholarship.

    Raises ValueError when the quote does not add up, so that no invoice is made of it.
    """
    if list_fee - discount - scholarship != payable or min(list_fee, discount, scholarship, payable) < 0:
        raise ValueError(f"The quote of {person} does not add up.")
    if payable == 0:
        return []
    lines = [Line(f"{qualification} course fee: {person}", list_fee)]
    if discount:
        lines.append(Line(f"Discount: {person}", -discount))
    if scholarship:
        lines.append(Line(f"Scholarship: {person}", -scholarship))
    return lines


def vat_on(net: int, *, basis_points: int) -> int:
    """VAT to the nearest penny, half a penny up. `basis_points` 2000 is 20 %."""
    return (net * basis_points + 5_000) // 10_000


def totals(lines: Sequence[Line], *, basis_points: int) -> Totals:
    net = sum(line.amount for line in lines)
    return Totals(net, vat_on(net, basis_points=basis_points))


def due_on(issued_on: date, *, days: int) -> date:
    return issued_on + timedelta(days=days)


def credit_of(net: int, *, original: Totals, credited: Totals, basis_points: int) -> Totals:
    """What a credit of `net` comes to at the invoice's own VAT. The last one takes what rounding left.

    Raises ValueError when more than the rest would be credited, or nothing.
    """
    rest = Totals(original.net - credited.net, original.vat - credited.vat)
    if net <= 0:
        raise ValueError("A credit note is for one penny at least.")
    if net > rest.net:
        raise ValueError("A credit note is for no more than what is left of the invoice.")
    if net == rest.net:
        return rest
    return Totals(net, min(vat_on(net, basis_points=basis_points), rest.vat))


def payer_of(name: str, email: str, postcode: str, purchase_order: str) -> str:
    """Who pays, for comparing: the same payer and purchase order share an invoice, however they were typed."""
    parts = (unicodedata.normalize("NFKC", part).casefold() for part in (name, email, postcode, purchase_order))
    return "|".join("".join(part.split()) for part in parts)


def fingerprint(*parts: object) -> str:
    """A short stable key of its parts, for “this was issued already”."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:24]


def price_change(*, invoiced: int, payable: int) -> str:
    """What an invoice says beside the price of today, both in pence without VAT; empty where they agree.

    Nothing invoiced is no change: what was taken back by hand stays so.
    """
    if invoiced <= 0 or invoiced == payable:
        return ""
    apart = pounds(abs(payable - invoiced))
    return f"{pounds(invoiced)} invoiced, {pounds(payable)} now: {apart} {'more' if payable > invoiced else 'less'}."
