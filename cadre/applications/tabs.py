"""The office's pages about applications, as tabs above each list."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from cadre.applications.policies import PRICES
from cadre.people.access import holds, signed_in
from cadre.rulebook.links import area_url

EVERYBODY = ("ops", "finance")
SECTIONS = (
    ("list", "All", EVERYBODY),
    ("worklist", "Worklist", EVERYBODY),
    ("conflicts", "Codes that differ", EVERYBODY),
    ("duplicates", "Duplicates", ("ops",)),
    ("workplaces", "Workplaces", ("ops",)),
    ("confirmations", "Scholarships", EVERYBODY),
    ("payers", "Who pays?", EVERYBODY),
    ("reasons", "Reasons", EVERYBODY),
    ("totals", "In numbers", EVERYBODY),
    ("equality", "Equality", ("ops",)),
    ("rules", "Rules of prices", EVERYBODY),
    ("what_if", "What if", EVERYBODY),
)


def application_tabs(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """Tabs as the `tabs` tag takes them: those that somebody's roles may open."""
    user = signed_in(request)
    return [
        {
            "title": title,
            "url": area_url(PRICES) if name == "rules" else reverse(f"office:applications:{name}"),
            "current": name == current,
            "count": None,
        }
        for name, title, roles in SECTIONS
        if holds(user, *roles)
    ]
