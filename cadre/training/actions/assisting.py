"""Helpers at sessions: assigned by staff, told with their calendar; they may decline, and staff may let them go."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from cadre.facilitators.models import Facilitator
from cadre.journal import actions as journal
from cadre.journal import locking
from cadre.lib.errors import Refusal
from cadre.messages.actions import post, post_all
from cadre.people.models import User
from cadre.training import emails
from cadre.training.actions.sessions import held
from cadre.training.models import Assisting, Helper, Session
from cadre.training.rules.places import refuse_booking
from cadre.training.states import (
    ASSIST_WORKFLOW,
    HELPER_ASSIGNED,
    HELPER_DECLINED,
    HELPER_RELEASED,
    AssistState,
    HelperState,
    PlaceState,
)


@transaction.atomic
def assign_helpers(session: Session, people: Sequence[Facilitator], *, by: User, now: datetime, today: date) -> int:
    """Have them help at the session, each told by mail. Who helps already is left alone. How many are new.

    Raises Refusal for somebody who has not said that they help, or who is trained in it themself; and once the session
    has begun or was called off.
    """
    row = held(session)
    refuse_booking(first_day=row.first_on, today=today, called_off=row.called_off_at is not None)
    ready = set(Helper.objects.filter(state=HelperState.ACCEPTED).values_list("facilitator", flat=True))
    trained = set(row.taken.exclude(state=PlaceState.DECLINED).values_list("facilitator", flat=True))
    mails = []
    for person in sorted(people, key=lambda one: one.pk):
        if person.pk not in ready:
            raise Refusal(f"{person} has not said that they help.")
        if person.pk in trained:
            raise Refusal(f"{person} is invited to this session themself.")
        made, fresh = Assisting.objects.select_for_update().get_or_create(
            session=row, facilitator=person, defaults={"assigned_at": now, "assigned_by": by, "changed_at": now}
        )
        if not fresh and made.state == AssistState.ASSIGNED:
            continue
        if not fresh:
            made.state, made.reason = ASSIST_WORKFLOW.after("assign", made.state), ""
            made.assigned_at = made.changed_at = now
            made.assigned_by, made.again = by, made.again + 1
            made.save(update_fields=["state", "reason", "assigned_at", "changed_at", "assigned_by", "again"])
        journal.record(HELPER_ASSIGNED, row, by=by, person=person.user.name)
        mails.append(emails.helps_at(made, row, now=now))
    post_all(mails, now=now)
    return len(mails)


def _held_assisting(assisting: Assisting) -> tuple[Session, Assisting]:
    session = held(assisting.session)
    look = ("facilitator__user", "assigned_by")
    return session, locking.held(Assisting.objects.select_related(*look), assisting.pk)


@transaction.atomic
def decline_assisting(assisting: Assisting, *, reason: str, by: User, now: datetime, today: date) -> None:
    """They cannot come after all; whoever assigned them is told why. Twice is once."""
    session, row = _held_assisting(assisting)
    if row.state == AssistState.DECLINED:
        return
    if not reason.strip():
        raise Refusal("Say why, so that we know whom to ask instead.", field="reason")
    refuse_booking(first_day=session.first_on, today=today, called_off=session.called_off_at is not None)
    row.state, row.reason, row.changed_at = ASSIST_WORKFLOW.after("decline", row.state), reason.strip(), now
    row.save(update_fields=["state", "reason", "changed_at"])
    journal.record(HELPER_DECLINED, session, by=by, person=row.facilitator.user.name, reason=row.reason)
    post_all([emails.helper_declined(row, session, now=now), emails.helps_no_more(row, session, now=now)], now=now)


@transaction.atomic
def release_helper(assisting: Assisting, *, by: User, now: datetime) -> None:
    """They are not needed after all, and are told. Twice is once."""
    session, row = _held_assisting(assisting)
    if row.state == AssistState.RELEASED:
        return
    row.state, row.changed_at = ASSIST_WORKFLOW.after("release", row.state), now
    row.save(update_fields=["state", "changed_at"])
    journal.record(HELPER_RELEASED, session, by=by, person=row.facilitator.user.name)
    post(emails.helps_no_more(row, session, now=now), now=now)
