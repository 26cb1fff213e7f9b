"""A spreadsheet is asked for, made by the worker, taken away, and deleted.

Only what data leaves the site is on record: that one was made, and each time it is taken. Asking for one and deleting
it change nothing that anybody else sees.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import IO
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cadre.exports import progress
from cadre.exports.access import may_take
from cadre.exports.models import ExportPolicy, Piece, Sheet
from cadre.exports.queries import terms_on
from cadre.exports.remaking import remade
from cadre.exports.rules import SAME_FOR, refuse_another
from cadre.exports.states import SHEET_MADE, SHEET_TAKEN
from cadre.journal.actions import record
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.words import counted
from cadre.lib.workbook import xlsx_file
from cadre.people.models import User
from cadre.ui.listing import Listing

PIECE = 1 << 18
TOLD_EVERY = 500


@dataclass(frozen=True)
class Wanted:
    """A list by its address, with the name of its file, how many rows it has now and its filters in words."""

    path: str
    query: str
    name: str
    rows: int
    narrowed_by: str = ""

    @property
    def fingerprint(self) -> str:
        return sha256(f"{self.path}?{self.query}".encode()).hexdigest()


@transaction.atomic
def ask_for_sheet(wanted: Wanted, terms: ExportPolicy, *, by: User, now: datetime) -> Sheet:
    """One that the worker is to make; the same one for whoever asks twice. Raises Refusal at the most at once."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    Sheet.objects.filter(user=by, kept_until__lte=now).delete()
    own = Sheet.objects.filter(user=by, why="")
    asked = own.filter(fingerprint=wanted.fingerprint).filter(Q(made_at=None) | Q(asked_at__gt=now - SAME_FOR))
    if same := asked.order_by("-asked_at").first():
        return same
    if reason := refuse_another(being_made=own.being_made().count(), most=terms.most_at_once):
        raise Refusal(reason)
    return Sheet.objects.create(
        user=by,
        is_half_in=by.is_half_in,
        name=wanted.name,
        path=wanted.path,
        query=wanted.query,
        fingerprint=wanted.fingerprint,
        narrowed_by=wanted.narrowed_by[:300],
        rows=wanted.rows,
        asked_at=now,
        kept_until=now + timedelta(hours=terms.kept_hours),
    )


def write_sheet(sheet_id: UUID, *, now: datetime) -> None:
    """Make it, or say why not. What it holds is what its person may see at `now`. Safe to repeat.

    One that was called off or is no longer kept is left. Holds no lock while it reads, and a few rows in memory.
    """
    sheet = Sheet.objects.being_made().select_related("user").filter(pk=sheet_id, kept_until__gt=now).first()
    if sheet is None:
        return
    sheet.user.is_half_in = sheet.is_half_in
    progress.begin(sheet.pk)
    try:
        listing = remade(sheet, sheet.user)
        told = _Told(sheet.pk, listing)
        with xlsx_file(listing.file_heads, told) as file:
            _keep(sheet, file, rows=told.rows, now=now)
    except Refusal as refusal:
        Sheet.objects.being_made().filter(pk=sheet.pk).update(why=str(refusal)[:300])
    except FileNotFoundError:
        if Sheet.objects.being_made().filter(pk=sheet.pk).exists():
            raise  # nobody called it off: the folder was emptied
    progress.forget(sheet.pk)


class _Told:
    """The rows of a list, counted, and said now and then how many."""

    def __init__(self, sheet: UUID, listing: Listing) -> None:
        self.sheet, self.listing, self.rows = sheet, listing, 0

    def __iter__(self) -> Iterator[list[object]]:
        for row in self.listing.cells():
            yield row
            self.rows += 1
            if self.rows % TOLD_EVERY == 0:
                progress.note(self.sheet, self.rows)


@transaction.atomic
def _keep(sheet: Sheet, file: IO[bytes], *, rows: int, now: datetime) -> None:
    held = Sheet.objects.being_made().select_for_update().filter(pk=sheet.pk).first()
    if held is None:
        return
    size = 0
    for number, content in enumerate(iter(lambda: file.read(PIECE), b"")):
        Piece.objects.create(sheet=held, number=number, content=content)
        size += len(content)
    terms = terms_on(clock.day_of(now))
    kept = timedelta(hours=terms.kept_hours) if terms else held.kept_until - held.asked_at
    held.rows, held.size, held.made_at, held.kept_until = rows, size, now, now + kept
    held.save(update_fields=["rows", "size", "made_at", "kept_until"])
    record(SHEET_MADE, held, by=sheet.user, rows=counted(rows, "row"), path=held.path)


def take_sheet(sheet: Sheet, *, by: User) -> None:
    """Each taking is on record. Raises Refusal where the list is no longer open to them, or there is nothing to take.

    The list is asked before the transaction begins, which on SQLite keeps out whoever writes.
    """
    if not may_take(by, sheet):
        raise Refusal("This spreadsheet is not ready.")
    remade(sheet, by)
    with transaction.atomic():
        record(SHEET_TAKEN, sheet, by=by, rows=counted(sheet.rows, "row"), path=sheet.path)


def delete_sheet(sheet: Sheet) -> None:
    """Call it off, or delete it before its time."""
    Sheet.objects.filter(pk=sheet.pk).delete()
    progress.forget(sheet.pk)


def delete_what_is_over(*, now: datetime) -> int:
    """Those that are kept no longer, ready or not. How many. Safe to repeat."""
    over, noted = Sheet.objects.filter(kept_until__lte=now), progress.noted()
    gone = over.delete()[1].get(Sheet._meta.label, 0) if over.exists() else 0  # a look takes no lock on SQLite
    progress.forget(*noted - set(Sheet.objects.being_made().filter(pk__in=noted).values_list("pk", flat=True)))
    return gone
