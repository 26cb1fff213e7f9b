"""What is still missing of events: of those to come, who leads or stands in; of those that are over, the register."""

from datetime import date

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from cadre.scheduling.access import OPEN_STATES
from cadre.scheduling.from_above import register_due, somebody_missing
from cadre.scheduling.models import Assignment, Event
from cadre.scheduling.states import ROLES

LEADING = tuple(roles[0] for roles in ROLES.values())
"""The role that each pathway cannot do without."""


def with_gaps(events: QuerySet[Event], today: date) -> QuerySet[Event]:
    """Each with `unled`, whether nobody leads it, `short`, whether a stand-in is missing, and `owed`, whether its
    register is due.

    The first two neither of what is over, called off, or of a group that does not go on. No further query.
    """
    to_come = Q(called_off_at=None, ends_on__gte=today, group__state__in=OPEN_STATES)
    leads = Assignment.objects.current().filter(group=OuterRef("group"), role__in=LEADING)
    return events.annotate(
        unled=_flag(to_come & Q(~Exists(leads))),
        short=_flag(to_come & somebody_missing(today)),
        owed=_flag(register_due(today)),
    )


def _flag(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def gap_words(event: Event) -> str:
    """Why an event from `with_gaps` is not covered; empty when it is."""
    if event.unled:  # type: ignore[attr-defined]
        return "no lead facilitator"
    return "stand-in missing" if event.short else ""  # type: ignore[attr-defined]
