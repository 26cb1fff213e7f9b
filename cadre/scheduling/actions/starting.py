"""The start of an intake is moved, once somebody has seen who is affected; its windows go along or stay."""

from datetime import date, datetime

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import long_day
from cadre.lib.errors import Conflict, Refusal
from cadre.lib.words import counted
from cadre.programmes.actions.moving import hold_intakes
from cadre.programmes.models import Intake, Offering, TimelineElement
from cadre.scheduling.actions.holding import end_outside
from cadre.scheduling.queries.starting import Start, start_of
from cadre.scheduling.states import START_MOVED


@transaction.atomic
def move_start(
    intake: Intake,
    *,
    starts_on: date,
    along: bool,
    seen: str,
    reason: str,
    by: Actor,
    today: date,
    now: datetime,
) -> Start:
    """Have the programme start on another day. `along`: its windows move by the same number of whole weeks.

    Picked events stay where they are, and their partners are told which no longer fit. Held days outside end. Prices
    and invoices stay. `seen` is the mark of what was read; when somebody changed it since, Conflict. Raises Refusal.
    """
    hold_intakes()
    list(Offering.objects.select_for_update().filter(intake=intake).order_by("pk").values_list("pk"))
    row, said = Intake.objects.get(pk=intake.pk), reason.strip()
    found = start_of(row, starts_on, along=along, today=today)
    if starts_on == row.starts_on:
        raise Refusal("Nothing is different, so nothing was moved.", field="starts_on")
    if found.wrong:
        raise Refusal(found.wrong, field="starts_on")
    if seen != found.mark:
        raise Conflict("This is not what you looked at, or somebody moved it meanwhile. Look again, then move it.")
    if not said:
        raise Refusal("Say why. Partners read it.", field="reason")
    before, row.starts_on = row.starts_on, starts_on
    row.save(update_fields=["starts_on"])
    for _, _, new in found.changes:
        TimelineElement.objects.filter(pk=new.key).update(starts_on=new.starts_on, ends_on=new.ends_on)
    end_outside(found.holds, now=now)
    journal.record(
        START_MOVED,
        row,
        by=by,
        before=long_day(before),
        day=long_day(starts_on),
        what=_windows_words(found),
        reason=said,
        elements=[new.key for _, _, new in found.changes],
        events=[one.event.pk for one in found.affected],
    )
    return found


def _windows_words(found: Start) -> str:
    """`, and 42 windows by 2 weeks`, or that they stay."""
    if not found.changes:
        return ", and its windows stay"
    weeks = counted(abs(found.weeks), "week")
    return f", and {counted(len(found.changes), 'window')} {weeks} {'later' if found.weeks > 0 else 'earlier'}"
