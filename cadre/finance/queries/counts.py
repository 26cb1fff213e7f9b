"""How many people an event is counted with, and who facilitated it."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time

from django.db.models import Count, Q

from cadre.delivery.models import Attendance
from cadre.delivery.states import PRESENT
from cadre.facilitators.models import Facilitator
from cadre.finance.states import Answer, HeadCount
from cadre.lib import clock
from cadre.lib.dates import LONDON
from cadre.scheduling.models import Assignment, Event
from cadre.scheduling.states import FacilitatorRole
from cadre.staffing.models import Substitution


@dataclass(frozen=True)
class Counts:
    """The people of one event. `late_*` are those added on the day, who are within the other two."""

    contracted: int | None
    registered: int
    attended: int
    late_registered: int = 0
    late_attended: int = 0

    def by(self, basis: HeadCount, late_joiner: Answer) -> int | None:
        """The count a fee uses; None when the group was never confirmed and the contract counts."""
        if basis == HeadCount.CONTRACTED:
            return self.contracted
        counted = late_joiner == Answer.COUNTED
        if basis == HeadCount.REGISTERED:
            return self.registered - (0 if counted else self.late_registered)
        return self.attended - (0 if counted else self.late_attended)

    def kept(self) -> dict[str, int | None]:
        """As it is kept with a fee."""
        return asdict(self)


def counts_of(event: Event) -> Counts:
    """From the group's confirmation and the register. One query, besides the event's group."""
    here, late = Q(mark__in=PRESENT), Q(joined_late=True)
    found = (
        Attendance.objects.filter(register__event=event)
        .exclude(mark="")
        .aggregate(
            registered=Count("pk"),
            attended=Count("pk", filter=here),
            late_registered=Count("pk", filter=late),
            late_attended=Count("pk", filter=here & late),
        )
    )
    return Counts(contracted=event.group.confirmed_people, **found)


def facilitators_of(event: Event) -> Sequence[Assignment]:
    """Who was assigned when the event began, lead first: assigned by its last day, not released before its first.

    Whoever stands in at the event is there in the place of the one they stand in for.
    """
    return facilitators_of_all([event])[event.pk]


def facilitators_of_all(events: Collection[Event]) -> dict[int, Sequence[Assignment]]:
    """The facilitators of each event, by its key, as `facilitators_of` says. Two queries, however many they are."""
    staffed = Assignment.objects.filter(group__in={event.group_id for event in events})
    ordered = sorted(
        staffed.select_related("facilitator__user"), key=lambda row: (row.role != FacilitatorRole.LEAD, row.pk)
    )
    instead = {
        (row.event_id, row.out_id): row.stand_in
        for row in Substitution.objects.standing().filter(event__in=events).select_related("stand_in__user")
    }
    return {
        event.pk: [
            _instead(row, instead[event.pk, row.facilitator_id]) if (event.pk, row.facilitator_id) in instead else row
            for row in _assigned_to(event, ordered)
        ]
        for event in events
    }


def _assigned_to(event: Event, ordered: Sequence[Assignment]) -> Sequence[Assignment]:
    """Of assignments, those that held when the event began, each facilitator once."""
    begins, ended = datetime.combine(event.starts_on, time.min, tzinfo=LONDON), clock.end_of(event.ends_on)
    held = [
        row
        for row in ordered
        if row.group_id == event.group_id
        and row.assigned_at < ended
        and (row.released_at is None or row.released_at >= begins)
    ]
    return list({row.facilitator_id: row for row in reversed(held)}.values())[::-1]


def _instead(row: Assignment, stand_in: Facilitator) -> Assignment:
    """The same part at this event, unsaved."""
    return Assignment(group_id=row.group_id, facilitator=stand_in, role=row.role, assigned_at=row.assigned_at)
