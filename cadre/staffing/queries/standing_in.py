"""Where people stand in, told to the room below, which cannot ask."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from cadre.scheduling.models import Event
from cadre.staffing.models import Substitution, SubstitutionQuerySet


def stand_ins_at(event: Event) -> SubstitutionQuerySet:
    """Who stands in for whom at an event."""
    return Substitution.objects.standing().filter(event=event).select_related("out__user", "stand_in__user")


def groups_stood_in_at(user: int, since: date) -> QuerySet[Any, Any]:
    """The keys of the groups where the user, by key, stands in on a date that ends on `since` or later."""
    rows = Substitution.objects.standing().filter(stand_in__user=user, event__ends_on__gte=since)
    return rows.values("event__group")
