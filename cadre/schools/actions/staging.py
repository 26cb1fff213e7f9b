"""Reading a load: some rows at a time, each time one transaction that says how far it came.

Whoever reads on after a worker was killed begins behind the last row that was written down. Two at once do no harm: the
second finds that the first went on, and stops.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Count

from cadre.journal.actions import record
from cadre.lib.errors import Refusal
from cadre.schools import bulk, uploads
from cadre.schools.actions.loads import actor_of, locked, refuse_load
from cadre.schools.actions.succession import stage_links
from cadre.schools.bulk import Line, write_lines
from cadre.schools.models import OPEN, OPEN_TO_CLOSE, District, Placement, RegisterLoad, School
from cadre.schools.rules import FACTS, PLACES, Layout, RegisterLine, Value, differences, search_text
from cadre.schools.states import LOAD, REGISTER_STAGED, LoadState, RowKind

AT_A_TIME = 2_000
MOST_UNKNOWN = 500
SEARCHED = ("name", "town", "postcode")
BLANK: dict[str, Value] = {**bulk.BLANK, **dict.fromkeys(PLACES, "")}


def read_on(load: RegisterLoad, *, now: datetime, rows: int | None = None) -> bool:
    """Read the next `rows` of the load, or all that are left; whether it is read to its end.

    False when there is more, and when the load was ended, is read to its end or by somebody else: then nothing is done,
    since its file may be gone. A file that turns out not to do ends the load as refused; nothing is raised.
    """
    if load.state != LoadState.STAGING:
        return False
    try:
        reading = Reading.of(load)
        while load.state == LoadState.STAGING:
            some = reading.next_rows()
            if not some:
                return _finish(load, reading, now=now)
            if not _stage(load, reading, some):
                return False
            if rows is not None:
                rows -= len(some)
                if rows <= 0:
                    return False
    except Refusal as refusal:
        refuse_load(load, while_in=LoadState.STAGING, why=str(refusal), now=now)
        load.refresh_from_db()
    return False


@dataclass
class Reading:
    """A file that is being read. `first_row_of` finds what stands twice; `names` keeps one name for each code."""

    layout: Layout
    left: Iterator[tuple[int, list[str]]]
    districts: set[str]
    first_row_of: dict[str, int] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    unknown: dict[str, list[Any]] = field(default_factory=dict)
    same: int = 0

    @classmethod
    def of(cls, load: RegisterLoad) -> "Reading":
        """At the row where the load stands; what came before is only looked at."""
        left = uploads.rows(load.kept_as, load.encoding)
        made = cls(Layout(next(left)[1]), left, set(District.objects.values_list("code", flat=True)))
        made.unknown, made.same = load.counts.get("unknown", {}), load.counts.get("same", 0)
        for number, cells in islice(left, load.rows_read):
            made.look_at(number, cells)
        return made

    def next_rows(self) -> list[tuple[int, list[str]]]:
        return list(islice(self.left, AT_A_TIME))

    def look_at(self, number: int, cells: list[str]) -> None:
        """What a row that was read before says to those after it."""
        row = self.layout.read(cells)
        if not row.faults and self.first_row_of.setdefault(str(row.values["urn"]), number) == number:
            self.one_name(row.values)

    def place(self, row: RegisterLine) -> None:
        """A district that is not in our list is none, and is counted."""
        code = str(row.values.get("district") or "")
        if code and code not in self.districts:
            row.values["district"] = ""
            row.doubts["district"] = f"The district {code} {row.district_name} is not in our list."
            self.unknown.setdefault(code, [row.district_name, 0])[1] += 1
        self.one_name(row.values)

    def one_name(self, values: dict[str, Value]) -> None:
        """A trust or diocese that the file writes in two ways has the first."""
        for kind, name in (("trust", "trust_name"), ("diocese", "diocese_name")):
            code, called = values.get(kind), values.pop(name, "")
            if code is not None:
                named = str(called or f"{kind.capitalize()} {code}") if code else ""
                values[name] = self.names.setdefault((kind, str(code)), named)


@transaction.atomic
def _stage(load: RegisterLoad, reading: Reading, some: list[tuple[int, list[str]]]) -> bool:
    """Write down what these rows would do. False when somebody else did, or ended the load."""
    present = locked(load)
    if present.state != LoadState.STAGING or present.rows_read != load.rows_read:
        load.refresh_from_db()
        return False
    write_lines(load, _lines(reading, some))
    load.rows_read += len(some)
    load.counts = {"same": reading.same, "unknown": reading.unknown}
    load.save(update_fields=["rows_read", "counts"])
    return True


def _lines(reading: Reading, some: list[tuple[int, list[str]]]) -> Iterator[Line]:
    read = [(number, reading.layout.read(cells)) for number, cells in some]
    held = held_values(str(row.values.get("urn", "")) for _, row in read)
    for number, row in read:
        urn, name = str(row.values.pop("urn", "")), str(row.values.get("name", ""))
        if not row.faults and (first := reading.first_row_of.setdefault(urn, number)) != number:
            row.faults.append(f"URN {urn} stands in row {first:,} already; that row counts.")
        if row.faults:
            yield Line(RowKind.REFUSED, number, urn, name, words=" ".join(row.faults))
            continue
        reading.place(row)
        if row.doubts:
            yield Line(RowKind.NOTED, number, urn, name, words=" ".join(row.doubts.values()))
        before = held.get(urn)
        after = {one: row.values.get(one, (before or BLANK)[one]) for one in reading.layout.fields if one != "urn"}
        otherwise = differences(before, after) if before else {}
        if before and not otherwise:
            reading.same += 1
            continue
        after["search"] = search_text(urn=urn, **{one: str(after[one]) for one in SEARCHED})
        yield Line(_kind(before, after), number, urn, name, after, otherwise, f" {' '.join(otherwise)} ")


def _kind(before: Mapping[str, Value] | None, after: Mapping[str, Value]) -> RowKind:
    if before is None:
        return RowKind.NEW
    was_open, is_open = (values["status"] in (OPEN, OPEN_TO_CLOSE) for values in (before, after))
    return RowKind.CLOSED if was_open and not is_open else RowKind.CHANGED


def held_values(urns: Iterator[str] | list[str]) -> dict[str, dict[str, Value]]:
    """What we hold of each of these schools, as a row of the file would say it. Two queries."""
    wanted = list(urns)
    facts = {
        urn: dict(zip(FACTS, map(_plain, values), strict=True)) | dict.fromkeys(PLACES, "")
        for urn, *values in School.objects.filter(urn__in=wanted).values_list("urn", *FACTS).order_by()
    }
    columns = ("district__code", "trust__uid", "diocese__code", "trust__name", "diocese__name")
    present = Placement.objects.filter(school__urn__in=wanted, to_on=None)
    for urn, *places in present.values_list("school__urn", *columns).order_by():
        facts[urn].update(zip(PLACES, (one or "" for one in places), strict=True))
    return facts


def _plain(value: object) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.1f}" if isinstance(value, Decimal) else value  # type: ignore[return-value]


@transaction.atomic
def _finish(load: RegisterLoad, reading: Reading, *, now: datetime) -> bool:
    present = locked(load)
    if present.state != LoadState.STAGING or present.rows_read != load.rows_read:
        load.refresh_from_db()
        return False
    if not reading.first_row_of:
        raise Refusal("No row of this file is a school. The first faults are listed.")
    if load.links_kept_as:
        stage_links(load, set(reading.first_row_of))
    kinds = Counter(dict(load.rows.order_by().values_list("kind").annotate(Count("pk"))))
    load.counts = {
        **{kind: kinds[kind] for kind in RowKind.values()},
        "same": reading.same,
        "left_out": School.objects.count() - _in_both(reading),
        "unknown": dict(sorted(reading.unknown.items())[:MOST_UNKNOWN]),
    }
    load.state, load.read_at = LOAD.after("read", load.state), now
    load.save()
    keys = load.kept_as, load.links_kept_as
    transaction.on_commit(lambda: uploads.remove(*keys))
    said = {kind: load.counts[kind] for kind in (RowKind.NEW, RowKind.CHANGED, RowKind.CLOSED)}
    record(REGISTER_STAGED, load, by=actor_of(load), **said)
    return True


def _in_both(reading: Reading) -> int:
    ours = School.objects.values_list("urn", flat=True).order_by().iterator(chunk_size=AT_A_TIME)
    return sum(urn in reading.first_row_of for urn in ours)
