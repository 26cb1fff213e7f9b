"""The next intake planned as it was proposed: by one press, or by itself when the last one has closed."""

from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from cadre.journal import actions as journal
from cadre.journal.actions import Actor, System
from cadre.lib.dates import long_day
from cadre.lib.errors import Conflict, Refusal
from cadre.messages.actions import post_all
from cadre.people.access import officers_on
from cadre.programmes import emails
from cadre.programmes.actions.moving import hold_intakes
from cadre.programmes.actions.planning import open_intake
from cadre.programmes.models import Intake
from cadre.programmes.queries.following import proposal_after
from cadre.programmes.states import INTAKE_CONFIRMED, INTAKE_PLANNED_BY_ITSELF, NO_NEXT_INTAKE

CALENDAR = System("The calendar")


@transaction.atomic
def plan_proposed(last: Intake, *, by: Actor, today: date, to_confirm: bool = False) -> Intake:
    """Plan what is proposed after `last`. Conflict when somebody has planned it, or nothing is proposed any more."""
    hold_intakes()
    found = proposal_after(last, today)
    if found is None:
        raise Conflict(f"What follows {last} was settled meanwhile. Open the page again.")
    return open_intake(
        name=found.name,
        slug=slugify(found.name),
        opens_on=found.days.opens_on,
        closes_on=found.days.closes_on,
        starts_on=found.days.starts_on,
        qualifications=found.qualifications,
        by=by,
        today=today,
        opens_reason=found.opens_reason,
        to_confirm=to_confirm,
    )


@transaction.atomic
def plan_by_itself(last: Intake, *, today: date, now: datetime) -> Intake:
    """What nobody planned in time is planned as proposed, marked to be confirmed, and operations are told.

    Conflict when it is there already.
    """
    made = plan_proposed(last, by=CALENDAR, today=today, to_confirm=True)
    journal.record(INTAKE_PLANNED_BY_ITSELF, made, by=CALENDAR, last=str(last), opens=long_day(made.opens_on))
    post_all([emails.planned_by_itself(user, made, last) for user in officers_on(today)], now=now)
    return made


@transaction.atomic
def confirm_intake(intake: Intake, *, by: Actor) -> None:
    """An intake that was planned by itself is as it should be. Conflict when somebody said so already."""
    row = Intake.objects.select_for_update().get(pk=intake.pk)
    if not row.to_confirm:
        raise Conflict(f"{row} is confirmed already.")
    row.to_confirm = False
    row.save(update_fields=["to_confirm"])
    journal.record(INTAKE_CONFIRMED, row, by=by)


@transaction.atomic
def leave_without_next(last: Intake, *, reason: str, by: Actor, today: date) -> None:
    """Nothing follows `last` by itself, for a reason. Somebody can still plan it. Conflict when it is settled."""
    hold_intakes()
    if proposal_after(last, today) is None:
        raise Conflict(f"What follows {last} was settled meanwhile. Open the page again.")
    if not reason.strip():
        raise Refusal("Say why nothing follows.", field="reason")
    Intake.objects.filter(pk=last.pk).update(no_next_reason=reason.strip())
    journal.record(NO_NEXT_INTAKE, last, by=by, reason=reason.strip())
