"""What falls due in training as time passes."""

from datetime import date, datetime, timedelta

from django.db import transaction

from cadre.messages.actions import post_all
from cadre.people.models import User
from cadre.training import emails
from cadre.training.models import Assisting, Part, Session

CHASED_FOR = timedelta(days=30)


@transaction.atomic
def chase_training_registers(today: date, now: datetime) -> int:
    """From the day after a session, write once to its helpers and to whoever planned it, while its register is open.

    Safe to repeat. How many mails are owed; sessions of more than a month ago are left to the office.
    """
    open_ones = Session.objects.standing().filter(completed_at=None, last_on__lt=today)
    due = open_ones.filter(last_on__gte=today - CHASED_FOR, taken__state="booked").distinct()
    last: dict[int, Part] = {}
    for part in Part.objects.filter(session__in=due).select_related("session__planned_by").order_by("number"):
        last[part.session_id] = part
    told: list[tuple[User, Part, bool]] = [(part.session.planned_by, part, True) for part in last.values()]
    helpers = Assisting.objects.assigned().filter(session__in=last).select_related("facilitator__user")
    told += [(row.facilitator.user, last[row.session_id], False) for row in helpers]
    mails = [emails.register_due(user, part, office=office) for user, part, office in told]
    post_all(mails, now=now)
    return len(mails)
