"""Briefings of events, and who is to be at them."""

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
