"""Keeping a register: marking, adding, completing, reopening, correcting."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from cadre.delivery import rules, states
from cadre.delivery.models import Attendance, Register
from cadre.delivery.queries import Row, register_for, rows_of
from cadre.delivery.sheets import TYPED, Choice, changed_rows, refuse_overwriting
from cadre.groups.models import Enrolment
from cadre.journal import actions as journal
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.seen import refuse_unseen
from cadre.people.models import User
from cadre.scheduling.models import Event


def register_of(event: Event) -> Register:
    """The event's register, begun when it is first needed."""
    return register_for(event) or Register.objects.get_or_create(event=event)[0]


def mark_attendance(
    register: Register,
    enrolment: Enrolment | Row,
    mark: str,
    *,
    by: User,
    now: datetime,
    version: int | None = None,
    note: str | None = None,
    made_at: datetime | None = None,
) -> Row:
    """Mark one person; the same mark twice is one. One query when given the sheet's row, else two.

    `version` is the row's as the marker saw it, `made_at` when it was chosen (`rules.made_at`). Raises Conflict, with
    what stands now, when this person was marked since, by somebody else or later than this was chosen;
    AlreadyComplete and NotYet as `rules.refuse_marking`; Refusal for a stranger.
    """
    refuse_closed(register, now=now)
    row = enrolment if isinstance(enrolment, Row) else _row(register, enrolment.ref)
    note = row.note if note is None else note
    if (mark, note) == (row.mark, row.note):
        return row
    refuse_overwriting(row, version, by_id=by.pk, made_at=made_at)
    chosen = replace(row, mark=mark, note=note, made_at=made_at)
    try:
        with transaction.atomic():
            saved = _write(register, chosen, by=by, now=now)
    except IntegrityError:
        saved = False
    if not saved:
        register.refresh_from_db(fields=["completed_at"])
        refuse_closed(register, now=now)
        stands, seen = _row(register, row.ref), row.version
        return mark_attendance(register, stands, mark, by=by, now=now, version=seen, note=note, made_at=made_at)
    return replace(chosen, version=row.version + 1, marked_by=by.name, marked_by_id=by.pk, marked_at=now)


def _write(register: Register, row: Row, *, by: User, now: datetime) -> bool:
    """Write what the row says. Whether it was still as it had been read. Completion raises every version, so it
    is noticed here too."""
    said = {"mark": row.mark, "note": row.note, "made_at": row.made_at, "marked_at": now, "marked_by": by}
    if row.version == 0:
        Attendance.objects.create(register=register, enrolment_id=row.enrolment_id, **said)
        return True
    same = Attendance.objects.filter(register=register, enrolment=row.enrolment_id, version=row.version)
    return bool(same.update(**said, version=F("version") + 1))


def _row(register: Register, ref: str) -> Row:
    rows = rows_of(register.event, register, ref=ref)
    if not rows:
        raise Refusal("This person is not on the register.")
    return rows[0]


@transaction.atomic
def mark_many(
    register: Register, choices: Mapping[str, Choice | tuple[str, str]], *, by: User, now: datetime
) -> list[Row]:
    """Mark many people at once, by the reference of their enrolment: six queries, however many they are.

    Rows left as they were seen are left alone; people who are not on the register are passed over. Raises Conflict
    when somebody else has marked one of them since: nothing is saved then, and `theirs` maps reference to row.
    The rows that changed.
    """
    locked = _locked(register)
    refuse_closed(locked, now=now)
    chosen = {ref: _chosen(one) for ref, one in choices.items()}
    _hold(locked, changed_rows(rows_of(locked.event, locked), chosen, by_id=by.pk), now=now)
    changed = changed_rows(rows_of(locked.event, locked), chosen, by_id=by.pk)
    _upsert(locked, changed, by=by, now=now)
    return changed


def _hold(register: Register, rows: list[Row], *, now: datetime) -> None:
    """From now to the end of the transaction nobody else marks these people: whoever does waits, and finds what was
    saved. Who has no mark yet gets an empty one, which is changed before anybody sees it: only a row can be held."""
    empty = [
        Attendance(register=register, enrolment_id=row.enrolment_id, version=0, marked_at=now)
        for row in rows
        if row.version == 0
    ]
    Attendance.objects.bulk_create(empty, ignore_conflicts=True)
    held = register.attendances.filter(enrolment__in=[row.enrolment_id for row in rows])
    list(held.select_for_update().order_by("pk").values_list("pk"))


def _chosen(given: Choice | tuple[str, str]) -> Choice:
    return Choice(*given) if isinstance(given, tuple) else given


def _upsert(register: Register, rows: list[Row], *, by: User, now: datetime) -> None:
    Attendance.objects.bulk_create(
        [
            Attendance(
                register=register,
                enrolment_id=row.enrolment_id,
                mark=row.mark,
                note=row.note,
                joined_late=row.joined_late,
                marked_at=now,
                made_at=row.made_at,
                marked_by=by,
                version=row.version + 1,
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["register", "enrolment"],
        update_fields=["mark", "note", "marked_at", "made_at", "marked_by", "version"],
    )


@transaction.atomic
def complete_register(register: Register, *, by: User, now: datetime) -> Register:
    """Close the register. A second call, or twenty at once, changes nothing and records nothing.

    Every mark is taken hold of before it is read: one made meanwhile counts here, or finds the register complete.
    Raises NotYet before the event's last day, NotEveryone naming who is not marked.
    """
    register = _locked(register)
    if register.is_complete:
        return register
    rules.refuse_called_off(called_off=register.event.called_off_at is not None)
    register.attendances.update(version=F("version") + 1)
    rows = rows_of(register.event, register)
    names = {row.ref: row.name for row in rows}
    missing = rules.unmarked(names, {row.ref: row.mark for row in rows})
    rules.refuse_completion(register.event.ends_on, clock.day_of(now), [names[ref] for ref in missing])
    if not rows:
        raise Refusal("Nobody is on this register.")
    register.completed_at, register.completed_by = now, by
    register.save(update_fields=["completed_at", "completed_by"])
    present = sum(rules.is_present(row.mark) for row in rows)
    journal.record(states.REGISTER_COMPLETED, register, by=by, present=present, expected=len(rows))
    return register


def refuse_closed(register: Register, *, now: datetime) -> None:
    """Raises Refusal for an event that was called off, NotYet before its day, AlreadyComplete once it is complete."""
    rules.refuse_called_off(called_off=register.event.called_off_at is not None)
    rules.refuse_marking(register.event.starts_on, clock.day_of(now), complete=register.is_complete)


def _locked(register: Register) -> Register:
    """The register and its event as they are now, locked until the end of the transaction, the register first.

    One query, and safe: what is locked is read after the wait, and nothing else is joined. That the event is locked
    too keeps it on its day until the marks are written. Nobody who holds an event waits for its register. Marks that
    point to it may be made meanwhile, so that a tap waits for nothing but the mark of its own person.
    """
    held = Register.objects.select_for_update(of=("self", "event"), no_key=True)
    return held.select_related("event").get(pk=register.pk)


@transaction.atomic
def reopen_register(register: Register, *, by: User, reason: str) -> Register:
    """Open a completed register again, with a reason. Who was invited to evaluate is not invited again."""
    rules.refuse_without_reason(reason, "reopen the register")
    register = _locked(register)
    if not register.is_complete:
        return register
    register.completed_at = register.completed_by = None
    register.save(update_fields=["completed_at", "completed_by"])
    journal.record(states.REGISTER_REOPENED, register, by=by, reason=reason)
    return register


@transaction.atomic
def correct_attendance(
    register: Register,
    enrolment: Enrolment | Row,
    mark: str,
    *,
    by: User,
    now: datetime,
    reason: str,
    note: str | None = None,
    seen: str = "",
) -> Row:
    """Change one mark of a completed register, with a reason. What follows from it is worked out anew.

    Raises Conflict when mark and note are not as they were seen, Refusal without a reason, without a mark, or while
    the register is open.
    """
    rules.refuse_without_reason(reason, "change it")
    register = _locked(register)
    if not register.is_complete:
        raise Refusal("This register is open. Mark people on the register itself.")
    if not mark:
        raise Refusal("Choose a mark. A completed register has one for everybody.", field="mark")
    row = _row(register, enrolment.ref)
    refuse_unseen(row, TYPED, seen)
    note = row.note if note is None else note
    if (mark, note) == (row.mark, row.note):
        return row
    corrected = replace(row, mark=mark, note=note, made_at=None)
    _write(register, corrected, by=by, now=now)
    journal.record(
        states.ATTENDANCE_CORRECTED,
        register,
        by=by,
        person=row.name,
        enrolment=row.enrolment_id,
        before=row.label.lower(),
        after=rules.label_of(mark).lower(),
        reason=reason,
    )
    return replace(corrected, version=row.version + 1)


@transaction.atomic
def add_late_joiner(register: Register, enrolment: Enrolment, *, by: User, now: datetime) -> Row:
    """Put somebody of another group of the same offering on the register, not marked yet. Twice is once."""
    register = _locked(register)
    refuse_closed(register, now=now)
    if enrolment.group.offering_id != register.event.group.offering_id:
        raise Refusal("This person follows another qualification or intake.")
    if rows_of(register.event, register, ref=enrolment.ref):
        return _row(register, enrolment.ref)
    Attendance.objects.create(register=register, enrolment=enrolment, joined_late=True, marked_at=now, marked_by=by)
    journal.record(states.LATE_JOINER_ADDED, register, by=by, person=enrolment.application.name, enrolment=enrolment.pk)
    return _row(register, enrolment.ref)
