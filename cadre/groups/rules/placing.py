"""Who is placed where: by allocation code first, then by preferred partner, in the order people applied."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cadre.groups.states import JoinedBy


@dataclass(frozen=True)
class Applicant:
    """An accepted person without a place. Partners are keys; None means no code, or no partner chosen."""

    key: int
    name: str
    submitted_at: datetime
    code_partner: int | None
    preferred_partner: int | None

    @property
    def disagrees(self) -> bool:
        """Code and choice name different partners."""
        return None not in (self.code_partner, self.preferred_partner) and self.code_partner != self.preferred_partner


@dataclass(frozen=True)
class Places:
    """A forming group: `free` places, and the partner it belongs to."""

    key: int
    partner: int
    partner_name: str
    free: int


@dataclass(frozen=True)
class Outcome:
    """Where somebody is placed and how, or (`group` None) why not."""

    applicant: Applicant
    group: int | None
    how: JoinedBy | None
    why: str


def placing(applicants: Iterable[Applicant], groups: Sequence[Places]) -> list[Outcome]:
    """One outcome a person, in order of application. Never more into a group than its free places.

    Everybody with a code comes before anybody without. Where a code's groups are full, the person's choice is tried
    in their turn among the others. A partner's groups fill one after another, so that the first of them runs.
    """
    in_turn = sorted(applicants, key=lambda person: (person.submitted_at, person.key))
    free = {group.key: group.free for group in groups}
    outcomes: dict[int, Outcome] = {}
    for how in (JoinedBy.CODE, JoinedBy.PREFERENCE):
        for person in in_turn:
            wanted = person.code_partner if how == JoinedBy.CODE else person.preferred_partner
            if wanted is None or person.key in outcomes:
                continue
            for group in groups:
                if group.partner == wanted and free[group.key] > 0:
                    free[group.key] -= 1
                    outcomes[person.key] = Outcome(person, group.key, how, _said(person, how))
                    break
    return [outcomes.get(person.key) or Outcome(person, None, None, _why_not(person, groups)) for person in in_turn]


def _said(person: Applicant, how: JoinedBy) -> str:
    if not person.disagrees:
        return how.label
    return (
        "By code, though they chose another partner"
        if how == JoinedBy.CODE
        else "By choice, since the code’s group is full"
    )


def _why_not(person: Applicant, groups: Sequence[Places]) -> str:
    wanted = {person.code_partner, person.preferred_partner} - {None}
    if not wanted:
        return "No code, and no partner chosen."
    theirs = [group for group in groups if group.partner in wanted]
    if not theirs:
        return "The partner has no forming group."
    return f"{theirs[0].partner_name} is full."
