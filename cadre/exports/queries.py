"""Read shapes for the pages of spreadsheets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cadre.exports import progress
from cadre.exports.models import ExportPolicy, Piece, Sheet


@dataclass(frozen=True)
class HowFar:
    """`begun`: the worker has it in hand. `done` rows of `total`, which is never less and never 0."""

    begun: bool
    done: int
    total: int


def terms_on(day: date) -> ExportPolicy | None:
    """What holds, or None where every spreadsheet is made at once."""
    return ExportPolicy.objects.on(day).first()


def how_far(sheet: Sheet) -> HowFar:
    """Of one that is being made. Rows may have been added to the list since they were counted."""
    done = progress.read(sheet.pk)
    return HowFar(done is not None, done or 0, max(sheet.rows, done or 0, 1))


def content_of(sheet: Sheet) -> Iterator[bytes]:
    """Its bytes, a piece at a time and a query each. Raises LookupError in the middle when it is deleted meanwhile."""
    sent = number = 0
    while sent < sheet.size:
        piece = Piece.objects.filter(sheet=sheet, number=number).values_list("content", flat=True).first()
        if piece is None:
            raise LookupError(f"{sheet} was deleted while it was sent.")
        yield bytes(piece)
        sent, number = sent + len(piece), number + 1
