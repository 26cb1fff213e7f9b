"""Workplaces that are not found yet, and the districts without a category that applicants wait for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cadre.applications.models import Application, ApplicationQuerySet
from cadre.applications.states import Funding, Outcome, State, WorkplaceKind
from cadre.schools.queries import search_schools, search_trusts
from cadre.schools.states import Standing

OFFERED = 12
WAITING = (State.SUBMITTED, State.ASKED, State.ACCEPTED)


@dataclass
class Waited:
    """A district without a category, and the references of those whose scholarship waits for it."""

    code: str
    name: str
    own: list[str] = field(default_factory=list)
    through: list[str] = field(default_factory=list)

    @property
    def applications(self) -> int:
        return len({*self.own, *self.through})


def whose_quote_waits(rows: ApplicationQuerySet) -> ApplicationQuerySet:
    """Those that asked for a scholarship, are not over, and whose quote is not confirmed."""
    return rows.filter(state__in=WAITING, funding=Funding.SCHOLARSHIP, quote__outcome=Outcome.NOT_CONFIRMED)


def waited_for(rows: ApplicationQuerySet) -> list[Waited]:
    """The districts that `rows` wait for, the most wanted first. One query, whose JSON is read here.

    A district is waited for by itself (`own`) or because a trust or diocese has schools there (`through`).
    """
    found: dict[str, Waited] = {}
    kept = whose_quote_waits(rows).order_by("ref").values_list("ref", "quote__inputs__facts")
    for ref, facts in kept:
        for own, area in _in_doubt(facts or {}):
            waited = found.setdefault(area["code"], Waited(area["code"], area["name"]))
            (waited.own if own else waited.through).append(ref)
    return sorted(found.values(), key=lambda one: (-one.applications, -len(one.own), one.name))


def _in_doubt(facts: dict[str, Any]) -> Iterable[tuple[bool, dict[str, Any]]]:
    location = facts.get("location") or {}
    areas = [(True, area) for area in location.get("areas", ())]
    for one in facts.get("footprints", ()):
        if not one.get("match"):
            areas += [(False, area) for area in one.get("in_doubt", ())]
    return [(own, area) for own, area in areas if area["standing"] == Standing.NOT_CONFIRMED]


def offered(application: Application, typed: str) -> tuple[list[Any], list[Any]]:
    """(schools, trusts) for what staff typed: of a central team the trusts alone. A few queries."""
    trusts = search_trusts(typed, OFFERED)
    if application.workplace_kind == WorkplaceKind.TRUST:
        return [], trusts
    return search_schools(typed, OFFERED), trusts
