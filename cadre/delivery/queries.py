"""The sheet of an event: everybody expected, with their mark."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import FilteredRelation, Q, QuerySet

from cadre.delivery import rules
from cadre.delivery.models import Attendance, Register
from cadre.delivery.states import PRESENT, Mark
from cadre.groups.models import TAKES_A_PLACE, Enrolment, EnrolmentQuerySet
from cadre.scheduling.models import Event


@dataclass(frozen=True)
class Row:
    """One person on the sheet. `version` is 0 until they are marked; `clash` and `error` are words for the marker."""

    enrolment_id: int
    ref: str
    name: str
    school: str
    mark: str = ""
    note: str = ""
    version: int = 0
    marked_by: str = ""
    marked_by_id: int | None = None
    marked_at: datetime | None = None
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


@dataclass(frozen=True)
class Sheet:
    event: Event
    register: Register | None
    rows: Sequence[Row] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return self.register is not None and self.register.is_complete

    @property
    def counts(self) -> Counts:
        return Counts(Counter(row.mark for row in self.rows))

    def row(self, ref: str) -> Row | None:
        """Somebody's row, by the reference of their enrolment."""
        return next((row for row in self.rows if row.ref == ref), None)

    @property
    def last(self) -> Row | None:
        """The row marked last."""
        return max((row for row in self.rows if row.marked_at and row.marked_by), key=_marked_at, default=None)


def _marked_at(row: Row) -> datetime:
    assert row.marked_at is not None
    return row.marked_at


def register_for(event: Event) -> Register | None:
    """The event's register, once it has been begun."""
    return getattr(event, "register", None)


def attendees(event: Event, register: Register | None) -> EnrolmentQuerySet:
    """Everybody expected: who has a place in the group, and who joined on the day. Once complete: who was marked.

    Both are found by their index and put together by key: an "or" across the two tables reads all people there are.
    """
    mine = FilteredRelation("attendances", condition=Q(attendances__register=register))
    rows = Enrolment.objects.annotate(mine=mine).order_by("application__name", "pk")
    if register is not None and register.is_complete:
        return rows.filter(mine__isnull=False)
    members = Enrolment.objects.filter(group=event.group_id, state__in=TAKES_A_PLACE).order_by().values("pk")
    marked = Attendance.objects.filter(register=register).values("enrolment")
    return rows.filter(pk__in=members.union(marked) if register else members)


FIELDS = {
    "ref": "ref",
    "group_id": "group_id",
    "guest_of": "group__ref",
    "enrolment_id": "pk",
    "name": "application__name",
    "school": "application__school__name",
    "school_typed": "application__school_typed",
    "mark": "mine__mark",
    "note": "mine__note",
    "version": "mine__version",
    "marked_by": "mine__marked_by__name",
    "marked_by_id": "mine__marked_by_id",
    "marked_at": "mine__marked_at",
    "joined_late": "mine__joined_late",
}


def rows_of(event: Event, register: Register | None, *, today: date | None = None, ref: str = "") -> list[Row]:
    """The rows, in one query. `today` adds phones, in their window; `ref` asks for one row."""
    found = attendees(event, register)
    if ref:
        found = found.filter(ref=ref)
    wanted = dict(FIELDS)
    if today is not None and rules.shows_phone(event.starts_on, event.ends_on, today):
        wanted["phone"] = "application__phone"
    return [
        _row(event, dict(zip(wanted, values, strict=True))) for values in found.values_list(*wanted.values())
    ]  # plain paths: to annotate each field costs more than the query


def _row(event: Event, values: dict) -> Row:
    typed = values.pop("school_typed")
    values["school"] = values["school"] or typed
    if values.pop("group_id") == event.group_id:
        values["guest_of"] = ""
    return Row(**{name: value for name, value in values.items() if value is not None})


def register_sheet(event: Event, *, today: date | None = None, needs: Mapping[int, object] | None = None) -> Sheet:
    """The whole sheet: one query when the event was loaded with its register and group.

    `needs`: what must be arranged, by enrolment, as far as the reader may see it (`scheduling.read_arrangements`).
    """
    register, needs = register_for(event), needs or {}
    rows = rows_of(event, register, today=today)
    return Sheet(event, register, [replace(row, arrangement=str(needs.get(row.enrolment_id, ""))) for row in rows])


def with_its_group(events: QuerySet[Event]) -> QuerySet[Event]:
    """Events with everything a page of theirs names, in one query."""
    return events.select_related(
        "register", "venue", "element", "group__offering__intake", "group__offering__qualification", "group__partner"
    )


def attendee(event: Event, register: Register | None, ref: str, *, today: date | None = None) -> Row | None:
    """One row of the sheet, or None for somebody who is not on it."""
    rows = rows_of(event, register, ref=ref, today=today)
    return rows[0] if rows else None
