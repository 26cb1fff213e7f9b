"""The menu of each audience: only what the policy opens to the roles somebody holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from cadre.people.policy import policy


@dataclass(frozen=True)
class Item:
    """One entry. It is current on every page of its `rooms`; `resource` and `verb` are what it needs."""

    title: str
    name: str
    rooms: tuple[str, ...]
    resource: str = ""
    verb: str = "L"


MENUS: dict[str, tuple[Item, ...]] = {
    "public": (
        Item("Qualifications", "public:portals:front", ("programmes", "portals")),
        Item("Delivery partners", "public:partners:directory", ("partners",)),
        Item("How to apply", "public:portals:how_to_apply", ("applications",)),
        Item("Sign in", "account_login", ()),
    ),
    "office": (
        Item("Today", "office:portals:home", ("portals", "rulebook")),
        Item("Applications", "office:applications:list", ("applications",), "application"),
        Item(
            "Groups", "office:groups:boards", ("groups", "formation", "consent", "recruitment"), "recruitment_progress"
        ),
        Item("Bookings", "office:bookings:bookings", ("bookings",), "booking"),
        Item("Events", "office:scheduling:events", ("scheduling", "staffing", "delivery"), "event"),
        Item("Evaluation", "office:evaluation:reports", ("evaluation",), "evaluation_report"),
        Item("Partners", "office:partners:list", ("partners", "commitments", "schools", "programmes"), "partner_org"),
        Item("Facilitators", "office:facilitators:list", ("facilitators", "training"), "facilitator_profile"),
        Item("Finance", "office:finance:invoices", ("finance",), "customer_invoice"),
        Item("Messages", "office:messages:outbox", ("messages",), "notification_log"),
        Item("Journal", "office:journal:entries", ("journal",), "audit_log"),
    ),
    "partner": (
        Item("Home", "partner:portals:home", ("portals",)),
        Item(
            "Recruitment",
            "partner:groups:recruitment",
            ("groups", "recruitment", "applications"),
            "recruitment_progress",
        ),
        Item("Requests", "partner:consent:agreements", ("consent",), "seat_consent"),
        Item("Events", "partner:scheduling:events", ("scheduling", "delivery"), "event"),
        Item("Evaluation", "partner:evaluation:reports", ("evaluation",), "evaluation_report"),
        Item("Statements", "partner:finance:statements", ("finance",)),
        Item(
            "Partnership",
            "partner:partners:own",
            ("partners", "facilitators", "training", "commitments"),
            "partner_org",
            "V",
        ),
    ),
    "facilitator": (
        Item("My days", "facilitator:portals:home", ("portals", "scheduling", "delivery", "evaluation")),
        Item("My training", "facilitator:training:own", ("training",), "facilitator_training"),
        Item("When I can work", "facilitator:facilitators:availability", ("facilitators",)),
        Item("Invitations", "facilitator:staffing:invitations", ("staffing",), "facilitator_invitation"),
        Item("My pay", "facilitator:finance:pay", ("finance",)),
    ),
    "candidate": (
        Item("My qualification", "candidate:portals:home", ("portals", "applications", "groups")),
        Item("Waiting list", "candidate:bookings:waits", ("bookings",), "waiting_list"),
        Item("Offers", "candidate:consent:offers", ("consent",), "seat_consent"),
    ),
}
HOMES = {audience: items[0].name for audience, items in MENUS.items()}


@cache
def address_of(name: str) -> str:
    """The address of a page that names nothing: every page shows some of them, and none changes in a process."""
    return reverse(name)


class Entry(NamedTuple):
    """An item as a page shows it."""

    title: str
    url: str
    current: bool


def menu_of(audience: str, roles: Iterable[str], *, room: str) -> list[Entry]:
    """The entries these roles may open, with the one that holds the present page marked."""
    return [Entry(item.title, url, room in item.rooms) for item, url in _open_to(audience, frozenset(roles))]


@cache
def _open_to(audience: str, roles: frozenset[str]) -> list[tuple[Item, str]]:
    """The entries and their addresses: neither they nor the policy change while a process lasts."""
    return [
        (item, address_of(item.name))
        for item in MENUS[audience]
        if not item.resource or any(policy().scope(role, item.resource, item.verb) for role in roles)
    ]


def place_of(request: HttpRequest) -> tuple[str, str]:
    """The audience and room of the present page; public and nowhere when it has none."""
    spaces = request.resolver_match.namespaces if request.resolver_match else []
    audience = spaces[0] if spaces and spaces[0] in MENUS else "public"
    return audience, spaces[1] if len(spaces) > 1 else ""
