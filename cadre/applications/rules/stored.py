"""Inputs of a quote as JSON and back. The dated rows they were decided by are kept beside them by their keys."""

from dataclasses import asdict
from datetime import date
from typing import Any

from cadre.applications.rules.discount import Band, Place
from cadre.applications.rules.pricing import Inputs
from cadre.applications.rules.scholarship import Criteria, Settled
from cadre.schools.facts import Area, CategoryListFacts, Footprint, Location, Match, ScholarshipFacts
from cadre.schools.states import Kind, Standing

VERSION = "2"
"""1: without what was added since, which reads as if it had not been there. 2: trusts, lists with their keys."""


def as_json(inputs: Inputs) -> dict[str, Any]:
    """Everything but the rows of rules, whose keys stand in the quote's `versions`."""
    kept = asdict(inputs)
    del kept["bands"], kept["criteria"]
    return _plain(kept)


def from_json(kept: dict[str, Any], *, bands: tuple[Band, ...], criteria: Criteria | None) -> Inputs:
    """Raises KeyError or TypeError when the stored inputs are not of this version."""
    facts, settled = kept["facts"], kept.get("settled")
    read = {
        "facts": _facts(facts) if facts else None,
        "places": tuple(Place(**one) for one in kept.get("places", ())),
        "settled": Settled(**settled) if settled else None,
    }
    return Inputs(**{**kept, **read}, bands=bands, criteria=criteria)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def _facts(kept: dict[str, Any]) -> ScholarshipFacts:
    listed = kept["list"]
    return ScholarshipFacts(
        **{
            **kept,
            "on": date.fromisoformat(kept["on"]),
            "list": listed and _list(listed),
            "location": _location(kept["location"]),
            "footprints": tuple(_footprint(one) for one in kept["footprints"]),
        }
    )


def _list(kept: dict[str, Any]) -> CategoryListFacts:
    days = {name: date.fromisoformat(kept[name]) for name in ("districts_as_at", "from_on") if kept.get(name)}
    return CategoryListFacts(**{**kept, **days})


def _areas(kept: list[dict[str, Any]]) -> tuple[Area, ...]:
    return tuple(Area(**{**one, "standing": Standing(one["standing"])}) for one in kept)


def _location(kept: dict[str, Any]) -> Location:
    return Location(**{**kept, "standing": Standing(kept["standing"]), "areas": _areas(kept["areas"])})


def _footprint(kept: dict[str, Any]) -> Footprint:
    match = kept["match"]
    return Footprint(
        **{
            **kept,
            "kind": Kind(kept["kind"]),
            "in_doubt": _areas(kept.get("in_doubt", [])),
            "match": match and Match(**{**match, "location": _location(match["location"])}),
        }
    )
