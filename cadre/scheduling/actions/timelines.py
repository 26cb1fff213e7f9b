"""The windows of an offering's timeline are changed, once somebody has seen who is affected."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import span
from cadre.lib.errors import Conflict, Refusal
from cadre.programmes.models import Offering, TimelineElement
from cadre.scheduling.actions.common import why
from cadre.scheduling.actions.holding import end_outside
from cadre.scheduling.queries.timelines import affected_by, holds_outside, mark_of, planned
from cadre.scheduling.rules.timelines import refuse_timeline
from cadre.scheduling.states import TIMELINE_CHANGED


@transaction.atomic
def change_timeline(
    offering: Offering, windows: Mapping[int, tuple[date, date]], *, seen: str, reason: str, by: Actor, now: datetime
) -> int:
    """Give elements other windows: {element's key: (first day, last day)}. How many changed.

    Events that were picked stay where they are, and their partners are told which no longer fit. Held days outside end.
    `seen` is the mark of the timeline that was read; when somebody changed it since, Conflict. Raises Refusal.
    """
    Offering.objects.select_for_update().get(pk=offering.pk)
    elements = list(offering.timeline.all())
    before = planned(elements)
    if seen != mark_of(before):
        raise Conflict("Somebody changed this timeline meanwhile. Look again before you change it.")
    wanted = planned(elements, windows)
    if wrong := refuse_timeline(wanted):
        raise Refusal(" ".join(wrong.values()))
    changed = [(old, new) for old, new in zip(before, wanted, strict=True) if old != new]
    if not changed:
        raise Refusal("Nothing is different, so nothing was changed.")
    if not reason.strip():
        raise Refusal("Say why. Partners read it.", field="reason")
    outside = holds_outside(offering, wanted)
    hit = affected_by(offering, wanted)
    for _, new in changed:
        TimelineElement.objects.filter(pk=new.key).update(starts_on=new.starts_on, ends_on=new.ends_on)
    end_outside(outside, now=now)
    what = "; ".join(f"{new.title} to {span(new.starts_on, new.ends_on)}" for _, new in changed)
    journal.record(
        TIMELINE_CHANGED,
        offering.intake,
        by=by,
        what=f"{offering.qualification.code}, {what}",
        why=why(reason),
        reason=reason,
        offering=offering.pk,
        elements=[new.key for _, new in changed],
        events=[one.event.pk for one in hit],
    )
    return len(changed)
