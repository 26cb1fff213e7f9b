"""Briefings of events, and who is to be at them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from cadre.facilitators.models import Facilitator
from cadre.scheduling.models import Assignment, Event
from cadre.scheduling.states import FacilitatorRole
from cadre.staffing.models import Briefing, Substitution


def team_at(event: Event) -> list[Facilitator]:
    """Who is to be at the event, the lead first; whoever stands in is there instead. Two queries."""
    rows = Assignment.objects.current().filter(group=event.group_id).select_related("facilitator__user")
    instead = {
        row.out_id: row.stand_in
        for row in Substitution.objects.standing().filter(event=event).select_related("stand_in__user")
    }
    ordered = sorted(rows, key=lambda row: (row.role != FacilitatorRole.LEAD, row.pk))
    return [instead.get(row.facilitator_id, row.facilitator) for row in ordered]


def leads_at(events: Iterable[Event]) -> list[tuple[Event, Facilitator]]:
    """Each event with who leads it: whoever stands in for the lead, else the lead; without those nobody leads.

    Two queries, however many events.
    """
    rows = list(events)
    leading = Assignment.objects.current().filter(
        role=FacilitatorRole.LEAD, group__in={event.group_id for event in rows}
    )
    leads = {row.group_id: row.facilitator for row in leading.select_related("facilitator__user")}
    standing = Substitution.objects.standing().filter(event__in=[event.pk for event in rows])
    instead = {(row.event_id, row.out_id): row.stand_in for row in standing.select_related("stand_in__user")}
    found = [(event, leads[event.group_id]) for event in rows if event.group_id in leads]
    return [(event, instead.get((event.pk, lead.pk), lead)) for event, lead in found]


def to_brief(events: QuerySet[Event], today: date) -> QuerySet[Event]:
    """Events face to face that have not begun, and those whose briefing is there, with it; the next first."""
    look = ("briefing", "element", "group__partner", "group__offering__qualification", "group__offering__intake")
    rows = events.filter(called_off_at=None, element__kind="face_to_face", group__state="confirmed")
    return rows.filter(starts_on__gte=today).select_related(*look).order_by("starts_on", "ref")


def briefing_of(event: Event) -> Briefing | None:
    return Briefing.objects.filter(event=event).first()


def attendance_of(briefing: Briefing | None) -> dict[int, bool]:
    """{facilitator key: whether they were there}, of those it is kept for."""
    return dict(briefing.attendance.values_list("facilitator", "attended")) if briefing else {}
