"""The words of coded reasons: new ones from a day on, the old ones kept for what was written by them."""

from datetime import date, datetime

from django.db import transaction

from cadre.applications.actions.locking import held
from cadre.applications.models import Reason
from cadre.applications.states import REASON_CHANGED
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import long_day
from cadre.lib.errors import Conflict, Refusal


@transaction.atomic
def rewrite_reason(
    reason: Reason, *, label: str, words: str, from_on: date, source: str, by: Actor, now: datetime
) -> Reason:
    """New words for the same code, from a day on. Raises Refusal when that day is not after the present row's first,
    Conflict when other words follow already."""
    old = held(Reason.objects.all(), reason.pk)
    if old.to_on is not None:
        raise Conflict(f"Other words hold from {long_day(old.to_on)}. Change those.")
    if from_on <= old.from_on:
        raise Refusal(f"These words hold from {long_day(old.from_on)}. Choose a later day.", field="from_on")
    old.to_on = from_on
    old.save(update_fields=["to_on"])
    made = Reason.objects.create(
        kind=old.kind,
        code=old.code,
        label=label,
        words=words,
        position=old.position,
        from_on=from_on,
        source=source,
    )
    journal.record(REASON_CHANGED, made, by=by, from_on=long_day(from_on))
    return made
