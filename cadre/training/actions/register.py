"""The register of a session: marks of each part, who joined on the day, completion, reopening, correction.

The same marks and rules as of any event. Whoever changes it holds the session, so two who mark wait for one another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from cadre.delivery.rules import (
    is_present,
    label_of,
    refuse_called_off,
    refuse_completion,
    refuse_marking,
    refuse_without_reason,
    unmarked,
)
from cadre.delivery.sheets import TYPED, Choice, changed_rows, refuse_overwriting
from cadre.facilitators.models import Facilitator
from cadre.journal import actions as journal
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.seen import refuse_unseen
from cadre.people.models import User
from cadre.training.actions.sessions import held
from cadre.training.models import Part, PartMark, Place, Session
from cadre.training.queries.sheets import Row, Sheet, rows_of, sheets_of
from cadre.training.states import (
    JOINED_ON_THE_DAY,
    MARK_CORRECTED,
    PLACE_WORKFLOW,
    TRAINING_COMPLETED,
    TRAINING_REOPENED,
    PlaceState,
)


def _opened(part: Part, now: datetime) -> Part:
    """The part with its session held. Raises Refusal while nobody may be marked in it."""
    session = held(part.session)
    refuse_called_off(called_off=session.called_off_at is not None)
    refuse_marking(part.on, clock.day_of(now), complete=session.is_complete)
    part.session = session
    return part


def _row(part: Part, ref: str) -> Row:
    found = next((row for row in rows_of(part) if row.ref == ref), None)
    if found is None:
        raise Refusal("This person is not on the register.")
    return found


@transaction.atomic
def mark_one(
    part: Part,
    ref: str,
    mark: str,
    *,
    by: User,
    now: datetime,
    version: int | None = None,
    note: str | None = None,
    made_at: datetime | None = None,
) -> Row:
    """Mark one person of one part; the same mark twice is one.

    `version` is the row's as the marker saw it, `made_at` when it was chosen. Raises Conflict, with what stands now,
    when this person was marked since, by somebody else or later than this was chosen; AlreadyComplete
    and NotYet as `refuse_marking`; Refusal for a stranger.
    """
    row = _row(_opened(part, now), ref)
    note = row.note if note is None else note
    if (mark, note) == (row.mark, row.note):
        return row
    refuse_overwriting(row, version, by_id=by.pk, made_at=made_at)
    _write(part, [replace(row, mark=mark, note=note, made_at=made_at)], by, now)
    return _row(part, ref)


@transaction.atomic
def mark_many(part: Part, choices: Mapping[str, Choice], *, by: User, now: datetime) -> int:
    """Mark many people of one part at once, by the reference of their row. How many changed.

    Raises Conflict, with their rows, when somebody else has marked one of them since: nothing is saved then.
    """
    changed = changed_rows(rows_of(_opened(part, now)), choices, by_id=by.pk)
    _write(part, changed, by, now)
    return len(changed)


def _write(part: Part, rows: Sequence[Row], by: User, now: datetime) -> None:
    PartMark.objects.bulk_create(
        [
            PartMark(
                part=part,
                place=row.place,
                mark=row.mark,
                note=row.note,
                marked_at=now,
                made_at=row.made_at,
                marked_by=by,
                version=row.version + 1,
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["part", "place"],
        update_fields=["mark", "note", "marked_at", "made_at", "marked_by", "version"],
    )


@transaction.atomic
def join_on_the_day(part: Part, facilitator: Facilitator, *, by: User, now: datetime) -> Place:
    """Put somebody on the register who had no place, not marked yet; on that of every part. Twice is once.

    Whoever stands in the room is there, so it may be one more than there are places.
    """
    session = _opened(part, now).session
    if not facilitator.is_active_on(clock.day_of(now)):
        raise Refusal(f"{facilitator} does not work with us at the moment.")
    row = Place.objects.select_for_update().filter(session=session, facilitator=facilitator).first()
    if row is not None and row.state == PlaceState.BOOKED:
        return row
    if row is None:
        row = Place.objects.create(session=session, facilitator=facilitator, invited_at=now)
    row.state, row.joined_late, row.changed_at = PLACE_WORKFLOW.after("join", row.state), True, now
    row.save(update_fields=["state", "joined_late", "changed_at"])
    journal.record(JOINED_ON_THE_DAY, session, by=by, person=facilitator.user.name)
    return row


@transaction.atomic
def complete(session: Session, *, by: User, now: datetime) -> Session:
    """Close the register of all parts. Twice is once. Raises NotYet before the last day, NotEveryone while open."""
    row = held(session)
    if row.is_complete:
        return row
    refuse_called_off(called_off=row.called_off_at is not None)
    sheets = sheets_of(row)
    refuse_completion(row.last_on, clock.day_of(now), _not_marked(sheets))
    if not sheets[0].rows:
        raise Refusal("Nobody is on this register.")
    row.completed_at, row.completed_by = now, by
    row.save(update_fields=["completed_at", "completed_by"])
    there = [{one.ref for one in sheet.rows if is_present(one.mark)} for sheet in sheets]
    present, expected = len(set.intersection(*there)), len(sheets[0].rows)
    journal.record(TRAINING_COMPLETED, row, by=by, present=present, expected=expected)
    return row


def _not_marked(sheets: Sequence[Sheet]) -> list[str]:
    """Names, each with the part where it has no mark when there are several."""
    found = []
    for sheet in sheets:
        names = {row.ref: row.name for row in sheet.rows}
        missing = unmarked(names, {row.ref: row.mark for row in sheet.rows})
        where = f" ({sheet.part.title})" if len(sheets) > 1 else ""
        found += [f"{names[ref]}{where}" for ref in missing]
    return found


@transaction.atomic
def reopen(session: Session, *, reason: str, by: User) -> None:
    """Open a completed register again, with a reason. Accreditations that were given stand."""
    refuse_without_reason(reason, "reopen the register")
    row = held(session)
    if row.is_complete:
        row.completed_at = row.completed_by = None
        row.save(update_fields=["completed_at", "completed_by"])
        journal.record(TRAINING_REOPENED, row, by=by, reason=reason)


@transaction.atomic
def correct(
    part: Part, ref: str, mark: str, *, reason: str, by: User, now: datetime, note: str | None = None, seen: str = ""
) -> None:
    """Change one mark of a completed register, with a reason. Accreditations that were given stand.

    Raises Conflict when mark and note are not as they were seen, Refusal without a reason, without a mark, or while
    the register is open.
    """
    refuse_without_reason(reason, "change it")
    part.session = held(part.session)
    if not part.session.is_complete:
        raise Refusal("This register is open. Mark people on the register itself.")
    if not mark:
        raise Refusal("Choose a mark. A completed register has one for everybody.", field="mark")
    row = _row(part, ref)
    refuse_unseen(row, TYPED, seen)
    note = row.note if note is None else note
    if (mark, note) == (row.mark, row.note):
        return
    _write(part, [replace(row, mark=mark, note=note, made_at=None)], by, now)
    said = {"person": row.name, "part": part.title, "before": row.label.lower(), "after": label_of(mark).lower()}
    journal.record(MARK_CORRECTED, part.session, by=by, reason=reason, **said)
