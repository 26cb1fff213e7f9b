"""What a group brings in and costs, and what one person more or less changes. All amounts are pence."""

from dataclasses import dataclass

from cadre.finance.rules.fees import Facilitation, facilitation_fee, hosting_fee
from cadre.finance.states import Answer


@dataclass(frozen=True)
class Terms:
    """The dated rates of an intake: hosting a person and event, facilitation an event, and how many events."""

    hosting: int
    facilitation: Facilitation
    events: int
    below_minimum: Answer = Answer.DECIDE


@dataclass(frozen=True)
class Money:
    """`margin` is None where the agreement gives no fee. `more` and `less`: what one person changes, None where the
    group would not run, or is full. `at_minimum`: the margin it would have with its minimum, for one that is short.
    """

    income: int
    hosting: int
    facilitation: int | None
    margin: int | None
    more: int | None
    less: int | None
    at_minimum: int | None


@dataclass(frozen=True)
class Standing:
    """A group's people with what they pay together, and the people its facilitation fee was contracted for."""

    people: int
    minimum: int
    size: int
    income: int
    facilitators: int
    contracted: int | None = None


def margin(people: int, income: int, *, of: Standing, terms: Terms) -> tuple[int, int | None, int | None]:
    """(hosting, facilitation, margin) with so many people who pay so much together."""
    hosting = hosting_fee(people, rate=terms.hosting, events=terms.events).total or 0
    fee = facilitation_fee(
        people if of.contracted is None else of.contracted,
        of.facilitators,
        terms=terms.facilitation,
        events=terms.events,
        below_minimum=terms.below_minimum,
    ).total
    return hosting, fee, None if fee is None else income - hosting - fee


def money(of: Standing, *, typical: int, terms: Terms) -> Money:
    """`typical`: what one more person would pay."""
    hosting, fee, now = margin(of.people, of.income, of=of, terms=terms)
    missing = max(of.minimum - of.people, 0)

    def changed(by: int) -> int | None:
        after = margin(of.people + by, of.income + by * typical, of=of, terms=terms)[2]
        return None if after is None or now is None else after - now

    at_minimum = margin(of.minimum, of.income + missing * typical, of=of, terms=terms)[2] if missing else None
    more = changed(1) if not missing and of.people < of.size else None
    less = changed(-1) if of.people > of.minimum else None
    return Money(of.income, hosting, fee, now, more, less, at_minimum)


def steps(terms: Terms) -> list[int]:
    """From how many people on the facilitation fee is higher than for one fewer."""
    ordered = sorted(terms.facilitation.bands, key=lambda band: band.least)
    return [band.least for band in ordered[1:]]
