"""How far a group is from confirmation, and what confirming it would set going."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre.applications.models import Arrangement
from cadre.groups.models import Group
from cadre.lib.money import pounds
from cadre.lib.words import counted
from cadre.people.models import User
from cadre.programmes.states import Pathway
from cadre.scheduling.charges import foretold
from cadre.scheduling.models import Assignment
from cadre.scheduling.queries.dates import meetings
from cadre.scheduling.queries.people import lead_contacts, roster, team_of
from cadre.scheduling.rules.confirmation import Check, confirmation_checks
from cadre.scheduling.states import ROLES


@dataclass(frozen=True)
class Readiness:
    """The numbers that decide a confirmation, and the checklist drawn from them."""

    people: int
    minimum: int
    picked: int
    total: int
    staffed: bool
    tutored: bool = False

    @property
    def numbers(self) -> dict[str, Any]:
        return self.__dict__

    @property
    def checks(self) -> list[Check]:
        return confirmation_checks(**self.numbers)

    @property
    def is_ready(self) -> bool:
        return all(check.done for check in self.checks)

    @property
    def short(self) -> int:
        return max(self.minimum - self.people, 0)

    @property
    def needs_only_a_reason(self) -> bool:
        """Everything is there but people: a recorded reason would do."""
        return self.short > 0 and all(check.done or check.overridable for check in self.checks)


def readiness_of(group: Group) -> Readiness:
    """Four queries."""
    elements = meetings(group)
    return Readiness(
        people=group.enrolments.taking_a_place().count(),
        minimum=group.minimum,
        picked=group.events.filter(element__in=elements).count(),
        total=len(elements),
        staffed=Assignment.objects.current().filter(group=group, role=ROLES[Pathway(group.pathway)][0]).exists(),
        tutored=group.is_distance,
    )


@dataclass(frozen=True)
class Consequences:
    """What follows a confirmation, for the page that asks: mails by reader, and money."""

    mails: list[tuple[str, str]]
    money: list[tuple[str, str]]
    contacts: list[User]


def consequences_of(group: Group, *, today: date) -> Consequences:
    """Who would be written to, and what would be invoiced. Six queries."""
    people = list(roster(group).select_related("application__quote"))
    contacts, team = lead_contacts(group, on=today), list(team_of(group))
    needing = Arrangement.objects.filter(application__enrolment__in=people).count()
    mails = [
        (contact.name, f"group details as PDF: {len(people)} candidates, {_to_arrange(needing)}")
        for contact in contacts
    ]
    mails += [(str(row.facilitator), "contract schedule as PDF, and the dates for the calendar") for row in team]
    mails.append((f"{len(people)} candidates", "joining instructions with calendar entries, one mail each"))
    told = foretold(group, len(people)) or _course_fees(people)
    return Consequences(mails, [*told, *_not_invoiced(people)], contacts)


def _to_arrange(needing: int) -> str:
    return f"something to arrange for {needing}" if needing else "nothing to arrange"


def _course_fees(people: list[Any]) -> list[tuple[str, str]]:
    """The fees as they were quoted, for as long as the room above does not tell."""
    payable = [row.application.quote.payable_pence for row in people if row.application.quote]
    places = sum(1 for pence in payable if pence)
    return [("Course fees to invoice", f"{pounds(sum(payable))} for {counted(places, 'place')}")]


def _not_invoiced(people: list[Any]) -> list[tuple[str, str]]:
    quotes = [row.application.quote for row in people]
    free = sum(1 for quote in quotes if quote and not quote.payable_pence)
    unknown = sum(1 for quote in quotes if quote is None)
    rows = [("Full scholarships", f"{free}, nothing invoiced")] if free else []
    return rows + ([("Without a quote", f"{unknown}, not invoiced until there is one")] if unknown else [])
