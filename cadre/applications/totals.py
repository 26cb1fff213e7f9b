"""Applications of one intake as numbers, for the office and for those who see totals alone."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet

from cadre.applications.models import Application
from cadre.applications.rules.small_counts import protected
from cadre.applications.states import Heard, Outcome, State
from cadre.programmes.models import Intake, Offering

FEWEST = 5
"""Source: the access policy, aggregate: small cells suppressed, k=5."""
Table = tuple[str, list[tuple[str, int | None]]]


def intakes_applied_for() -> QuerySet[Intake]:
    """Intakes that somebody applied for, the latest first."""
    applied = Application.objects.submitted().values("offering__intake")
    return Intake.objects.filter(pk__in=applied).order_by("-starts_on")


def totals_of(intake: Intake) -> tuple[int | None, list[Table]]:
    """(how many applied, tables of words and how many; None for fewer than five). Five queries.

    Each question is counted alone: qualifications by region would tell more than either. No number where fewer than
    five applied.
    """
    rows = Application.objects.submitted().filter(offering__intake=intake)
    courses = Offering.objects.filter(intake=intake).order_by("qualification__position")
    tables = {
        "Qualification": _counted(rows, "offering__qualification__code", _same(courses, "qualification__code")),
        "Where they stand": _counted(rows, "state", [one for one in State.choices() if one[0] != State.DRAFT]),
        "Price": _counted(rows, "quote__outcome", Outcome.choices()),
        "How they heard of it": _counted(rows, "heard", [*Heard.choices(), ("", "Did not say")]),
        "Region of the school": _counted(rows, "school__region", []),
    }
    applied = sum(tables["Where they stand"].values())
    shown = [(title, list(protected(counts, least=FEWEST).items())) for title, counts in tables.items()]
    return (applied, shown) if applied >= FEWEST else (None, [])


def _same(rows: QuerySet[Any], field: str) -> list[tuple[str, str]]:
    return [(value, value) for value in rows.values_list(field, flat=True)]


def _counted(rows: QuerySet[Application], field: str, words: Iterable[tuple[Any, str]]) -> dict[str, int]:
    """How many rows have each value that one has, in the order of `words`; what they do not name after, most first."""
    found = dict(rows.order_by().values_list(field).annotate(number=Count("pk")).order_by("-number", field))
    named = {label: found.pop(value, 0) for value, label in words}
    unknown = {"Not known": found.pop(None, 0) + found.pop("", 0)}
    return {label: number for label, number in (named | found | unknown).items() if number}
