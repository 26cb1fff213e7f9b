"""What a load of the register would do, in words: the same for the page, its files and the command line."""

from cadre.schools.models import RegisterLoad, RegisterRow
from cadre.schools.rules import LABELS, Value
from cadre.schools.states import STATUSES, RowKind


def load_words(load: RegisterLoad) -> list[str]:
    """One sentence a line: how many rows of each kind, what is left out, and what could not be placed."""
    counts = {name: f"{number:,}" for name, number in load.counts.items() if isinstance(number, int)}
    said = [f"{str(load)[:1].upper()}{str(load)[1:]}: {load.rows_read:,} rows."]
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


def row_words(row: RegisterRow) -> str:
    """`900012 Oakham Vale School: Town: Oakham → Uppingham`."""
    return ": ".join(part for part in (f"{row.urn} {row.name}".strip(), change_words(row)) if part)


def change_words(row: RegisterRow) -> str:
    """What is otherwise, or why the row does nothing."""
    if row.words:
        return row.words
    if row.kind == RowKind.SUCCEEDED:
        return f"followed by {row.links_to} {row.after.get('successor_name', '')}".strip()
    return "; ".join(f"{label}: {before} → {after}" for label, before, after in change_rows(row))


def change_rows(row: RegisterRow) -> list[tuple[str, str, str]]:
    """(field, before, after) in words."""
    return [(LABELS.get(name, name), said(name, was), said(name, now)) for name, was, now in row.changes]


def said(name: str, value: Value) -> str:
    """A value as people read it: days day first, a state by its name, nothing as “nothing”."""
    if value in ("", None):
        return "nothing"
    if name == "status":
        return STATUSES.get(str(value), str(value))
    if name.endswith("_on"):
        return "/".join(reversed(str(value).split("-")))
    return str(value)
