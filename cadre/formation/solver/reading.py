"""An instance from its file, or everything that is wrong with the file."""

import json
from collections.abc import Mapping
from typing import Any, TypeGuard

import numpy as np

from cadre.formation.solver.instance import Instance

MOST_FAULTS, MOST_SHOWN = 20, 60
MOST_OF_ONE = 10_000
"""People of a group, and groups of a partner: far more than any, and both together still fit a column of seats."""
MOST_APPLIED = 2**53
"""The order of application may be a moment in microseconds; beyond this, readers of JSON no longer agree."""
MOST_KM = 40_075
"""Once round the Earth."""


class BadInstance(ValueError):
    """The file cannot be planned. `faults` says why, each with where."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults[:MOST_FAULTS]))
        self.faults = faults


def said_in(text: str) -> Any:
    """What a file of JSON says. Raises BadInstance where one object says the same twice, ValueError for no JSON."""
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadInstance([f"{_shown(twice)} is said twice of the same thing. Leave one."])
    return found


def read(said: Mapping[str, Any]) -> Instance:
    """An instance from its JSON. Raises BadInstance naming every fault."""
    if not isinstance(said, Mapping):
        raise BadInstance(["The file is not an object with minimum, maximum, partners and applicants."])
    faults: list[str] = []
    minimum, maximum = _size(said, "minimum", faults), _size(said, "maximum", faults)
    if minimum > maximum:
        faults.append(f"minimum: {minimum} is more than the maximum, {maximum}.")
    moves = said.get("move_from_viable", False)
    if not isinstance(moves, bool):
        faults.append("move_from_viable: write true or false.")
    partners = _rows(said, "partners", faults)
    applicants = _rows(said, "applicants", faults)
    places = _positions(partners, "partners", faults)
    people = _positions(applicants, "applicants", faults)
    sizes = [_sizes_of(row, minimum, maximum, faults) for row in partners]
    groups = [_whole(row, "groups", f"partners {_shown(row.get('id'))}", faults) for row in partners]
    applied = [_whole(row, "applied", f"applicants {_shown(row.get('id'))}", faults) for row in applicants]
    preferred, arcs = _arcs(applicants, places, faults)
    if faults:
        raise BadInstance(faults)
    person, partner, km = (np.array(column) for column in (zip(*arcs, strict=True) if arcs else ([], [], [])))
    return Instance(
        minimum=minimum,
        maximum=maximum,
        move_from_viable=moves,
        partners=tuple(places),
        applicants=tuple(people),
        groups=np.array(groups, dtype=np.int32),
        least=np.array([least for least, _ in sizes], dtype=np.int32),
        most=np.array([most for _, most in sizes], dtype=np.int32),
        applied=np.array(applied, dtype=np.int64),
        preferred=np.array(preferred, dtype=np.int32),
        arc_person=person.astype(np.int32),
        arc_partner=partner.astype(np.int32),
        arc_km=km.astype(np.float32),
        first=np.searchsorted(person, np.arange(len(applicants) + 1)).astype(np.int32),
    )


def _size(said: Mapping[str, Any], name: str, faults: list[str]) -> int:
    value = said.get(name)
    if not _is_whole(value, 1, MOST_OF_ONE):
        faults.append(
            f"{name}: write a whole number of people, 1 or more{_at_most(value, MOST_OF_ONE)}; it says {_shown(value)}."
        )
        return 1
    return value


def _sizes_of(row: Mapping[str, Any], minimum: int, maximum: int, faults: list[str]) -> tuple[int, int]:
    """The least and the most of each of a partner's groups: the instance's, unless the partner has its own."""
    own: list[str] = []
    least = _size(row, "minimum", own) if "minimum" in row else minimum
    most = _size(row, "maximum", own) if "maximum" in row else maximum
    if own or least > most:
        faults.append(f"partners {_shown(row.get('id'))}: {own[0] if own else 'its minimum is more than its maximum.'}")
    return least, most


def _rows(said: Mapping[str, Any], name: str, faults: list[str]) -> list[Mapping[str, Any]]:
    rows = said.get(name)
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        faults.append(f"{name}: a list of them is missing.")
        return []
    return rows


def _positions(rows: list[Mapping[str, Any]], name: str, faults: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, row in enumerate(rows):
        key = row.get("id")
        if not isinstance(key, str) or not key:
            faults.append(f"{name}, row {at + 1}: it has no id.")
            key = f"#{at}"
        elif not _can_be_written(key):
            faults.append(f"{name}, row {at + 1}: its id {_shown(key)} has half a character, which cannot be written.")
        if key in found:
            faults.append(f"{name} {_shown(key)} is there twice, in rows {found[key] + 1} and {at + 1}.")
            key = f"{key}#{at}"
        found[key] = at
    return found


def _whole(row: Mapping[str, Any], name: str, where: str, faults: list[str]) -> int:
    value, most = row.get(name), MOST_OF_ONE if name == "groups" else MOST_APPLIED
    if not _is_whole(value, 0, most):
        faults.append(f"{where}: {name} is {_shown(value)}; write a whole number, 0 or more{_at_most(value, most)}.")
        return 0
    return value


def _is_whole(value: Any, least: int, most: int) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _at_most(value: Any, most: int) -> str:
    """The upper end, where it is passed."""
    return f" and at most {most:,}" if isinstance(value, int) and value > most else ""


def _can_be_written(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _shown(value: Any) -> str:
    """A value as the file has it, on one line and never long."""
    text = ascii(value) if isinstance(value, str) and not _can_be_written(value) else repr(value)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def _arcs(
    applicants: list[Mapping[str, Any]], places: Mapping[str, int], faults: list[str]
) -> tuple[list[int], list[tuple[int, int, float]]]:
    preferred: list[int] = []
    arcs: list[tuple[int, int, float]] = []
    for at, row in enumerate(applicants):
        where, wish = f"applicants {_shown(row.get('id'))}", row.get("preferred")
        if wish is not None and not (isinstance(wish, str) and wish in places):
            faults.append(f"{where} prefers {_shown(wish)}, who is not among the partners.")
        home = places.get(wish, -1) if isinstance(wish, str) else -1
        preferred.append(home)
        seats = {home: 0.0} if home >= 0 else {}
        options = row.get("options", [])
        if not isinstance(options, list):
            faults.append(f"{where}: options is not a list.")
            options = []
        for option in options:
            partner, km = _option(option, where, places, faults)
            if partner in seats and partner != home:
                faults.append(f"{where} has the option {_shown(option.get('partner'))} twice.")
            elif partner >= 0:
                seats.setdefault(partner, km)
        arcs += [(at, partner, km) for partner, km in seats.items()]
    return preferred, arcs


def _option(option: Any, where: str, places: Mapping[str, int], faults: list[str]) -> tuple[int, float]:
    partner = option.get("partner") if isinstance(option, Mapping) else None
    km = option.get("km") if isinstance(option, Mapping) else None
    if not isinstance(partner, str) or partner not in places:
        faults.append(f"{where} has the option {_shown(partner)}, who is not among the partners.")
        return -1, 0.0
    if isinstance(km, bool) or not isinstance(km, int | float) or not 0 <= km <= MOST_KM:
        more = f" and at most {MOST_KM:,}" if isinstance(km, int | float) and km > MOST_KM else ""
        faults.append(f"{where}: {_shown(km)} is not a distance to {partner!r}; write kilometres, 0 or more{more}.")
        return -1, 0.0
    return places[partner], float(km)
