"""What falls due in delivery as time passes."""

from datetime import date, datetime, timedelta

from django.db import transaction

from cadre.delivery import emails
from cadre.delivery.queries import register_due
from cadre.groups.states import GroupState
from cadre.messages.actions import post_all
from cadre.scheduling.models import Assignment, Event

CHASED_FOR = timedelta(days=30)


@transaction.atomic
def chase_registers(today: date, now: datetime) -> int:
    """From the day after an event, write once to its facilitators while the register is not complete. Safe to repeat.

    How many are owed; events of more than a month ago are left to the office.
    """
    lately = Event.objects.filter(ends_on__gte=today - CHASED_FOR, group__state=GroupState.CONFIRMED)
    due = lately.filter(register_due(today)).select_related("group__offering__qualification", "element")
    staff: dict[int, list[Assignment]] = {}
    rows = Assignment.objects.current().filter(group__in=[event.group_id for event in due])
    for row in rows.select_related("facilitator__user"):
        staff.setdefault(row.group_id, []).append(row)
    mails = [emails.register_due(row.facilitator.user, event) for event in due for row in staff.get(event.group_id, [])]
    post_all(mails, now=now)
    return len(mails)
