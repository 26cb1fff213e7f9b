"""“What if”: the price and the scholarship of people who have not applied. Nothing is written."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from cadre.applications.pricing import quote_inputs
from cadre.applications.queries import Explained, explained
from cadre.applications.rules.discount import later
from cadre.applications.rules.filled import Filled
from cadre.applications.rules.pricing import Inputs, Price, priced, scholarship_of
from cadre.applications.rules.scholarship import Decision
from cadre.applications.rules.why import Rows, scholarship_rows
from cadre.applications.states import Funding
from cadre.lib.money import pounds
from cadre.programmes.models import Offering

MOST_PEOPLE = 200


@dataclass(frozen=True)
class Party:
    """What each of so many people would pay, in the order in which they apply, with the reasons."""

    first: Explained
    prices: list[Price]
    scholarship: Decision
    evidence: Rows

    @property
    def total_pence(self) -> int:
        return sum(price.payable_pence for price in self.prices)

    @property
    def steps(self) -> list[tuple[str, int, int, str]]:
        """(which people, pence each, pence together, why) for people in a row who pay the same."""
        made, begun = [], 1
        for (pence, _), some in groupby(self.prices, key=lambda price: (price.payable_pence, price.percent)):
            same = list(some)
            last = begun + len(same) - 1
            which = f"Person {begun}" if last == begun else f"People {begun} to {last}"
            made.append((which, pence, pence * len(same), same[0].sentence))
            begun = last + 1
        return made

    @property
    def money(self) -> list[tuple[str, int]]:
        """The sum of the party: fees, what comes off, in whole pence."""
        rows = [("Course fees", sum(price.list_pence for price in self.prices))]
        off = sum(price.discount_pence for price in self.prices)
        paid = sum(price.scholarship_pence for price in self.prices)
        return rows + ([("Discounts", -off)] if off else []) + ([("Scholarships", -paid)] if paid else [])

    @property
    def a_head(self) -> str:
        """What one of them pays on average, rounded to a penny: for orientation, never for an invoice."""
        return pounds(round(self.total_pence / len(self.prices)))


def suppose(filled: Filled, offering: Offering, *, on: date, people: int, after_those_who_applied: bool) -> Party:
    """The prices of `people` who apply one after the other, on a day; 1 at least. Raises NoPrice.

    `after_those_who_applied` counts them after the payer's people who are in this intake already. The scholarship is
    decided whether it is asked for or not. At most twenty queries, for any number of people.
    """
    inputs, versions = quote_inputs(filled, offering, on=on)
    if not after_those_who_applied:
        inputs = replace(inputs, place=1, places=tuple(replace(one, number=1) for one in inputs.places))
    asked, _ = quote_inputs(replace(filled, funding=Funding.SCHOLARSHIP), offering, on=on)
    return Party(
        first=explained(inputs, versions),
        prices=[priced(_later(inputs, by)) for by in range(people)],
        scholarship=scholarship_of(asked),
        evidence=scholarship_rows(asked.facts) if asked.facts else [],
    )


def _later(inputs: Inputs, by: int) -> Inputs:
    return replace(inputs, place=inputs.place + by, places=later(inputs.places, by))
