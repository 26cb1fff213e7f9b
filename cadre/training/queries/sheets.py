"""The register of a session, and who is ready to be accredited."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cadre.delivery import sheets
from cadre.facilitators.models import Facilitator
from cadre.training.models import Part, PartMark, Place, Session
from cadre.training.rules.places import took_part
from cadre.training.states import PlaceState


@dataclass(frozen=True, kw_only=True)
class Row(sheets.Row):
    """One person in one part. Its reference is the key of their place."""

    place: Place


@dataclass(frozen=True, kw_only=True)
class Sheet(sheets.Sheet):
    """The sheet of one part; complete once its session is."""

    part: Part
    rows: Sequence[Row] = field(default_factory=list)


def people_of(session: Session) -> list[Place]:
    """Who has a place, by name. One query."""
    return list(session.taken.filter(state=PlaceState.BOOKED).select_related("facilitator__user"))


def sheets_of(session: Session) -> list[Sheet]:
    """One sheet for each part. Three queries."""
    people = people_of(session)
    found = PartMark.objects.filter(part__session=session).select_related("marked_by")
    marks = {(row.part_id, row.place_id): row for row in found}
    return [
        Sheet(
            part=part,
            rows=[_row(place, marks.get((part.pk, place.pk))) for place in people],
            is_complete=session.is_complete,
            completed_at=session.completed_at,
        )
        for part in session.parts.all()
    ]


def _row(place: Place, mark: PartMark | None) -> Row:
    who = place.facilitator
    late = place.joined_late
    row = Row(ref=str(place.pk), name=who.user.name, school=who.employer, place=place, joined_late=late)
    if mark is None:
        return row
    return replace(
        row,
        mark=mark.mark,
        note=mark.note,
        version=mark.version,
        marked_by=mark.marked_by.name,
        marked_by_id=mark.marked_by_id,
        marked_at=mark.marked_at,
        made_at=mark.made_at,
    )


def rows_of(part: Part) -> Sequence[Row]:
    """The rows of one part. Three queries."""
    return sheet_of(part).rows


def sheet_of(part: Part) -> Sheet:
    """The sheet of one part. Three queries."""
    return next(sheet for sheet in sheets_of(part.session) if sheet.part.pk == part.pk)


def there_throughout(session: Session) -> list[Facilitator]:
    """Whoever was present in every part of a completed session, by name. Three queries."""
    if not session.is_complete:
        return []
    found = sheets_of(session)
    marks: dict[str, list[str]] = {}
    for sheet in found:
        for row in sheet.rows:
            marks.setdefault(row.ref, []).append(row.mark)
    return [place.facilitator for place in people_of(session) if took_part(marks.get(str(place.pk), []), len(found))]
