"""The register of a session: marks of each part, completion, reopening. The same marks and rules as of any event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cadre.delivery.rules import refuse_called_off, refuse_completion, refuse_marking, refuse_without_reason, unmarked
from cadre.delivery.states import Mark
from cadre.journal import actions as journal
from cadre.lib.dates import LONDON
from cadre.lib.errors import Conflict, Refusal
from cadre.people.models import User
from cadre.training.actions.sessions import held
from cadre.training.models import Part, PartMark, Session
from cadre.training.queries.sheets import Row, Sheet, sheets_of
from cadre.training.states import TRAINING_COMPLETED, TRAINING_REOPENED


@dataclass(frozen=True)
class Choice:
    """The mark chosen for one person, and the row as it was seen: `version:mark`. `if_unmarked`: for the rest."""

    mark: str
    seen: str = ""
    if_unmarked: bool = False


def _day(now: datetime):
    return timezone.localtime(now, LONDON).date()


@transaction.atomic
def mark_part(part: Part, choices: Mapping[int, Choice], *, by: User, now: datetime) -> int:
    """Mark people of one part, by the key of their place; who was left as they were seen is left alone. How many.

    Raises Conflict, with their rows by place, when somebody else has marked one of them since: nothing is saved then.
    """
    session = held(part.session)
    refuse_called_off(called_off=session.called_off_at is not None)
    refuse_marking(part.on, _day(now), complete=session.is_complete)
    sheet = next(sheet for sheet in sheets_of(session) if sheet.part.pk == part.pk)
    changed: list[tuple[Row, str]] = []
    clashes: dict[str, object] = {}
    for row in sheet.rows:
        chosen = choices.get(row.place.pk)
        if chosen is None or chosen.mark == row.mark or (chosen.if_unmarked and row.mark):
            continue
        if chosen.mark not in ("", *Mark.values()):
            raise Refusal("Choose one of the marks on the register.")
        seen_version, _, seen_mark = chosen.seen.partition(":")
        if chosen.mark == seen_mark and chosen.seen:
            continue
        if chosen.seen and not chosen.if_unmarked and seen_version != str(row.version):
            clashes[str(row.place.pk)] = row
        changed.append((row, chosen.mark))
    if clashes:
        raise Conflict("Somebody else has marked people meanwhile. Nothing of yours is lost.", theirs=clashes)
    _write(part, changed, by, now)
    return len(changed)


def _write(part: Part, changed: list[tuple[Row, str]], by: User, now: datetime) -> None:
    PartMark.objects.bulk_create(
        [
            PartMark(part=part, place=row.place, mark=mark, marked_at=now, marked_by=by, version=row.version + 1)
            for row, mark in changed
        ],
        update_conflicts=True,
        unique_fields=["part", "place"],
        update_fields=["mark", "marked_at", "marked_by", "version"],
    )


@transaction.atomic
def complete(session: Session, *, by: User, now: datetime) -> Session:
    """Close the register of all parts. Twice is once. Raises NotYet before the last day, NotEveryone while open."""
    row = held(session)
    if row.is_complete:
        return row
    refuse_called_off(called_off=row.called_off_at is not None)
    sheets = sheets_of(row)
    refuse_completion(row.last_on, _day(now), _not_marked(sheets))
    if not sheets[0].rows:
        raise Refusal("Nobody is on this register.")
    row.completed_at, row.completed_by = now, by
    row.save(update_fields=["completed_at", "completed_by"])
    present = min(sheet.present for sheet in sheets)
    journal.record(TRAINING_COMPLETED, row, by=by, present=present, expected=len(sheets[0].rows))
    return row


def _not_marked(sheets: list[Sheet]) -> list[str]:
    names = {str(row.place.pk): row.place.facilitator.user.name for row in sheets[0].rows}
    open_: dict[str, None] = {}
    for sheet in sheets:
        open_ |= dict.fromkeys(unmarked(names, {str(row.place.pk): row.mark for row in sheet.rows}))
    return [names[key] for key in open_]


@transaction.atomic
def reopen(session: Session, *, reason: str, by: User) -> None:
    """Open a completed register again, with a reason. Accreditations that were given stand."""
    refuse_without_reason(reason, "reopen the register")
    row = held(session)
    if row.is_complete:
        row.completed_at = row.completed_by = None
        row.save(update_fields=["completed_at", "completed_by"])
        journal.record(TRAINING_REOPENED, row, by=by, reason=reason)
