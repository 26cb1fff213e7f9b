"""What falls due for partners as time passes. Each is safe to repeat."""

from datetime import date, datetime

from cadre.partners import actions
from cadre.partners.models import OrgChange


def expire_payees(today: date, now: datetime) -> int:
    """Changes of bank details that nobody confirmed in time are over. How many."""
    return actions.expire_payees(now=now)


def carry_out_changes(today: date, now: datetime) -> int:
    """Partners whose day to leave or to be merged has come. How many."""
    due = OrgChange.objects.standing().filter(carried_out_at=None, on_day__lte=today).order_by("on_day", "pk")
    return sum(
        actions.carry_out_change(change, today=today, now=now) for change in due.select_related("partner", "into")
    )


def keep_memoranda(today: date, now: datetime) -> int:
    """End those whose term is over, and propose the renewal of those that end soon. How many."""
    return actions.end_what_is_over(today=today) + actions.propose_renewals(today=today, now=now)


def remind_to_sign(today: date, now: datetime) -> int:
    """Remind whoever has had a memorandum to sign as long as the terms say."""
    return actions.remind_when_due(today=today, now=now)
