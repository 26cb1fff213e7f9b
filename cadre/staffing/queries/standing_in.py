"""Where people stand in, told to the room below, which cannot ask."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from cadre.lib import clock
from cadre.people.models import User
from cadre.scheduling.models import Event
from cadre.staffing.models import Substitution, SubstitutionQuerySet

ACCESS_AFTER = timedelta(days=30)


def stand_ins_at(event: Event) -> SubstitutionQuerySet:
    """Who stands in for whom at an event."""
    return Substitution.objects.standing().filter(event=event).select_related("out__user", "stand_in__user")


def groups_stood_in_at(user: User) -> QuerySet[Any, Any]:
    """The keys of the groups where the user stands in on a date, until 30 days after it."""
    rows = Substitution.objects.standing().filter(stand_in__user=user, event__ends_on__gte=clock.today() - ACCESS_AFTER)
    return rows.values("event__group")
