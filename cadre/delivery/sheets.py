"""A sheet of people and their marks, whatever it is of: rows, counts, and how what was chosen meets what stands.

An event's register and a training session's are both kept with this.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from django.utils import timezone

from cadre.delivery import rules
from cadre.delivery.states import PRESENT, Mark
from cadre.lib.dates import LONDON
from cadre.lib.errors import Conflict
from cadre.lib.text import whole_number

TYPED = ("mark", "note")
"""What a correction changes."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One person on the sheet. `version` is 0 until they are marked; `clash` and `error` are words for the marker."""

    ref: str
    name: str
    school: str = ""
    mark: str = ""
    note: str = ""
    version: int = 0
    marked_by: str = ""
    marked_by_id: int | None = None
    marked_at: datetime | None = None
    made_at: datetime | None = None
    joined_late: bool = False
    guest_of: str = ""
    arrangement: str = ""
    phone: str = ""
    clash: str = ""
    error: str = ""
    seen_as: str | None = None

    @property
    def label(self) -> str:
        return rules.label_of(self.mark)

    @property
    def seen(self) -> str:
        """What the marker saw, to be sent back with what they chose: version, mark, note."""
        return f"{self.version}:{self.mark}:{self.note}" if self.seen_as is None else self.seen_as


OfKind = TypeVar("OfKind", bound=Row)


@dataclass(frozen=True)
class Counts:
    """How many people bear each mark; "" counts those not marked."""

    of: Mapping[str, int]

    @property
    def expected(self) -> int:
        return sum(self.of.values())

    @property
    def to_go(self) -> int:
        return self.of.get("", 0)

    @property
    def marked(self) -> int:
        return self.expected - self.to_go

    @property
    def present(self) -> int:
        return sum(self.of.get(mark, 0) for mark in PRESENT)

    @property
    def attended(self) -> int:
        return self.of.get(Mark.ATTENDED, 0)

    @property
    def others(self) -> list[str]:
        """`1 late`, `2 absent`: the marks that are not “attended”."""
        return [f"{self.of[mark]} {mark.label.lower()}" for mark in Mark if mark != Mark.ATTENDED and self.of.get(mark)]

    def after(self, before: str, now: str) -> "Counts":
        """The counts once one person's mark has changed."""
        return Counts(Counter(self.of) + Counter({now: 1}) - Counter({before: 1}))


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everybody expected, in the order of the page."""

    rows: Sequence[Row] = field(default_factory=list)
    is_complete: bool = False
    completed_at: datetime | None = None

    @property
    def counts(self) -> Counts:
        return Counts(Counter(row.mark for row in self.rows))

    def row(self, ref: str) -> Row | None:
        """Somebody's row, by its reference."""
        return next((row for row in self.rows if row.ref == ref), None)

    @property
    def last(self) -> Row | None:
        """The row marked last."""
        return max((row for row in self.rows if row.marked_at and row.marked_by), key=_marked_at, default=None)


def _marked_at(row: Row) -> datetime:
    assert row.marked_at is not None
    return row.marked_at


@dataclass(frozen=True)
class Found:
    """Somebody who may join on the day. `ref` names them in the form."""

    ref: str
    name: str
    school: str
    comes_from: str


@dataclass(frozen=True)
class Choice:
    """What somebody chose for one person, and the row as they saw it: `seen` is `version:mark:note`, or unknown.

    `if_unmarked`: chosen for everybody who has no mark yet, so that a mark made meanwhile stands. `made_at`: when, by
    the clock of the phone it was chosen on.
    """

    mark: str
    note: str | None = None
    seen: str | None = None
    if_unmarked: bool = False
    made_at: datetime | None = None

    @property
    def version(self) -> int | None:
        head = (self.seen or "").partition(":")[0]
        return whole_number(head, most_digits=9)

    @property
    def as_seen(self) -> tuple[str, str]:
        """The mark and the note that the marker saw."""
        _, mark, note = ((self.seen or "").split(":", 2) + ["", ""])[:3]
        return mark, note

    def stands_in(self, row: Row) -> bool:
        """Whether the row says just this, so that it is saved already."""
        return (self.mark, row.note if self.note is None else self.note) == (row.mark, row.note)

    def is_untouched(self, row: Row) -> bool:
        """Whether they left the row as they saw it, so that nothing of it is to be saved."""
        if self.seen is None or self.version is None:
            return False
        return (self.mark, row.note if self.note is None else self.note) == self.as_seen


def changed_rows(rows: Sequence[OfKind], choices: Mapping[str, Choice], *, by_id: int) -> list[OfKind]:
    """The rows that change, as they will be, by what was chosen for each reference.

    Rows left as they were seen are left alone; references that are not on the sheet are passed over. Raises Conflict
    when somebody else has marked one of them since: `theirs` maps reference to row.
    """
    changed, clashes = [], {}
    for row in rows:
        chosen = choices.get(row.ref)
        if chosen is None or chosen.is_untouched(row) or (chosen.if_unmarked and row.mark):
            continue
        note = row.note if chosen.note is None else chosen.note
        if (chosen.mark, note) == (row.mark, row.note):
            continue
        if is_overwritten(row, chosen.version, by_id=by_id):
            clashes[row.ref] = row
        changed.append(replace(row, mark=chosen.mark, note=note, made_at=chosen.made_at))
    if clashes:
        raise Conflict("Somebody else has marked people meanwhile. Nothing of yours is lost.", theirs=dict(clashes))
    return changed


def is_overwritten(row: Row, version: int | None, *, by_id: int, made_at: datetime | None = None) -> bool:
    """Whether a mark would be overwritten unseen: somebody else's, or one of their own that is newer than this one,
    which was chosen at `made_at` and sent late."""
    if version is None or version == row.version or row.marked_by_id is None:
        return False
    return row.marked_by_id != by_id or bool(made_at and row.made_at and made_at < row.made_at)


def refuse_overwriting(row: Row, version: int | None, *, by_id: int, made_at: datetime | None = None) -> None:
    """Raises Conflict, with what stands now, when this person was marked since they were seen (`is_overwritten`)."""
    if is_overwritten(row, version, by_id=by_id, made_at=made_at):
        raise Conflict(clash(row), theirs={"mark": row.mark, "note": row.note, "version": row.version, "row": row})


def clash(row: Row) -> str:
    """Who has marked this person meanwhile, as what, and when; and when it was sent, where that was later."""
    made, sent = _minute(row.made_at or row.marked_at), _minute(row.marked_at)
    at = (f" at {made}" if made else "") + (f", sent at {sent}" if made != sent else "")
    words = f"{row.marked_by} marked {row.name} {row.label.lower()}{at}"
    return f"{words}, “{row.note}”." if row.note else f"{words}."


def choice_words(chosen: Choice, now: datetime | None = None) -> str:
    """What the marker chose and wrote themselves, and when, where that was earlier than `now`."""
    made = _minute(chosen.made_at)
    at = f" at {made}" if made and made != _minute(now) else ""
    note = f", “{chosen.note}”" if chosen.note and chosen.note != chosen.as_seen[1] else ""
    return f"You chose {rules.label_of(chosen.mark).lower()}{at}{note}."


def _minute(at: datetime | None) -> str:
    return f"{timezone.localtime(at, LONDON):%H:%M}" if at else ""
