"""The sections of the office's finance pages, each only for those who may open it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from cadre.finance.policies import AREA
from cadre.people.access import holds, signed_in
from cadre.rulebook.links import area_url

SECTIONS = (
    ("invoices", "Invoices", ("finance", "ops")),
    ("places", "Not invoiced", ("finance", "ops")),
    ("fees", "Event fees", ("finance", "ops")),
    ("statements", "Statements", ("finance", "ops")),
    ("payments", "Payments", ("finance", "ops")),
    ("schedules", "Contract schedules", ("finance", "ops")),
    ("rates", "Rates and rules", ("finance", "ops")),
    ("numbers", "Numbers", ("finance",)),
)


def finance_tabs(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """Tabs as the `tabs` tag takes them."""
    user = signed_in(request)
    return [
        {
            "title": title,
            "url": area_url(AREA) if name == "rates" else reverse(f"office:finance:{name}"),
            "current": name == current,
            "count": None,
        }
        for name, title, roles in SECTIONS
        if holds(user, *roles)
    ]
