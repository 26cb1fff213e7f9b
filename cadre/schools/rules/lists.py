"""A list of district categories as it comes in a file: what its rows say, and how it differs from the list in use."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cadre.schools.rules.categories import OTHERS, Place, Row

CATEGORIES = frozenset({*OTHERS, "5", "6", "5or6"})
HEADER_WITHIN = 12
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("ltla code", "lad code", "district code", "gss code", "code"),
    "name": ("ltla", "lad name", "district", "district name", "name"),
    "category": ("grouping of six", "grouping", "category"),
    "opportunity_area": ("opportunity area",),
    "source": ("source",),
}
NEEDED = {"code": "LTLA code", "category": "Grouping (of six)"}
_CODE = re.compile(r"E0[6-9]\d{6}")
_CATEGORY = re.compile(r"(?:category|group)?\s*([1-6])(?:\.0+)?(?:\s*or\s*([1-6]))?", re.I)


class NotAList(ValueError):
    """The rows are no list of district categories; the words say why, for whoever sent them."""


@dataclass(frozen=True)
class Listed:
    """One district's row as the file says it. `row` is its number there, from 1."""

    code: str
    name: str
    category: str
    opportunity_area: str = ""
    source: str = ""
    row: int = 0

    @property
    def said(self) -> str:
        return said(self.category, self.opportunity_area)


@dataclass(frozen=True)
class Read:
    """The rows of a file, and what was noticed while reading them, for whoever sent it."""

    rows: tuple[Listed, ...]
    notes: tuple[str, ...] = ()


def said(category: str, opportunity_area: str) -> str:
    """`category 5, Derby opportunity area`, or `not confirmed`."""
    found = [f"category {category.replace('or', ' or ')}"] if category else []
    found += [f"{opportunity_area} opportunity area"] if opportunity_area else []
    return ", ".join(found) or "not confirmed"


def read_list(rows: Iterable[Sequence[str]]) -> Read:
    """The rows below the heads, which stand in one of the first rows. Raises NotAList.

    A row whose category is not from 1 to 6 is kept without one: it is not confirmed. Rows without a code are notes of
    the file, and left out.
    """
    numbered = iter(enumerate(rows, 1))
    at = _heads(numbered)
    found: dict[str, Listed] = {}
    notes: list[str] = []
    for number, cells in numbered:
        row = _row(number, cells, at)
        if row is None:
            continue
        if not _CODE.fullmatch(row.code):
            if row.category or row.opportunity_area:
                notes.append(f"Row {number}: “{row.code[:30]}” is no code of an English district. It is left out.")
            continue
        if row.code in found and found[row.code].said != row.said:
            first = found[row.code]
            raise NotAList(
                f"{row.code} ({row.name}) stands in row {first.row} as {first.said} and in row {number} as {row.said}. "
                "Keep one of them."
            )
        if not row.category and (typed := _cell(cells, at.get("category"))):
            notes.append(f"Row {number}: “{typed[:30]}” is no category from 1 to 6, so {row.name} is not confirmed.")
        found.setdefault(row.code, row)
    if not found:
        raise NotAList("There are heads, but no district below them.")
    return Read(tuple(found.values()), tuple(notes))


def category_of_cell(typed: str) -> str:
    """`5`, `5.0` and `Category 5` are `5`; `5 or 6` is `5or6`; anything else is blank."""
    match = _CATEGORY.fullmatch(typed.strip())
    both = f"{match[1]}or{match[2]}" if match and match[2] else (match[1] if match else "")
    return both if both in CATEGORIES else ""


@dataclass(frozen=True)
class Change:
    code: str
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """How a list differs from the one in use. Districts are matched by code, never by name.

    `gone`: in the list in use, not in the file. `unknown`: codes we hold no district for, so they cannot be published.
    `other_days`: districts, but not of the day the list is of. `names`: (code, theirs, ours). `missing`: districts of
    that day which the file leaves out.
    """

    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    same: int = 0
    unknown: tuple[Listed, ...] = ()
    other_days: tuple[Listed, ...] = ()
    names: tuple[tuple[str, str, str], ...] = field(default=())
    missing: tuple[str, ...] = ()


def compare(
    listed: Iterable[Listed], *, used: Mapping[str, Row], districts: Mapping[str, Place], districts_as_at: date
) -> Difference:
    """The file beside the rows in use, each by the district's code."""
    rows = list(listed)
    known = [row for row in rows if row.code in districts]
    codes = {row.code for row in known}
    then = {code: place for code, place in districts.items() if place.existed_on(districts_as_at)}
    moved = [
        Change(row.code, districts[row.code].name, _said(used.get(row.code)), row.said)
        for row in known
        if _said(used.get(row.code)) != row.said
    ]
    gone = [
        Change(code, districts[code].name, _said(row), "not in the file")
        for code, row in used.items()
        if code not in codes and _said(row) != said("", "")
    ]
    return Difference(
        added=tuple(one for one in moved if one.code not in used or one.before == said("", "")),
        changed=tuple(one for one in moved if one.code in used and one.before != said("", "")),
        gone=tuple(sorted(gone, key=lambda one: one.name)),
        same=len(known) - len(moved),
        unknown=tuple(row for row in rows if row.code not in districts),
        other_days=tuple(row for row in known if row.code not in then),
        names=tuple(
            (row.code, row.name, districts[row.code].name)
            for row in known
            if row.name and _plain(row.name) != _plain(districts[row.code].name)
        ),
        missing=tuple(sorted(place.name for code, place in then.items() if code not in codes)),
    )


def _said(row: Row | None) -> str:
    return said(row.category, row.opportunity_area) if row else said("", "")


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _heads(numbered: Iterable[tuple[int, Sequence[str]]]) -> dict[str, int]:
    """Where each column is. Raises NotAList when no row of the first has the heads, or one stands there twice."""
    best: list[str] = []
    for number, cells in numbered:
        heads = [_plain(cell.replace("_", " ")) for cell in cells]
        at = {name: heads.index(head) for name, known in COLUMNS.items() for head in known[::-1] if head in heads}
        if set(NEEDED) <= set(at):
            if twice := next((cells[place] for place in at.values() if heads.count(heads[place]) > 1), ""):
                raise NotAList(f"The column “{twice}” stands there twice. Keep one of them.")
            return at
        best = max(best, [cell for cell in cells if cell.strip()], key=len)
        if number >= HEADER_WITHIN:
            break
    seen = f" We see: {', '.join(cell[:30] for cell in best[:8])}." if best else " The sheet is empty."
    needed = " and ".join(f"“{head}”" for head in NEEDED.values())
    raise NotAList(f"We look for the columns {needed} in the first {HEADER_WITHIN} rows, and do not find them.{seen}")


def _row(number: int, cells: Sequence[str], at: Mapping[str, int]) -> Listed | None:
    code, name, typed, area, source = (_cell(cells, at.get(column)) for column in COLUMNS)
    if not code:
        return None
    return Listed(code.upper(), name[:80], category_of_cell(typed), area[:60], source[:300], number)


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""
