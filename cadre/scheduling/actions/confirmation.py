from datetime import datetime

from django.db import transaction

from cadre.groups.models import Group
from cadre.groups.states import GROUP_WORKFLOW
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib import clock
from cadre.lib.dates import LONDON, clock_time, long_day
from cadre.lib.errors import Refusal
from cadre.partners.access import refuse_hosting
from cadre.scheduling.actions.common import account, hosted, locked, why
from cadre.scheduling.queries import readiness_of
from cadre.scheduling.rules.confirmation import refuse_confirmation
from cadre.scheduling.states import GROUP_CONFIRMED


class AlreadyConfirmed(Refusal):
    """Somebody confirmed the group before; everything that follows is on its way."""


class NotReady(Refusal):
    """Something is missing. `missing` lists all of it."""

    def __init__(self, missing: list[str], *, field: str | None = None) -> None:
        super().__init__(" ".join(missing), field=field)
        self.missing = missing


@transaction.atomic
def confirm_group(group: Group, *, by: Actor, now: datetime, override_reason: str = "") -> Group:
    """Confirm the group with the people it has now; mails, contract schedules and invoices follow by themselves.

    Once, however often it is asked: raises AlreadyConfirmed. NotReady lists everything that is missing; a group under
    its minimum runs only by a recorded reason.
    """
    group = hosted(locked(group))
    if group.is_confirmed:
        raise AlreadyConfirmed(_confirmed_before(group))
    refuse_hosting(group.partner, today=clock.day_of(now))
    numbers = readiness_of(group)
    if missing := refuse_confirmation(**numbers.numbers, override_reason=override_reason):
        only_reason = numbers.needs_only_a_reason
        raise NotReady(missing, field="override_reason" if only_reason else None)
    reason = override_reason.strip() if numbers.short else ""
    group.state = GROUP_WORKFLOW.after("confirm", group.state)
    group.confirmed_at, group.confirmed_by = now, account(by)
    group.confirmed_people, group.override_reason = numbers.people, reason
    fields = ["state", "confirmed_at", "confirmed_by", "confirmed_people", "override_reason"]
    group.save(update_fields=fields)
    journal.record(
        GROUP_CONFIRMED, group, by=by, people=numbers.people, group=group.ref, override=reason, why=why(reason)
    )
    return group


def _confirmed_before(group: Group) -> str:
    if group.confirmed_at is None:
        return f"{group.ref} is confirmed already."
    at = group.confirmed_at.astimezone(LONDON)
    who = group.confirmed_by.name if group.confirmed_by else "The system"
    return f"{who} confirmed {group.ref} on {long_day(at.date())} at {clock_time(at)}. Nothing was sent twice."
