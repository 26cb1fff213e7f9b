"""The register of a session, and who is ready to be accredited."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cadre.delivery.rules import label_of
from cadre.delivery.states import PRESENT
from cadre.facilitators.models import Facilitator
from cadre.training.models import Part, PartMark, Place, Session
from cadre.training.rules.places import took_part
from cadre.training.states import PlaceState


@dataclass(frozen=True)
class Row:
    """One person in one part. `version` is 0 until they are marked; `clash` says who marked them meanwhile."""

    place: Place
    mark: str = ""
    version: int = 0
    clash: str = ""
    seen_as: str = ""

    @property
    def label(self) -> str:
        return label_of(self.mark)

    @property
    def seen(self) -> str:
        return self.seen_as or f"{self.version}:{self.mark}"

    def typed(self, mark: str, seen: str, clash: str) -> "Row":
        """The row as it was typed and could not be saved."""
        return replace(self, mark=mark, seen_as=self.seen, clash=clash)


@dataclass(frozen=True)
class Sheet:
    part: Part
    rows: list[Row]

    @property
    def counts(self) -> Mapping[str, int]:
        return Counter(row.mark for row in self.rows)

    @property
    def present(self) -> int:
        return sum(self.counts[mark] for mark in PRESENT)

    @property
    def to_go(self) -> int:
        return self.counts[""]


def people_of(session: Session) -> list[Place]:
    """Who has a place, by name. One query."""
    return list(session.taken.filter(state=PlaceState.BOOKED).select_related("facilitator__user"))


def sheets_of(session: Session) -> list[Sheet]:
    """One sheet for each part. Three queries."""
    people = people_of(session)
    marks = {(row.part_id, row.place_id): row for row in PartMark.objects.filter(part__session=session)}
    found = []
    for part in session.parts.all():
        rows = []
        for place in people:
            mark = marks.get((part.pk, place.pk))
            rows.append(Row(place, mark.mark, mark.version) if mark else Row(place))
        found.append(Sheet(part, rows))
    return found


def there_throughout(session: Session) -> list[Facilitator]:
    """Whoever was present in every part of a completed session, by name. Three queries."""
    if not session.is_complete:
        return []
    sheets = sheets_of(session)
    marks: dict[int, list[str]] = {}
    for sheet in sheets:
        for row in sheet.rows:
            marks.setdefault(row.place.pk, []).append(row.mark)
    return [place.facilitator for place in people_of(session) if took_part(marks.get(place.pk, []), len(sheets))]
