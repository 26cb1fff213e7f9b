"""Suggestions and their teams, for pages."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from cadre.facilitators.models import Facilitator
from cadre.groups.states import GroupState
from cadre.journal.models import Entry, EntryQuerySet
from cadre.programmes.models import Intake
from cadre.staffing.models import Invitation, SuggestedTeam, Suggestion
from cadre.staffing.queries.able import able_for
from cadre.staffing.queries.covers import is_next_wanted, next_to_stand_in


def intakes() -> QuerySet[Intake]:
    """Intakes with groups that form or run, the latest first."""
    rows = Intake.objects.filter(offerings__groups__state__in=(GroupState.FORMING, GroupState.CONFIRMED))
    return rows.distinct().order_by("-starts_on")


def for_page(rows: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    return rows.select_related("group", "intake", "base", "made_by").defer("drawn")


def teams_of(found: Suggestion) -> QuerySet[SuggestedTeam]:
    look = ("group__partner", "group__offering__qualification", "lead__user", "co__user")
    return found.teams.select_related(*look)


def names_of(teams: Iterable[SuggestedTeam]) -> dict[str, str]:
    """{key: name} of everybody who would be next. One query."""
    keys = {who for team in teams for found in team.next.values() for who in found}
    return {str(row.pk): row.user.name for row in Facilitator.objects.filter(pk__in=keys).select_related("user")}


def with_next(teams: Iterable[SuggestedTeam]) -> list[tuple[SuggestedTeam, dict[str, list[str]]]]:
    """Each team with the names of the next best for each seat."""
    rows = list(teams)
    names = names_of(rows)
    return [
        (row, {role: [names[who] for who in found if who in names] for role, found in row.next.items()}) for row in rows
    ]


def unfilled(found: Suggestion) -> dict[str, int]:
    """How many groups nobody leads, and how many have one alone."""
    rows = found.teams.all()
    return {
        "unled": rows.filter(lead=None).count(),
        "alone": rows.filter(co=None).exclude(lead=None).count(),
    }


def what_happened(found: Suggestion) -> EntryQuerySet:
    return Entry.objects.about(found)


def for_lists(rows: Any) -> Any:
    """Invitations as lists and pages show them."""
    look = ("group__partner", "group__offering__qualification", "group__offering__intake", "facilitator__user")
    return rows.select_related(*look, "cover__event__element", "cover__out__user")


def to_follow(invitation: Invitation, *, today: date) -> Facilitator | None:
    """Who would be next after a no: the best of the suggestion's next who can still come and was never asked for it."""
    if invitation.cover is not None:
        return next_to_stand_in(invitation.cover, today=today) if is_next_wanted(invitation) else None
    if invitation.suggestion_id is None:
        return None
    team = SuggestedTeam.objects.filter(suggestion=invitation.suggestion_id, group=invitation.group_id).first()
    if team is None:
        return None
    asked = set(Invitation.objects.to_seats().filter(group=invitation.group_id).values_list("facilitator", flat=True))
    asked |= set(invitation.group.assignments.filter(released_at=None).values_list("facilitator", flat=True))
    order = [int(who) for who in team.next.get(invitation.role, []) if int(who) not in asked]
    days = [date.fromisoformat(day) for day in team.days]
    people = Facilitator.objects.filter(pk__in=order)
    able = {one.facilitator.pk: one for one in able_for(invitation.group, days, people, today=today)}
    return next((able[who].facilitator for who in order if who in able and not able[who].against), None)
