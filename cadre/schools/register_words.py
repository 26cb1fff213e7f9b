"""What a load of the register would do, in words: the same for the page, its files and the command line."""

from collections.abc import Mapping

from cadre.schools.models import RegisterLoad, RegisterRow
from cadre.schools.rules import LABELS, Value
from cadre.schools.states import STATUSES, RowKind


def load_words(load: RegisterLoad) -> list[str]:
    """One sentence a line: how many rows of each kind, what is left out, and what could not be placed."""
    counts = {name: f"{number:,}" for name, number in load.counts.items() if isinstance(number, int)}
    said = [f"{load.title}: {load.rows_read:,} rows."]
    said += [] if load.changes else ["It changes nothing."]
    said.append(", ".join(f"{kind.label.lower()} {counts.get(kind, 0)}" for kind in RowKind) + ".")
    said.append(f"{counts.get('same', 0)} stay as they are; {counts.get('left_out', 0)} of ours are not in the file.")
    if load.absent_columns:
        said.append(f"The file has no {', '.join(load.absent_columns)}: what we hold of these stays.")
    for code, name, many in unknown(load):
        said.append(f"District {code} {name} is not in our list: {many:,} schools have none.")
    return said


def unknown(load: RegisterLoad) -> list[tuple[str, str, int]]:
    """(code, name, schools) of the districts that are not in our list, the most first."""
    found = [(code, name, many) for code, (name, many) in load.counts.get("unknown", {}).items()]
    return sorted(found, key=lambda one: (-one[2], one[0]))


type_of_names = Mapping[str, str]


def row_words(row: RegisterRow, districts: type_of_names) -> str:
    """`900012 Oakham Vale School: Town: Oakham → Uppingham`."""
    return ": ".join(part for part in (f"{row.urn} {row.name}".strip(), about_words(row, districts)) if part)


def about_words(row: RegisterRow, districts: type_of_names) -> str:
    """What is otherwise, where a new school is, or why the row does nothing. `districts` are names by code."""
    if row.words:
        return row.words
    if row.kind == RowKind.SUCCEEDED:
        return f"Followed by {row.links_to} {row.after.get('successor_name', '')}".strip()
    if row.kind == RowKind.NEW:
        place = (row.after["town"], row.after["postcode"], districts.get(row.after["district"], ""))
        return ", ".join([part for part in place if part] + [STATUSES[row.after["status"]].lower()])
    return "; ".join(f"{label}: {before} → {after}" for label, before, after in change_rows(row, districts))


def change_rows(row: RegisterRow, districts: type_of_names) -> list[tuple[str, str, str]]:
    """(field, before, after) in words."""
    return [
        (LABELS.get(name, name), said(name, before, districts), said(name, after, districts))
        for name, before, after in row.changes
    ]


def said(name: str, value: Value, districts: type_of_names) -> str:
    """A value as people read it: days day first, a state and a district by its name, nothing as “nothing”."""
    if value in ("", None):
        return "nothing"
    if name == "status":
        return STATUSES.get(str(value), str(value))
    if name == "district":
        return districts.get(str(value), str(value))
    if name.endswith("_on"):
        return "/".join(reversed(str(value).split("-")))
    return str(value)
