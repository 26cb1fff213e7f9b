"""School holidays as staff paste them: one a line, with what is wrong said by line."""

from dataclasses import dataclass
from datetime import date

from cadre.lib.typed_dates import WrongDate, from_text

FIELDS = 5
LONGEST = 60


@dataclass(frozen=True)
class Holiday:
    """`area`: a local authority as the school register writes it, or England. Both days are included."""

    area: str
    name: str
    starts_on: date
    ends_on: date
    source: str


def read_holidays(text: str) -> tuple[list[Holiday], list[str]]:
    """The holidays of a pasted list, and a sentence for each line that cannot be read.

    A line is `area; name; first day; last day; source`, with semicolons or tabs. Empty lines are left out.
    """
    found, faults = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.replace("\t", ";").split(";")]
        if len(parts) != FIELDS or not all(parts):
            faults.append(f"Line {number}: write area; name; first day; last day; source.")
            continue
        area, name, first, last, source = parts
        days = [_day(typed) for typed in (first, last)]
        if None in days:
            wrong = first if days[0] is None else last
            faults.append(f"Line {number}: “{wrong[:30]}” is no date. Write it such as 26/10/2026.")
        elif days[1] < days[0]:  # type: ignore[operator]
            faults.append(f"Line {number}: the last day is before the first.")
        elif max(len(area), len(name)) > LONGEST:
            faults.append(f"Line {number}: the area and the name are too long.")
        else:
            found.append(Holiday(area, name, days[0], days[1], source[:300]))  # type: ignore[arg-type]
    return found, faults


def _day(typed: str) -> date | None:
    try:
        return from_text(typed)
    except WrongDate:
        return None
