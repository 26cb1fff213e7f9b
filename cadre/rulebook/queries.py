"""What the pages of the rulebook show."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from cadre.journal.models import Entry
from cadre.rulebook.policy import DatedPolicy
from cadre.rulebook.rules import holding, latest, mark_of, refuse_withdrawal, state_of
from cadre.rulebook.states import LINE_ENDED, VERSION_WRITTEN

TAGS = {"in force": ("In force", "good"), "later": ("Later", "open"), "past": ("Past", "")}
SHOWN_WHOLE = 6
"""So many lines of a list are shown with what they say; of more, only how many there are."""


@dataclass(frozen=True)
class Line:
    """All versions of one thing, newest first; what holds today, if anything; and what begins later, in order."""

    policy: DatedPolicy
    versions: list[Any]
    now: Any
    coming: list[Any]

    @property
    def name(self) -> str:
        return self.policy.name_of(self.now or self.versions[0])

    @property
    def said(self) -> list[tuple[str, str]]:
        """What holds today. A line of a list says no more than its name, unless it has a sentence."""
        brief = self.policy.is_list and self.policy.sentence is None
        return self.policy.said(self.now) if self.now and not brief else []


def lines_of(policy: DatedPolicy, rows: Iterable[Any], today: date) -> list[Line]:
    """In the order of the rows."""
    found: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        found[tuple(policy.key_of(row).values())].append(row)
    made = []
    for line in found.values():
        versions = sorted(line, key=lambda row: row.from_on, reverse=True)
        coming = [row for row in reversed(versions) if row.from_on > today]
        made.append(Line(policy, versions, holding(versions, today), coming))
    return made


@dataclass(frozen=True)
class Held:
    """One policy on the first page."""

    policy: DatedPolicy
    lines: list[Line]

    @property
    def now(self) -> list[Line]:
        return [line for line in self.lines if line.now]

    @property
    def shown(self) -> list[Line]:
        return self.now if len(self.now) <= SHOWN_WHOLE else []

    @property
    def since(self) -> date | None:
        return max((line.now.from_on for line in self.now), default=None)

    @property
    def sources(self) -> list[str]:
        return list(dict.fromkeys(line.now.source for line in self.now))

    @property
    def coming(self) -> list[tuple[Line, Any]]:
        return sorted(((line, row) for line in self.lines for row in line.coming), key=lambda pair: pair[1].from_on)

    @property
    def ending(self) -> list[Line]:
        """What holds today and ends, with nothing after it."""
        return [line for line in self.now if line.now.to_on and not line.coming]


def areas(policies: Iterable[DatedPolicy], today: date) -> list[tuple[str, list[Held]]]:
    """Every policy with what holds today, by area. One query a policy, and one for what hangs on its rows."""
    ordered = sorted(policies, key=lambda one: one.area)
    return [
        (area, [Held(one, lines_of(one, one.rows(), today)) for one in some])
        for area, some in groupby(ordered, key=lambda one: one.area)
    ]


@dataclass(frozen=True)
class VersionRow:
    """One version in the history: its state's tag, who wrote it, who ended it, and what may still be done with it."""

    row: Any
    name: str
    said: list[tuple[str, str]]
    tag: tuple[str, str]
    written: Entry | None
    ended: Entry | None
    may_change: bool
    may_end: bool
    withdrawal: str


def history(policy: DatedPolicy, today: date) -> tuple[list[VersionRow], list[Entry]]:
    """Every version of every line, newest first within a line; and what was done. Two queries, or three."""
    entries = list(Entry.objects.filter(subject_kind=policy.model._meta.label_lower).order_by("-at", "-pk"))
    about: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        about[entry.subject_id].append(entry)
    found = [
        _version(policy, line, row, about[str(row.pk)], today)
        for line in lines_of(policy, policy.rows(), today)
        for row in line.versions
    ]
    return found, [one for one in entries if one.happening.startswith("rulebook.")]


def _version(policy: DatedPolicy, line: Line, row: Any, entries: list[Entry], today: date) -> VersionRow:
    last = latest(line.versions)
    is_last = last is not None and last.pk == row.pk
    may_withdraw = not refuse_withdrawal(row, line.versions, today=today)
    return VersionRow(
        row,
        policy.name_of(row),
        policy.said(row),
        TAGS[state_of(row, line.versions, today)],
        next((one for one in entries if one.happening == VERSION_WRITTEN.key), entries[-1] if entries else None),
        next((one for one in entries if one.happening == LINE_ENDED.key and row.to_on), None),
        is_last and bool(policy.fields),
        is_last and policy.is_list and policy.may_end(row) and row.to_on is None and row.from_on <= today,
        "" if not may_withdraw else "Withdraw" if row.from_on > today else "Take back its end",
    )


def line_of(policy: DatedPolicy, row: Any) -> tuple[str, Any]:
    """The mark of the row's line, which a change is based on, and its latest version; those of no line for None."""
    line = policy.line_of(row, policy.rows()) if row else []
    return mark_of(line), latest(line)
