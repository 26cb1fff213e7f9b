"""How one row of the public school register is read: by the names of its columns, whatever else stands there.

The register's file (GIAS, “edubasealldata”) is written in Windows-1252, its days day first, its codes as text with or
without leading zeros, and `0`, `9`, `99`, `999` or `9999` where a code says nothing. Heads' names stand in it too: they
are personal, nothing here reads them, and only the columns of `COLUMNS` leave this module.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from cadre.lib import text
from cadre.lib.errors import Refusal
from cadre.schools.states import PHASES, REGIONS_BY_CODE, STATUSES

Value = str | int | None
"""What JSON holds: a day as `2026-06-15`, a percentage as `10.2`, a code as text, nothing as "" or None."""
FURTHEST_EAST, FURTHEST_NORTH, MOST_PUPILS = 700_000, 1_300_000, 100_000
_DAY = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_DATED = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_NOTHING = {width: re.compile(rf"0*|9{{{width},}}" if width else "0*") for width in (0, 2, 3)}
_HUNDRED = Decimal(100)


def text_of(most: int) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if cell.isascii() and cell.isprintable():
            tidy = " ".join(cell.split())
        else:
            tidy = text.line(cell, max_length=len(cell) + most)
        if len(tidy) > most:
            raise ValueError(f"it has {len(tidy)} characters, and {most} is the most")
        return tidy

    return read


def name_of(most: int) -> Callable[[str], str]:
    """A name that may be cut to `most` characters."""
    read = text_of(10_000)
    return lambda cell: read(cell)[:most].rstrip()


def code_of(most: int, *, width: int = 0, nines: int = 0) -> Callable[[str], str]:
    """A code as text, filled with zeros to `width`; empty where it is zeros or so many `nines`, which say nothing."""

    def read(cell: str) -> str:
        code = cell.strip()
        if _NOTHING[nines].fullmatch(code):
            return ""
        if len(code) > most or not code.isascii() or not code.isprintable():
            raise ValueError(f"“{code[:40]}” is no code")
        return code.zfill(width)

    return read


def urn(cell: str) -> str:
    if not re.fullmatch(r"[0-9]{5,6}", cell.strip()):
        raise ValueError(f"“{cell.strip()[:40]}” is no URN, which has 6 digits")
    return cell.strip().zfill(6)


def status(cell: str) -> str:
    code = cell.strip().lstrip("0")
    if code not in STATUSES:
        raise ValueError(f"“{cell.strip()[:40]}” is no status that we know")
    return code


def type_code(cell: str) -> str:
    code = cell.strip()
    if not re.fullmatch(r"[0-9]{1,3}", code):
        raise ValueError(f"“{code[:40]}” is no type of school")
    return code.zfill(2)


@cache
def day(cell: str) -> str | None:
    """Day first, with - or /."""
    if not cell.strip():
        return None
    found = _DAY.fullmatch(cell.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat() if found else _no_day(cell)
    except ValueError:
        return _no_day(cell)


def _no_day(cell: str) -> str:
    raise ValueError(f"“{cell.strip()[:40]}” is no day")


def number_of(most: int, *, zero_says_nothing: bool = False) -> Callable[[str], int | None]:
    def read(cell: str) -> int | None:
        written = cell.strip()
        if not written:
            return None
        if not re.fullmatch(r"[0-9]{1,9}(\.0+)?", written):
            raise ValueError(f"“{written[:40]}” is no whole number")
        number = int(written.partition(".")[0])
        if number > most:
            raise ValueError(f"{number:,} is too large; {most:,} is the most")
        return None if zero_says_nothing and not number else number

    return read


@cache
def percent(cell: str) -> str | None:
    written = cell.strip().removesuffix("%")
    if not written:
        return None
    try:
        value = Decimal(written)
        if not value.is_finite() or not 0 <= value <= _HUNDRED:
            raise ValueError(f"“{written[:40]}” is no percentage")
    except InvalidOperation:
        raise ValueError(f"“{written[:40]}” is no percentage") from None
    return f"{value:.1f}"


@cache
def phase(cell: str) -> str:
    return PHASES.get(cell.strip().lstrip("0"), "")


@cache
def region(cell: str) -> str:
    return REGIONS_BY_CODE.get(cell.strip().upper(), "")


def postcode(cell: str) -> str:
    return text_of(10)(cell).upper()


def telephone(cell: str) -> str:
    """Its leading zero is often lost."""
    number = text_of(30)(cell)
    digits = number.replace(" ", "")
    return f"0{digits}" if len(digits) == 10 and digits.isdigit() and digits[0] != "0" else number


@dataclass(frozen=True)
class Column:
    """A column of the file and the field it fills. Without a needed column nothing is read.

    A row whose `vital` cell is wrong is refused; where another cell is wrong, what we hold stays.
    """

    header: str
    field: str
    label: str
    read: Callable[[str], Value]
    needed: bool = False
    vital: bool = False


COLUMNS = (
    Column("URN", "urn", "URN", urn, needed=True, vital=True),
    Column("EstablishmentName", "name", "Name", text_of(160), needed=True, vital=True),
    Column("TypeOfEstablishment (code)", "type_code", "Type", type_code, needed=True, vital=True),
    Column("EstablishmentStatus (code)", "status", "State", status, needed=True, vital=True),
    Column("CloseDate", "closed_on", "Closed on", day, needed=True),
    Column("OpenDate", "opened_on", "Opened on", day, needed=True),
    Column("PhaseOfEducation (code)", "phase", "Phase", phase, needed=True),
    Column("Town", "town", "Town", text_of(80), needed=True),
    Column("Postcode", "postcode", "Postcode", postcode, needed=True),
    Column("GOR (code)", "region", "Region", region, needed=True),
    Column("DistrictAdministrative (code)", "district", "District", code_of(9, nines=3), needed=True),
    Column("Trusts (code)", "trust", "Trust", code_of(10), needed=True),
    Column("Trusts (name)", "trust_name", "Trust’s name", name_of(160), needed=True),
    Column("Diocese (code)", "diocese", "Diocese", code_of(6, nines=3), needed=True),
    Column("Diocese (name)", "diocese_name", "Diocese’s name", name_of(120), needed=True),
    Column("EstablishmentTypeGroup (code)", "type_group", "Group of types", code_of(3)),
    Column("ReligiousCharacter (code)", "religious_character", "Religious character", code_of(4, width=2, nines=2)),
    Column("LA (code)", "la_code", "Local authority’s number", code_of(4, width=3, nines=3)),
    Column("LA (name)", "la_name", "Local authority", text_of(80)),
    Column("EstablishmentNumber", "number", "Establishment number", code_of(6, width=4)),
    Column("UKPRN", "ukprn", "UKPRN", code_of(8)),
    Column("Street", "street", "Street", text_of(160)),
    Column("Locality", "locality", "Locality", text_of(160)),
    Column("Address3", "address3", "Address", text_of(160)),
    Column("County (name)", "county", "County", text_of(80)),
    Column("TelephoneNum", "telephone", "Telephone", telephone),
    Column("SchoolWebsite", "website", "Website", text_of(300)),
    Column("Easting", "easting", "Easting", number_of(FURTHEST_EAST, zero_says_nothing=True)),
    Column("Northing", "northing", "Northing", number_of(FURTHEST_NORTH, zero_says_nothing=True)),
    Column("NumberOfPupils", "pupils", "Pupils", number_of(MOST_PUPILS)),
    Column("PercentageFSM", "fsm_percent", "Free school meals, %", percent),
    Column("LastChangedDate", "changed_on", "Changed in the register", day),
)
PLACES = ("district", "trust", "diocese", "trust_name", "diocese_name")
FACTS = tuple(one.field for one in COLUMNS if one.field not in (*PLACES, "urn"))
"""The fields of a school that the register fills."""
LABELS = {one.field: one.label for one in COLUMNS}
DISTRICT_NAME = "DistrictAdministrative (name)"


@dataclass
class RegisterLine:
    """One row as it was read. `faults` refuse it; `doubts` are the fields that could not be read, with why."""

    values: dict[str, Value] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    doubts: dict[str, str] = field(default_factory=dict)
    district_name: str = ""


class Layout:
    """The columns of one file, by their names. Raises Refusal that names the needed columns that are missing."""

    def __init__(self, headers: Sequence[str]) -> None:
        at = {name.strip().casefold(): place for place, name in reversed(list(enumerate(headers)))}
        known = [one for one in COLUMNS if one.header.casefold() in at]
        if not known:
            raise Refusal(
                "This is not the school register: none of its columns is here. Its first line begins with URN, and the "
                "columns are parted by commas.",
                field="file",
            )
        missing = [one.header for one in COLUMNS if one.needed and one not in known]
        if missing:
            raise Refusal(
                f"The file has no {'column' if len(missing) == 1 else 'columns'} {_listed(missing)}. "
                "Without it a school cannot be read.",
                field="file",
            )
        self.width = len(headers)
        self.columns = [(at[one.header.casefold()], one) for one in known]
        self.fields = [one.field for one in known]
        self.absent = [one.header for one in COLUMNS if one not in known]
        self._district_name = at.get(DISTRICT_NAME.casefold())

    def read(self, cells: Sequence[str]) -> RegisterLine:
        """The row's values by our names of the fields. A wrong cell is named by its column."""
        row = RegisterLine()
        if len(cells) != self.width:
            row.faults.append(f"It has {len(cells)} cells, and the first line has {self.width}.")
            return row
        for place, column in self.columns:
            try:
                row.values[column.field] = column.read(cells[place])
            except ValueError as wrong:
                if column.vital:
                    row.faults.append(f"{column.header}: {wrong}.")
                else:
                    row.doubts[column.field] = f"{column.header}: {wrong}. What we hold stays."
        if not row.faults and not row.values["name"]:
            row.faults.append("EstablishmentName: it is empty.")
        if self._district_name is not None:
            row.district_name = cells[self._district_name].strip()[:80]
        return row

    def urn(self, cells: Sequence[str]) -> str:
        """The URN alone, or empty; for rows that were read before."""
        place = self.columns[0][0]
        return cells[place].strip().zfill(6) if place < len(cells) else ""


def day_named(*names: str) -> date | None:
    """The day in a file's name: `edubasealldata20260615.csv` is of 15 June 2026. The first name that says one."""
    for name in names:
        for found in _DATED.finditer(name):
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                continue
    return None


def differences(before: dict[str, Value], after: dict[str, Value]) -> dict[str, Value]:
    """What was, for each field that is otherwise now."""
    return {name: before.get(name) for name, value in after.items() if before.get(name) != value}


def refuse_day(dated: date, *, today: date, newest: date | None) -> None:
    """Raises Refusal for a register of tomorrow, and for one older than the newest that is in use.

    What an older file says about the present is no longer true.
    """
    if dated > today:
        raise Refusal("This day has not come yet. Give the day on which the file was made.", field="dated")
    if newest and dated < newest:
        raise Refusal(
            f"The register of {_said(newest)} is in use, and this one is older: it is of {_said(dated)}.", field="dated"
        )


def _said(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


def _listed(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
