"""The menu of each audience: only the pages that open to the roles somebody holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from cadre.people.access import openers_of


@dataclass(frozen=True)
class Item:
    """One entry, which leads to the page `name`. It is current on every page of its `rooms`.

    Of several of one title the first that opens is shown.
    """

    title: str
    name: str
    rooms: tuple[str, ...]


MENUS: dict[str, tuple[Item, ...]] = {
    "public": (
        Item("Qualifications", "public:portals:front", ("programmes", "portals")),
        Item("Delivery partners", "public:partners:directory", ("partners",)),
        Item("How to apply", "public:portals:how_to_apply", ("applications",)),
        Item("Sign in", "account_login", ()),
    ),
    "office": (
        Item("Today", "office:portals:home", ("portals", "rulebook")),
        Item("Applications", "office:applications:list", ("applications",)),
        Item("Applications", "office:applications:totals", ("applications",)),
        Item("Groups", "office:groups:boards", ("groups", "formation", "consent", "recruitment")),
        Item("Bookings", "office:bookings:bookings", ("bookings",)),
        Item("Events", "office:scheduling:events", ("scheduling", "staffing", "delivery")),
        Item("Evaluation", "office:evaluation:reports", ("evaluation",)),
        Item("Partners", "office:partners:list", ("partners", "commitments", "schools", "programmes")),
        Item("Facilitators", "office:facilitators:list", ("facilitators", "training")),
        Item("Finance", "office:finance:invoices", ("finance",)),
        Item("Messages", "office:messages:outbox", ("messages",)),
        Item("Journal", "office:journal:entries", ("journal",)),
        Item("People", "office:people:list", ("people",)),
    ),
    "partner": (
        Item("Home", "partner:portals:home", ("portals",)),
        Item("Recruitment", "partner:groups:recruitment", ("groups", "recruitment", "applications")),
        Item("Requests", "partner:consent:agreements", ("consent",)),
        Item("Events", "partner:scheduling:events", ("scheduling", "delivery")),
        Item("Evaluation", "partner:evaluation:reports", ("evaluation",)),
        Item("Statements", "partner:finance:statements", ("finance",)),
        Item("Partnership", "partner:partners:own", ("partners", "facilitators", "training", "commitments")),
    ),
    "facilitator": (
        Item("My days", "facilitator:portals:home", ("portals", "scheduling", "delivery", "evaluation")),
        Item("My training", "facilitator:training:own", ("training",)),
        Item("When I can work", "facilitator:facilitators:availability", ("facilitators",)),
        Item("Invitations", "facilitator:staffing:invitations", ("staffing",)),
        Item("My pay", "facilitator:finance:pay", ("finance",)),
    ),
    "candidate": (
        Item("My qualification", "candidate:portals:home", ("portals", "applications", "groups")),
        Item("Waiting list", "candidate:bookings:waits", ("bookings",)),
        Item("Offers", "candidate:consent:offers", ("consent",)),
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
    found = [(item, address_of(item.name)) for item in MENUS[audience]]
    open_to = [(item, url) for item, url in found if (openers := openers_of(url)) is None or openers & roles]
    first = {item.title: (item, url) for item, url in reversed(open_to)}
    return [entry for entry in open_to if entry == first[entry[0].title]]


def place_of(request: HttpRequest) -> tuple[str, str]:
    """The audience and room of the present page; public and nowhere when it has none."""
    spaces = request.resolver_match.namespaces if request.resolver_match else []
    audience = spaces[0] if spaces and spaces[0] in MENUS else "public"
    return audience, spaces[1] if len(spaces) > 1 else ""
