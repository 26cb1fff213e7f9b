"""What a school became."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cadre.people.prepared import A_WORD, prepared
from cadre.schools.models import School
from cadre.schools.rules import chain


def present_school(urn: str) -> School | None:
    """The school that an old URN leads to: itself while it is open, else the last of those that followed it.

    Where a chain goes round, the last before it would repeat; None for a URN that nobody knows. A query for each step.
    """
    urns = chain(urn, _follower)
    return School.objects.filter(urn=urns[-1]).first()


def _follower(urn: str) -> str | None:
    """The successor of a school that is not open any more."""
    school = School.objects.filter(urn=urn).select_related("successor").only("status", "successor__urn").first()
    return school.successor.urn if school and school.successor and not school.is_open else None


@prepared(A_WORD)
def schools_of_urn(urn: str) -> QuerySet[School]:
    """The school of a URN with what it became, or none. One query."""
    return School.objects.filter(urn=urn).select_related("successor")


def earlier_urns(school: School) -> list[str]:
    """The URNs that lead to this school, the nearest first. A query for each generation."""
    found: list[str] = []
    keys: Iterable[int] = [school.pk]
    while rows := list(School.objects.filter(successor__in=keys).exclude(urn__in=[*found, school.urn])):
        found += [one.urn for one in rows]
        keys = [one.pk for one in rows]
    return found
