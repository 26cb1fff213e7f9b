"""The quote: list fee, discount, scholarship, and the reason in plain words. Money is whole pence.

`priced(inputs)` depends on nothing else, so that a stored quote can be worked out again years later.
"""

from dataclasses import dataclass

from cadre.applications.rules.discount import Band, Discount, Place, discount, ordinal
from cadre.applications.rules.scholarship import Criteria, Decision, Settled, scholarship
from cadre.applications.states import Funding, Outcome, Over, Payer, Verdict
from cadre.lib.money import pounds
from cadre.schools.facts import ScholarshipFacts


@dataclass(frozen=True)
class Inputs:
    """Everything a price depends on. `place`: which of the payer's people in this intake this is, from 1.

    `places` holds the same for every other way in which the day's bands count people. `paid_before` says that our
    records know a scholarship of the same person. `settled` is what our team, or the Department, said.
    """

    qualification: str
    intake: str
    list_pence: int
    funding: str
    payer: str
    payer_name: str
    place: int
    before: str
    workplace: str
    bands: tuple[Band, ...] = ()
    facts: ScholarshipFacts | None = None
    criteria: Criteria | None = None
    places: tuple[Place, ...] = ()
    paid_before: bool = False
    settled: Settled | None = None


@dataclass(frozen=True)
class Price:
    """A quote. `payable` is what is invoiced unless a scholarship is confirmed later; the parts add up to the fee."""

    outcome: Outcome
    code: str
    sentence: str
    list_pence: int
    discount_pence: int
    scholarship_pence: int
    percent: int = 0

    @property
    def payable_pence(self) -> int:
        return self.list_pence - self.discount_pence - self.scholarship_pence

    @property
    def headline(self) -> str:
        return headline(self.outcome, self.payable_pence, self.percent)


def headline(outcome: str, payable_pence: int, percent: int) -> str:
    """`£1,125.00, with 10% off`."""
    if outcome == Outcome.SCHOLARSHIP:
        return "Nothing to pay: you have a full scholarship"
    if outcome == Outcome.NOT_CONFIRMED:
        return f"Not confirmed yet: nothing, or {pounds(payable_pence)}"
    return f"{pounds(payable_pence)}, with {percent}% off" if percent else pounds(payable_pence)


def priced(inputs: Inputs) -> Price:
    """The price and why. A scholarship covers the whole fee, so no discount stands beside it."""
    decided = scholarship_of(inputs) if inputs.funding == Funding.SCHOLARSHIP else None
    if decided and decided.verdict == Verdict.YES:
        return Price(Outcome.SCHOLARSHIP, decided.code, decided.sentence, inputs.list_pence, 0, inputs.list_pence)
    off = discount(list_pence=inputs.list_pence, place=inputs.place, bands=inputs.bands, places=inputs.places)
    outcome = Outcome.DISCOUNT if off.pence else Outcome.LIST_FEE
    code = "payer_discount" if off.pence else ("paid_by_self" if inputs.payer == Payer.SELF else "list_fee")
    reasons = [_fee_reason(inputs, off)]
    if decided:
        code = decided.code
        reasons = [decided.sentence] + (reasons if inputs.payer else [])
        if decided.verdict == Verdict.NOT_CONFIRMED:
            outcome = Outcome.NOT_CONFIRMED
            reasons.append("Our team settles this before anything is invoiced.")
    return Price(outcome, code, " ".join(reasons), inputs.list_pence, off.pence, 0, off.percent)


def scholarship_of(inputs: Inputs) -> Decision:
    """What the scholarship rule says about these inputs, asked for or not."""
    return scholarship(
        qualification=inputs.qualification,
        before=inputs.before,
        workplace=inputs.workplace,
        facts=inputs.facts,
        criteria=inputs.criteria,
        paid_before=inputs.paid_before,
        settled=inputs.settled,
    )


def _fee_reason(inputs: Inputs, off: Discount) -> str:
    who = inputs.payer_name or "your school"
    if off.band:
        place = next((one for one in inputs.places if one.scope == off.band.scope), None)
        number, who = (place.number, place.name) if place else (inputs.place, who)
        season = _season(inputs.intake)
        over = f"{inputs.qualification} in {season}" if off.band.over == Over.QUALIFICATION else season
        return (
            f"You are the {ordinal(number)} person {who} is putting forward for {over}, "
            f"so the fee for your place is {off.percent}% lower."
        )
    if inputs.payer == Payer.SELF:
        return "You pay yourself, so the course fee applies as it is listed."
    if inputs.place == 1:
        return f"No discount: yours is the first place from {who}."
    return f"No discount: yours is the {ordinal(inputs.place)} place from {who}, and the discount begins later."


def _season(intake: str) -> str:
    return intake[:1].lower() + intake[1:]
