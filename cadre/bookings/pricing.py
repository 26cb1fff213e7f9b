"""What a party would cost, worked out by the quote's own rules, one person after the other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cadre.applications.pricing import quote_inputs
from cadre.applications.rules.discount import Place
from cadre.applications.rules.filled import Filled
from cadre.applications.rules.pricing import Inputs, Price, priced
from cadre.applications.states import Funding, Over
from cadre.lib.money import pounds
from cadre.lib.words import counted
from cadre.programmes.models import Offering


@dataclass(frozen=True)
class Line:
    """People of one qualification who would pay the same, and why."""

    offering: Offering
    people: int
    price: Price

    @property
    def pence(self) -> int:
        return self.people * self.price.payable_pence


@dataclass(frozen=True)
class PartyQuote:
    """The party in lines, dearest first. A later place is never dearer than an earlier one."""

    lines: list[Line]

    @property
    def total_pence(self) -> int:
        return sum(line.pence for line in self.lines)

    @property
    def list_pence(self) -> int:
        return sum(line.people * line.price.list_pence for line in self.lines)

    @property
    def people(self) -> int:
        return sum(line.people for line in self.lines)

    @property
    def saved_pence(self) -> int:
        return self.list_pence - self.total_pence

    @property
    def percent(self) -> int:
        """The highest discount that the party reaches."""
        return max((line.price.percent for line in self.lines), default=0)

    @property
    def headline(self) -> str:
        return f"{pounds(self.total_pence)} for {counted(self.people, 'person', 'people')}"

    @property
    def sentence(self) -> str:
        """The discount with its reason: the words of the best placed person."""
        if not self.percent:
            return "No discount yet: it begins with more people of one school or trust in one intake."
        return (
            "The more people a school or trust puts through one intake, the lower the fee of each further place: "
            f"here up to {self.percent}% less, {pounds(self.saved_pence)} in all."
        )

    @property
    def money(self) -> list[tuple[str, int]]:
        rows = [("Course fees", self.list_pence)]
        return rows + ([("Discount", -self.saved_pence)] if self.saved_pence else [])

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """(who, what each pays), one a line."""
        rows = []
        for line in self.lines:
            each = pounds(line.price.payable_pence) + (f", {line.price.percent}% off" if line.price.percent else "")
            who = f"{counted(line.people, 'place')}, {line.offering.qualification}"
            rows.append((who, f"{each}{' each' if line.people > 1 else ''}"))
        return rows


def party_quote(filled: Filled, wanted: Sequence[tuple[Offering, int]], *, on: date) -> PartyQuote:
    """The prices of so many people of each offering, who apply one after the other. Raises NoPrice.

    Scholarships are left out: they depend on each person. Who has applied already for the payer counts before them.
    """
    paid = replace(filled, funding=filled.payer or Funding.SCHOOL)
    lines: list[Line] = []
    before = 0
    for offering, people in wanted:
        inputs, _ = quote_inputs(paid, offering, on=on)
        for at in range(people):
            price = priced(_later(inputs, others=before, same=at))
            last = lines[-1] if lines else None
            if last and last.offering == offering and _alike(last.price, price):
                lines[-1] = replace(last, people=last.people + 1)
            else:
                lines.append(Line(offering, 1, price))
        before += people
    return PartyQuote(lines)


def _later(inputs: Inputs, *, others: int, same: int) -> Inputs:
    """The inputs of somebody who comes after so many people of other qualifications and of the same one."""

    def moved(place: Place) -> Place:
        by = same if place.over == Over.QUALIFICATION else others + same
        return replace(place, number=place.number + by)

    return replace(inputs, place=inputs.place + others + same, places=tuple(moved(one) for one in inputs.places))


def _alike(one: Price, other: Price) -> bool:
    return (one.payable_pence, one.percent) == (other.payable_pence, other.percent)
