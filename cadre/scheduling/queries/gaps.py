"""Events to come at which somebody is missing: nobody leads, or nobody stands in for who cannot come."""

from datetime import date

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from cadre.scheduling.access import OPEN_STATES
from cadre.scheduling.models import Assignment, Event
from cadre.scheduling.standing_in import somebody_missing
from cadre.scheduling.states import ROLES

LEADING = tuple(roles[0] for roles in ROLES.values())
"""The role that each pathway cannot do without."""


def with_gaps(events: QuerySet[Event], today: date) -> QuerySet[Event]:
    """Each with `unled`, whether nobody leads it, and `short`, whether a stand-in is missing.

    Neither of what is over, called off, or of a group that does not go on. No further query.
    """
    to_come = Q(called_off_at=None, ends_on__gte=today, group__state__in=OPEN_STATES)
    leads = Assignment.objects.current().filter(group=OuterRef("group"), role__in=LEADING)
    return events.annotate(unled=_flag(to_come & Q(~Exists(leads))), short=_flag(to_come & somebody_missing()))


def _flag(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def gap_words(event: Event) -> str:
    """Why an event from `with_gaps` is not covered; empty when it is."""
    if event.unled:  # type: ignore[attr-defined]
        return "no lead facilitator"
    return "stand-in missing" if event.short else ""  # type: ignore[attr-defined]
