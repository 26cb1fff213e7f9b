"""The sheet of an event: everybody expected, with their mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import FilteredRelation, Q, QuerySet

from cadre.delivery import rules, sheets
from cadre.delivery.models import Attendance, Register
from cadre.groups.models import TAKES_A_PLACE, Enrolment, EnrolmentQuerySet
from cadre.scheduling.models import Event


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
    told = [replace(row, arrangement=str(needs.get(row.enrolment_id, ""))) for row in rows]
    return sheet_of(event, register, told)


def with_its_group(events: QuerySet[Event]) -> QuerySet[Event]:
    """Events with everything a page of theirs names, in one query."""
    return events.select_related(
        "register", "venue", "element", "group__offering__intake", "group__offering__qualification", "group__partner"
    )


def attendee(event: Event, register: Register | None, ref: str, *, today: date | None = None) -> Row | None:
    """One row of the sheet, or None for somebody who is not on it."""
    rows = rows_of(event, register, ref=ref, today=today)
    return rows[0] if rows else None
