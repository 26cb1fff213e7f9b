"""Places: invited, booked, waited for, given up. Whoever changes one holds its session, so none is given twice."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from cadre.facilitators.models import Facilitator
from cadre.journal import actions as journal
from cadre.journal import locking
from cadre.messages.actions import post, post_all
from cadre.people.models import User
from cadre.training import emails
from cadre.training.actions.sessions import held
from cadre.training.models import Place, Session
from cadre.training.rules.places import refuse_booking, seat
from cadre.training.states import (
    ASSOCIATES_INVITED,
    PLACE_BOOKED,
    PLACE_DECLINED,
    PLACE_MOVED_UP,
    PLACE_WAITS,
    PLACE_WORKFLOW,
    PlaceState,
)

VERBS = {PlaceState.BOOKED: "book", PlaceState.WAITING: "wait"}
SAID = {PlaceState.BOOKED: PLACE_BOOKED, PlaceState.WAITING: PLACE_WAITS}


@transaction.atomic
def invite(session: Session, people: Sequence[Facilitator], *, by: User, now: datetime, today: date) -> int:
    """Invite those who were not invited yet, each by mail. How many."""
    row = held(session)
    refuse_booking(first_day=row.first_on, today=today, called_off=row.called_off_at is not None)
    known = set(row.taken.values_list("facilitator_id", flat=True))
    fresh = [person for person in people if person.pk not in known]
    if not fresh:
        return 0
    Place.objects.bulk_create(
        Place(session=row, facilitator=person, invited_at=now, changed_at=now) for person in fresh
    )
    made = row.taken.filter(facilitator__in=fresh).select_related("facilitator__user")
    journal.record(ASSOCIATES_INVITED, row, by=by, number=len(fresh))
    post_all([emails.invited(place, row) for place in made], now=now)
    return len(fresh)


def _held_place(place: Place) -> tuple[Session, Place]:
    session = held(place.session)
    return session, locking.held(Place.objects.select_related("facilitator__user"), place.pk)


@transaction.atomic
def book(place: Place, *, by: journal.Actor, now: datetime, today: date) -> Place:
    """Take a place, or wait when all are taken. Twice is once. Raises Refusal once it has begun or was called off."""
    session, row = _held_place(place)
    if row.state in VERBS:
        return row
    refuse_booking(first_day=session.first_on, today=today, called_off=session.called_off_at is not None)
    found = seat(session.taken.filter(state=PlaceState.BOOKED).count(), session.places)
    row.again += row.state == PlaceState.DECLINED
    row.state, row.changed_at = PLACE_WORKFLOW.after(VERBS[found], row.state), now
    row.save(update_fields=["state", "changed_at", "again"])
    journal.record(SAID[found], session, by=by, person=row.facilitator.user.name)
    post(emails.booked(row, session, now=now), now=now)
    return row


@transaction.atomic
def decline(place: Place, *, by: journal.Actor, now: datetime, today: date) -> None:
    """Say no, or give a place up; then whoever has waited longest has it. Twice is once."""
    session, row = _held_place(place)
    if row.state == PlaceState.DECLINED:
        return
    refuse_booking(first_day=session.first_on, today=today, called_off=session.called_off_at is not None)
    had_a_place = row.state == PlaceState.BOOKED
    row.state, row.changed_at = PLACE_WORKFLOW.after("decline", row.state), now
    row.save(update_fields=["state", "changed_at"])
    journal.record(PLACE_DECLINED, session, by=by, person=row.facilitator.user.name)
    if had_a_place:
        post(emails.given_up(row, session, now=now), now=now)
    move_up(session, by=by, now=now)


def move_up(session: Session, *, by: journal.Actor, now: datetime) -> None:
    """Free places go to those who wait, the longest first. The session is held already."""
    free = session.places - session.taken.filter(state=PlaceState.BOOKED).count()
    waiting = session.taken.filter(state=PlaceState.WAITING).select_related("facilitator__user")
    for row in waiting.order_by("changed_at", "pk")[: max(free, 0)]:
        row.state, row.changed_at = PLACE_WORKFLOW.after("move_up", row.state), now
        row.save(update_fields=["state", "changed_at"])
        journal.record(PLACE_MOVED_UP, session, by=by, person=row.facilitator.user.name)
        post(emails.booked(row, session, now=now), now=now)
