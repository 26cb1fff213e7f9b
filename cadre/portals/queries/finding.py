"""One box for everything: each kind is found as its own list finds it, by whoever may see its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from cadre.applications.access import applications_visible_to
from cadre.applications.models import Application
from cadre.facilitators.access import facilitators_visible_to
from cadre.facilitators.models import Facilitator
from cadre.facilitators.queries import search_facilitators
from cadre.finance.access import invoices_visible_to
from cadre.finance.models import Invoice
from cadre.finance.queries.lists import search_invoices
from cadre.groups.access import groups_visible_to
from cadre.groups.lists import search_groups
from cadre.groups.models import Group
from cadre.partners.access import partners_visible_to
from cadre.partners.models import Partner
from cadre.partners.queries import search_partners
from cadre.people.access import may_open
from cadre.people.models import User
from cadre.schools.access import schools_visible_to
from cadre.schools.models import School

FOUND_AT_MOST = 20
LONGEST_SOUGHT = 100


@dataclass(frozen=True)
class Kind:
    """`rows` in the order they are shown; `line` gives a row's words, page and what stands beneath. `list_name` is the
    page of all that match, which takes the words as `parameter`."""

    title: str
    list_name: str
    rows: Callable[[User, str], QuerySet[Any]]
    line: Callable[[Any], tuple[str, str, str]]
    parameter: str = "q"


def _people(user: User, sought: str) -> QuerySet[Any]:
    rows = applications_visible_to(user).matching(sought).order_by("name", "pk")
    return rows.select_related("school", "offering__qualification", "offering__intake")


def _person(row: Application) -> tuple[str, str, str]:
    course = f"{row.offering.qualification.code}, {row.offering.intake.name}" if row.offering else ""
    facts = (course, str(row.workplace), row.get_state_display())
    return row.name, reverse("office:applications:application", args=[row.ref]), _beneath(*facts)


def _groups(user: User, sought: str) -> QuerySet[Any]:
    rows = search_groups(groups_visible_to(user), sought).order_by("-offering__intake__starts_on", "ref")
    return rows.select_related("partner", "offering__qualification")


def _group(row: Group) -> tuple[str, str, str]:
    return row.ref, reverse("office:groups:group", args=[row.ref]), row.partner.name


def _partners(user: User, sought: str) -> QuerySet[Any]:
    return search_partners(partners_visible_to(user), sought).order_by("name", "pk")


def _partner(row: Partner) -> tuple[str, str, str]:
    return row.name, reverse("office:partners:partner", args=[row.slug]), row.town


def _schools(user: User, sought: str) -> QuerySet[Any]:
    return schools_visible_to(user).matching(sought).order_by("name", "pk")


def _school(row: School) -> tuple[str, str, str]:
    return row.name, reverse("office:schools:school", args=[row.urn]), _beneath(row.place, f"URN {row.urn}")


def _facilitators(user: User, sought: str) -> QuerySet[Any]:
    rows = facilitators_visible_to(user).select_related("user")
    return search_facilitators(rows, sought).order_by("user__name", "pk")


def _facilitator(row: Facilitator) -> tuple[str, str, str]:
    there = reverse("office:facilitators:facilitator", args=[row.pk])
    return row.user.name, there, _beneath(row.employer, row.region)


def _invoices(user: User, sought: str) -> QuerySet[Any]:
    return search_invoices(invoices_visible_to(user), sought).order_by("-issued_on", "-number")


def _invoice(row: Invoice) -> tuple[str, str, str]:
    there = reverse("office:finance:invoice", args=[row.number])
    order = f"order {row.purchase_order}" if row.purchase_order else ""
    return row.number, there, _beneath(row.payer, order)


KINDS = (
    Kind("People", "office:applications:list", _people, _person),
    Kind("Groups", "office:groups:every", _groups, _group),
    Kind("Partners", "office:partners:list", _partners, _partner),
    Kind("Facilitators", "office:facilitators:list", _facilitators, _facilitator),
    Kind("Invoices", "office:finance:invoices", _invoices, _invoice, "payer"),
    Kind("Schools", "office:schools:list", _schools, _school),
)


@dataclass(frozen=True)
class Found:
    """What was found of a kind, as lines. `more`: there are more than these, all in the list at `list_url`."""

    title: str
    lines: list[tuple[str, str, str]]
    more: bool
    list_url: str

    @property
    def number(self) -> str:
        """`7`, or `first 20` where there are more."""
        return f"{'first ' if self.more else ''}{len(self.lines)}"


def find(user: User, sought: str) -> list[Found]:
    """What matches, by kind, of those kinds whose list the user may open; the first 20 of each. A query a kind."""
    if len(sought) < 2 or not any(one.isalnum() for one in sought):
        return []
    found = [_found(kind, user, sought) for kind in KINDS if may_open(user, reverse(kind.list_name))]
    return [one for one in found if one.lines]


def _found(kind: Kind, user: User, sought: str) -> Found:
    rows = list(kind.rows(user, sought)[: FOUND_AT_MOST + 1])
    there = f"{reverse(kind.list_name)}?{urlencode({kind.parameter: sought[:LONGEST_SOUGHT]})}"
    return Found(kind.title, [kind.line(row) for row in rows[:FOUND_AT_MOST]], len(rows) > FOUND_AT_MOST, there)


def _beneath(*facts: str) -> str:
    return " · ".join(fact for fact in facts if fact)
