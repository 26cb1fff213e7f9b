"""The checklist of evidence: what is done, what needs a person, what is not needed, and whether to accept."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from cadre.applications.states import Item, Outcome
from cadre.lib.choices import Choice


class Standing(Choice):
    """How one line of the checklist stands."""

    DONE = "done", "Done"
    NEEDS_YOU = "needs_you", "Needs you"
    NOT_NEEDED = "not_needed", "Not needed"


SPONSOR_SAID = {
    "confirmed": (Standing.DONE, "The sponsor confirmed."),
    "declined": (Standing.NEEDS_YOU, "The sponsor declined."),
    "waiting": (Standing.NEEDS_YOU, "The sponsor has not answered yet."),
    "unnamed": (Standing.NOT_NEEDED, "No sponsor is named."),
    "not_asked": (Standing.NOT_NEEDED, "The sponsor was not asked."),
}
GATEWAY_SAID = {
    "complete": (Standing.DONE, "Every gateway question is answered."),
    "incomplete": (Standing.NEEDS_YOU, "The gateway questions are not complete."),
    "not_needed": (Standing.NOT_NEEDED, "This qualification has no gateway."),
}
BY_HAND = frozenset({Item.IDENTITY, Item.SCHOOL, Item.QUOTE, Item.CODE, Item.SPONSOR, Item.GATEWAY, Item.PAYER})
"""What an officer may tick. A possible duplicate is settled on its own page, and a deadline is a fact."""


@dataclass(frozen=True)
class Evidence:
    """What is known of one application. `sponsor` and `gateway`: keys of the tables above.

    `outcome` is the quote's, None without one; `open_pairs` counts possible duplicates nobody has looked at.
    """

    named: bool
    born: bool
    number: bool
    school: bool
    school_typed: str = ""
    outcome: str | None = Outcome.LIST_FEE
    conflict: str = ""
    sponsor: str = "not_asked"
    gateway: str = "not_needed"
    open_pairs: int = 0
    pays: bool = True
    billing: bool = True
    late_seconds: int = 0


class Line(NamedTuple):
    """One line: how it stands, the sentence why, and the note when an officer ticked it by hand."""

    item: Item
    standing: Standing
    sentence: str
    note: str = ""

    @property
    def may_tick(self) -> bool:
        return self.standing == Standing.NEEDS_YOU and self.item in BY_HAND

    @property
    def tag(self) -> tuple[str, str]:
        """(words, kind) of its tag."""
        kind = {Standing.DONE: "good", Standing.NEEDS_YOU: "warn", Standing.NOT_NEEDED: ""}[self.standing]
        return self.standing.label, kind


@dataclass(frozen=True)
class Checklist:
    lines: tuple[Line, ...] = field(default=())

    @property
    def needed(self) -> int:
        """How many lines count."""
        return sum(line.standing != Standing.NOT_NEEDED for line in self.lines)

    @property
    def done(self) -> int:
        return sum(line.standing == Standing.DONE for line in self.lines)

    @property
    def words(self) -> str:
        """`6 of 7`."""
        return f"{self.done} of {self.needed}"

    @property
    def open(self) -> list[Line]:
        return [line for line in self.lines if line.standing == Standing.NEEDS_YOU]

    @property
    def advised(self) -> bool:
        """Whether acceptance is advised: nothing needs a person any more."""
        return not self.open

    @property
    def open_words(self) -> str:
        """`school found, sponsor’s answer`: what is still open."""
        return ", ".join(line.item.label[:1].lower() + line.item.label[1:] for line in self.open)


def checklist(evidence: Evidence, notes: dict[str, str] | None = None) -> Checklist:
    """Every line in its order. `notes`: what officers ticked by hand; a tick counts only where it is needed."""
    notes = notes or {}
    lines = []
    for item, (standing, sentence) in _found(evidence).items():
        note = notes.get(item, "")
        if note and standing == Standing.NEEDS_YOU and item in BY_HAND:
            lines.append(Line(item, Standing.DONE, sentence, note))
        else:
            lines.append(Line(item, standing, sentence))
    return Checklist(tuple(lines))


@lru_cache(maxsize=1_000)  # what is known of most people of a list is the same
def _found(evidence: Evidence) -> dict[Item, tuple[Standing, str]]:
    return {
        Item.IDENTITY: _identity(evidence),
        Item.SCHOOL: _school(evidence),
        Item.QUOTE: _quote(evidence.outcome),
        Item.CODE: (Standing.NEEDS_YOU, evidence.conflict)
        if evidence.conflict
        else (Standing.DONE, "Partner and code do not disagree."),
        Item.SPONSOR: SPONSOR_SAID[evidence.sponsor],
        Item.GATEWAY: GATEWAY_SAID[evidence.gateway],
        Item.DUPLICATE: _pairs(evidence.open_pairs),
        Item.PAYER: _payer(evidence),
        Item.DEADLINE: _deadline(evidence.late_seconds),
    }


def _identity(evidence: Evidence) -> tuple[Standing, str]:
    given: Collection[tuple[bool, str]] = ((evidence.named, "the name"), (evidence.born, "the birth date"))
    lacking = [words for has, words in given if not has]
    if lacking:
        return Standing.NEEDS_YOU, f"We lack {' and '.join(lacking)}."
    if not evidence.number:
        return Standing.DONE, "Name and birth date are given. They have no teacher number."
    return Standing.DONE, "Name, birth date and teacher number are given."


def _school(evidence: Evidence) -> tuple[Standing, str]:
    if evidence.school:
        return Standing.DONE, "The school is found in the register."
    typed = f"“{evidence.school_typed}” is not found in the register yet." if evidence.school_typed else ""
    return Standing.NEEDS_YOU, typed or "No school is given."


def _quote(outcome: str | None) -> tuple[Standing, str]:
    if outcome is None:
        return Standing.NEEDS_YOU, "There is no price yet."
    if outcome == Outcome.NOT_CONFIRMED:
        return Standing.NEEDS_YOU, "The scholarship is not confirmed yet."
    return Standing.DONE, "The price is confirmed."


def _pairs(number: int) -> tuple[Standing, str]:
    if not number:
        return Standing.DONE, "No possible duplicate is open."
    return Standing.NEEDS_YOU, f"{number} possible duplicate{'s wait' if number > 1 else ' waits'} to be looked at."


def _payer(evidence: Evidence) -> tuple[Standing, str]:
    if not evidence.pays:
        return Standing.NOT_NEEDED, "There is nothing to pay."
    if evidence.billing:
        return Standing.DONE, "Name, address and email for the invoice are given."
    return Standing.NEEDS_YOU, "The name, address or email for the invoice is missing."


def _deadline(late_seconds: int) -> tuple[Standing, str]:
    if late_seconds:
        return Standing.DONE, f"Handed in {late_seconds} seconds after the deadline, within the grace."
    return Standing.DONE, "Handed in before the deadline."
