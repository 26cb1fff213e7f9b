"""The data each template takes. Every key is required; what is not known is None or an empty list.

Money is integer pence, days are ISO dates ("2026-11-26"), times of day "09:00" in Europe/London.
A key that is not listed is refused, so that nothing reaches paper by accident.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from annotated_types import Ge, Le, Predicate
from typing_extensions import TypedDict

T = TypeVar("T")


def shape(kind: type[T]) -> type[T]:
    """As `documents.checks` is to read it: strictly, and with no key more. Pydantic itself is loaded there."""
    kind.__pydantic_config__ = {"extra": "forbid", "strict": True}  # type: ignore[attr-defined]
    return kind


def an_iso_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def a_time_of_day(text: str) -> bool:
    return re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text) is not None


Pence = Annotated[int, Ge(-(10**11)), Le(10**11)]
Day = Annotated[str, Predicate(an_iso_day)]
Time = Annotated[str, Predicate(a_time_of_day)]
Count = Annotated[int, Ge(0), Le(10_000)]


@shape
class Provider(TypedDict):
    """The letterhead. `registration` is the line at the foot: company and VAT numbers, or None."""

    name: str
    address: list[str]
    phone: str
    email: str
    registration: str | None


@shape
class Party(TypedDict):
    """Somebody a document is addressed to: a snapshot, as it was on the day of issue."""

    name: str
    address: list[str]


@shape
class Person(TypedDict):
    name: str
    email: str


@shape
class Clause(TypedDict):
    heading: str
    text: str


@shape
class GroupName(TypedDict):
    reference: str
    name: str
    qualification: str


@shape
class BillTo(TypedDict):
    name: str
    address: list[str]
    contact: str | None


@shape
class Credits(TypedDict):
    """The invoice that a credit note corrects, and why."""

    number: str
    date: Day
    reason: str


@shape
class InvoiceLine(TypedDict):
    """`amount` is `quantity` times `unit`; a discount is a line of its own with a negative unit."""

    description: str
    candidate: str | None
    qualification: str | None
    quantity: Count
    unit: Pence
    amount: Pence


@shape
class Vat(TypedDict):
    """`treatment` is the sentence printed: "Exempt: vocational training by an eligible body"."""

    treatment: str
    amount: Pence


@shape
class Bank(TypedDict):
    account_name: str
    sort_code: str
    account_number: str
    reference: str


@shape
class Invoice(TypedDict):
    """`date` is the invoice date, `supply_date` the tax point. A credit note's amounts are positive."""

    provider: Provider
    kind: Literal["invoice", "credit_note"]
    number: str
    date: Day
    supply_date: Day
    due_date: Day | None
    bill_to: BillTo
    purchase_order: str | None
    credits: Credits | None
    lines: list[InvoiceLine]
    net: Pence
    vat: Vat
    total: Pence
    bank: Bank | None
    terms: str


@shape
class ScheduledEvent(TypedDict):
    """`role` is "Lead facilitator" or the like; `briefing` says when the online briefing is, or None.

    `fee` is None on every event of a copy without amounts.
    """

    title: str
    date: Day
    start: Time
    end: Time
    venue: str
    role: str
    briefing: str | None
    fee: Pence | None


@shape
class HeadCount(TypedDict):
    """`rule` says in words which head count is used, and since when."""

    people: Count
    rule: str


@shape
class Band(TypedDict):
    """`people` is the range in words, "15 to 18"; `applied` marks the band of this schedule."""

    people: str
    total: Pence
    each: Pence
    applied: bool


@shape
class ContractSchedule(TypedDict):
    """`bands` is empty when one facilitator leads alone; `total` is the sum of the events' fees.

    A copy for readers who see no amounts has `total` None, no fees and no bands; `fee_rule` says so. `changes` is empty
    for the first version; with it the paper is an addendum.
    """

    provider: Provider
    number: str
    version: Annotated[int, Ge(1)]
    replaces: int | None
    date: Day
    facilitator: Person
    payee: Party
    group: GroupName
    partner: str
    partner_lead: Person
    events: list[ScheduledEvent]
    head_count: HeadCount
    bands: list[Band]
    fee_rule: str
    total: Pence | None
    cancellation: str
    data_protection: str
    clauses: list[Clause]
    changes: list[str]


@shape
class RegisterPerson(TypedDict):
    """A name, a school and nothing more: what somebody needs on the day never goes on this sheet."""

    name: str
    school: str


@shape
class Register(TypedDict):
    """The paper register, in the order given. `blank_rows` are for late joiners."""

    provider: Provider
    date: Day
    event: str
    qualification: str
    group: str
    partner: str
    start: Time
    end: Time
    venue: str
    facilitators: list[str]
    people: list[RegisterPerson]
    blank_rows: Annotated[int, Ge(0), Le(30)]


@shape
class Hosting(TypedDict):
    """One hosted event: `amount` is `people` times `rate` times `events`, which is more than 1 for a residential."""

    date: Day
    event: str
    group: str
    people: Count
    rate: Pence
    events: Annotated[int, Ge(1)]
    amount: Pence


@shape
class Facilitation(TypedDict):
    date: Day
    event: str
    group: str
    facilitator: str
    amount: Pence


@shape
class Statement(TypedDict):
    """What is owed to a partner. `facilitation` is empty unless the partner is the payee.

    `payment`: where it is paid to, the account by its last four figures at most. `vat`: what is said of VAT, or "".
    """

    provider: Provider
    number: str
    date: Day
    period_from: Day
    period_to: Day
    partner: Party
    basis: str
    hosting: list[Hosting]
    hosting_total: Pence
    facilitation: list[Facilitation]
    facilitation_total: Pence
    total: Pence
    payment: str
    vat: str
    how_to_invoice: str


@shape
class GroupCandidate(TypedDict):
    """`arrangements` is what to arrange on the day, never the condition behind it; None for nothing."""

    name: str
    school: str
    arrangements: str | None


@shape
class GroupEvent(TypedDict):
    title: str
    date: Day
    arrival: Time
    start: Time
    end: Time
    venue: str


@shape
class Charge(TypedDict):
    """Something the partner may invoice for; `amount` is per `unit` ("person, each event")."""

    description: str
    unit: str
    amount: Pence


@shape
class GroupDetails(TypedDict):
    """The partner's pack for one confirmed group. `timings` are sentences, printed as given."""

    provider: Provider
    date: Day
    group: GroupName
    intake: str
    partner: Party
    events: list[GroupEvent]
    timings: list[Clause]
    facilitators: list[Person]
    candidates: list[GroupCandidate]
    charges: list[Charge]
    how_to_invoice: str
    contact: Person


@shape
class Words(TypedDict):
    text: str
    strong: bool


@shape
class Block(TypedDict):
    """A paragraph when it holds one item, and a list of points otherwise or when `points` says so."""

    points: bool
    items: list[list[Words]]


@shape
class Section(TypedDict):
    heading: str
    blocks: list[Block]


@shape
class SignedBy(TypedDict):
    """`at` is the moment in words, in London."""

    party: str
    name: str
    role: str
    at: str


@shape
class Memorandum(TypedDict):
    """A memorandum of understanding. The copy both sides keep has `signatures` and `signed_hash`, the fingerprint of
    the file that was signed in groups of eight; the file that is signed has none and None.
    """

    provider: Provider
    number: str
    version: Annotated[int, Ge(1)]
    date: Day
    partner: Party
    ends: Day
    replaces: str | None
    sections: list[Section]
    signatures: list[SignedBy]
    signed_hash: str | None
    check_at: str


SHAPES: dict[str, Any] = {
    "invoice": Invoice,
    "contract_schedule": ContractSchedule,
    "register": Register,
    "statement": Statement,
    "group_details": GroupDetails,
    "memorandum": Memorandum,
}
