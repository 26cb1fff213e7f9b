"""A board's tabs, figures and next steps, as the components take them."""

from collections.abc import Sequence

from django.urls import reverse

from cadre.groups.queries.boards import Totals
from cadre.programmes.models import Offering


def board_tabs(siblings: Sequence[Totals], current: Offering) -> list[dict[str, object]]:
    """One tab a qualification of the intake."""
    return [
        {
            "title": row.offering.qualification.code,
            "url": _url("board", row.offering),
            "current": row.offering == current,
            "count": row.people,
            "sub": row.words,
        }
        for row in siblings
    ]


def board_figures(totals: Totals) -> list[tuple[str, object, str]]:
    """The strip on top: label, figure, meaning."""
    return [
        ("In groups", totals.people, f"in {totals.groups} groups"),
        (
            "Groups that run",
            f"{totals.runs} of {totals.groups}",
            f"{totals.short + totals.at_risk} under their minimum",
        ),
        ("Accepted, no group", totals.unplaced, f"{totals.room} places are free"),
        ("To decide", totals.undecided, "applications"),
        ("Unfinished", totals.drafts, "drafts with a partner chosen"),
    ]


def board_steps(totals: Totals) -> list[dict[str, object]]:
    """What helps this intake most, best first."""
    offering = totals.offering
    steps: list[dict[str, object]] = []
    if totals.unplaced:
        steps.append(
            {
                "title": f"Place {totals.unplaced} accepted",
                "text": "By code and preferred partner, shown before anything happens.",
                "url": _url("placing", offering),
                "action": "See who goes where",
            }
        )
    if totals.undecided:
        query = f"?qualification={offering.qualification.slug}&intake={offering.intake.slug}&state=submitted"
        steps.append(
            {
                "title": f"Decide {totals.undecided} applications",
                "text": "Each may bring a group nearer to its minimum.",
                "url": reverse("office:applications:list") + query,
                "action": "See them",
            }
        )
    return steps


def _url(name: str, offering: Offering) -> str:
    return reverse(f"office:groups:{name}", args=[offering.intake.slug, offering.qualification.slug])
