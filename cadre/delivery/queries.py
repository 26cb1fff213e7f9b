"""The sheet of an event: everybody expected, with their mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery

from cadre.delivery import rules, sheets
from cadre.delivery.models import Attendance, Register
from cadre.groups.models import TAKES_A_PLACE, Enrolment, Group
from cadre.people.models import User
from cadre.people.prepared import A_NUMBER, ANOTHER_NUMBER, prepared
from cadre.scheduling.models import Event
from cadre.schools.models import School


@dataclass(frozen=True, kw_only=True)
class Row(sheets.Row):
    """One candidate on the sheet of an event."""

    enrolment_id: int


@dataclass(frozen=True, kw_only=True)
class Sheet(sheets.Sheet):
    """The sheet of an event; `register` is None until it is begun."""

    event: Event
    register: Register | None


def sheet_of(event: Event, register: Register | None, rows: Sequence[Row]) -> Sheet:
    complete = register is not None and register.is_complete
    at = register.completed_at if register else None
    return Sheet(event=event, register=register, rows=rows, is_complete=complete, completed_at=at)


def register_for(event: Event) -> Register | None:
    """The event's register, once it has been begun."""
    return getattr(event, "register", None)


FIELDS = {
    "ref": "ref",
    "group_id": "group_id",
    "guest_of": "guest_of",
    "enrolment_id": "pk",
    "name": "application__name",
    "school": "school",
    "school_typed": "application__school_typed",
    "phone": "application__phone",
    "mark": "mine__mark",
    "note": "mine__note",
    "version": "mine__version",
    "marked_by": "marked_by",
    "marked_by_id": "mine__marked_by_id",
    "marked_at": "mine__marked_at",
    "made_at": "mine__made_at",
    "joined_late": "mine__joined_late",
}
Values = tuple[Any, ...]
GUEST_OF = Group.objects.filter(pk=OuterRef("group")).order_by().values("ref")
SCHOOL = School.objects.filter(pk=OuterRef("application__school")).order_by().values("name")
MARKED_BY = User.objects.filter(pk=OuterRef("mine__marked_by")).order_by().values("name")


def _with_marks(register: int | None) -> QuerySet[Enrolment, Values]:
    """People in the order of the sheet, each with their mark on this register if they have one.

    Names are looked up for the few people found: three tables fewer to plan a join of (decision 71).
    """
    mine = FilteredRelation("attendances", condition=Q(attendances__register=register))
    rows = Enrolment.objects.annotate(mine=mine).order_by("application__name", "pk")
    named = {"guest_of": Subquery(GUEST_OF), "school": Subquery(SCHOOL), "marked_by": Subquery(MARKED_BY)}
    return rows.annotate(**named).values_list(*FIELDS.values())


def _members(group: int) -> QuerySet[Enrolment, Any]:
    return Enrolment.objects.filter(group=group, state__in=TAKES_A_PLACE).order_by().values("pk")


@prepared(A_NUMBER)
def _expected(group: int) -> QuerySet[Enrolment, Values]:
    return _with_marks(None).filter(group=group, state__in=TAKES_A_PLACE)


@prepared(A_NUMBER, ANOTHER_NUMBER)
def _to_mark(group: int, register: int) -> QuerySet[Enrolment, Values]:
    """Members and who was marked are found by their index and put together by key: an "or" across the two tables
    reads all people there are."""
    marked = Attendance.objects.filter(register=register).values("enrolment")
    return _with_marks(register).filter(pk__in=_members(group).union(marked))


@prepared(A_NUMBER)
def _marked(register: int) -> QuerySet[Enrolment, Values]:
    return _with_marks(register).filter(attendances__register=register)


def rows_of(event: Event, register: Register | None, *, today: date | None = None, ref: str = "") -> list[Row]:
    """Everybody expected, in one query: who has a place in the group, and who joined on the day. Once the register is
    complete: who was marked. `today` adds phones, in their window; `ref` asks for one row."""
    if register is None:
        found = _expected(event.group_id)
    else:
        found = _marked(register.pk) if register.is_complete else _to_mark(event.group_id, register.pk)
    phones = today is not None and rules.shows_phone(event.starts_on, event.ends_on, today)
    people = [dict(zip(FIELDS, values, strict=True)) for values in found]
    return [_row(event, one, phones=phones) for one in people if not ref or one["ref"] == ref]


def _row(event: Event, values: dict[str, Any], *, phones: bool) -> Row:
    typed = values.pop("school_typed")
    if not phones:
        del values["phone"]
    values["school"] = values["school"] or typed
    if values.pop("group_id") == event.group_id:
        values["guest_of"] = ""
    return Row(**{name: value for name, value in values.items() if value is not None})


def register_sheet(
    event: Event, *, today: date | None = None, needs: Mapping[int, object] | None = None, keeps: bool = True
) -> Sheet:
    """The whole sheet: one query when the event was loaded with its register and group.

    `needs`: what must be arranged, by enrolment, as far as the reader may see it (`scheduling.read_arrangements`).
    `keeps`: the reader keeps the register. Nobody else sees why somebody was absent, or a telephone number: the
    matrix's `absence_reason` and `phone`.
    """
    register, needs = register_for(event), needs or {}
    rows = rows_of(event, register, today=today)
    told = [replace(row, arrangement=str(needs.get(row.enrolment_id, ""))) for row in rows]
    if not keeps:
        told = [replace(row, note="", phone="") for row in told]
    return sheet_of(event, register, told)


def register_due(today: date) -> Q:
    """Events that are over and whose register is not complete, as a filter."""
    over = Q(ends_on__lt=today, group__confirmed_at__isnull=False, called_off_at=None)
    return over & ~Q(register__completed_at__isnull=False)


def held() -> Q:
    """Events that took place, as their complete register says, as a filter."""
    return Q(register__completed_at__isnull=False)


def with_its_group(events: QuerySet[Event]) -> QuerySet[Event]:
    """Events with everything a page of theirs names, in one query."""
    return events.select_related(
        "register", "venue", "element", "group__offering__intake", "group__offering__qualification", "group__partner"
    )


def attendee(event: Event, register: Register | None, ref: str, *, today: date | None = None) -> Row | None:
    """One row of the sheet, or None for somebody who is not on it."""
    rows = rows_of(event, register, ref=ref, today=today)
    return rows[0] if rows else None
