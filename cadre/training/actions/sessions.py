"""Sessions: planned, hosted, called off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from cadre.journal import actions as journal
from cadre.lib.errors import Refusal
from cadre.lib.refs import reference
from cadre.messages.actions import post_all
from cadre.partners.models import Contact, Partner
from cadre.partners.states import ContactPurpose
from cadre.people.models import User
from cadre.training import emails
from cadre.training.models import Part, Session
from cadre.training.rules.places import refuse_days
from cadre.training.states import (
    HOST_ANSWERED,
    HOST_WORKFLOW,
    PARTS,
    SESSION_CALLED_OFF,
    SESSION_PLANNED,
    HostState,
    PlaceState,
    SessionKind,
)


@dataclass(frozen=True)
class PartPlan:
    """The day and times of one part."""

    on: date
    starts: time
    ends: time


def held(session: Session) -> Session:
    """The session as it is, its row held."""
    return Session.objects.select_for_update(of=("self",)).select_related("host").get(pk=session.pk)


@transaction.atomic
def plan_session(
    *,
    kind: str,
    title: str,
    region: str,
    host: Partner,
    venue: str,
    places: int,
    parts: Sequence[PartPlan],
    by: User,
    now: datetime,
    today: date,
) -> Session:
    """A session with its parts. The host's leads are asked by mail. Raises Refusal for days that make no sense."""
    titles = PARTS[SessionKind(kind)]
    if len(parts) != len(titles):
        raise Refusal(f"This training has {len(titles)} parts.")
    for number, part in enumerate(parts, 1):
        if part.ends <= part.starts:
            raise Refusal("A part ends after it has begun.", field=f"ends_{number}")
    refuse_days([part.on for part in parts], today)
    made = Session.objects.create(
        ref=reference("TR"),
        kind=kind,
        title=title,
        region=region,
        host=host,
        venue=venue,
        places=places,
        first_on=parts[0].on,
        last_on=parts[-1].on,
        planned_at=now,
        planned_by=by,
    )
    Part.objects.bulk_create(
        Part(session=made, number=number, title=words, on=part.on, starts=part.starts, ends=part.ends)
        for number, (words, part) in enumerate(zip(titles, parts, strict=True), 1)
    )
    journal.record(SESSION_PLANNED, made, by=by, places=places)
    leads = Contact.objects.on(today).filter(partner=host, purpose=ContactPurpose.LEAD).select_related("user")
    post_all([emails.host_asked(made, contact.user) for contact in leads], now=now)
    return made


@transaction.atomic
def answer_as_host(session: Session, *, accepts: bool, words: str, by: User, now: datetime) -> None:
    """The host says yes or no. The same answer twice is one. Raises Refusal once it was called off or answered."""
    row = held(session)
    answer = HostState.ACCEPTED if accepts else HostState.DECLINED
    if row.host_state == answer:
        return
    if row.called_off_at:
        raise Refusal("This session was called off.")
    row.host_state = HOST_WORKFLOW.after("accept" if accepts else "decline", row.host_state)
    row.host_words, row.host_answered_at = words, now
    row.save(update_fields=["host_state", "host_words", "host_answered_at"])
    journal.record(HOST_ANSWERED, row, by=by, partner=row.host.name, answer=answer.label.lower())


@transaction.atomic
def call_off(session: Session, *, reason: str, by: User, now: datetime) -> None:
    """It does not take place, and whoever booked, waits or was invited is told why. Twice is once."""
    row = held(session)
    if row.called_off_at:
        return
    if row.is_complete:
        raise Refusal("This session has taken place.")
    row.called_off_at = now
    row.save(update_fields=["called_off_at"])
    journal.record(SESSION_CALLED_OFF, row, by=by, reason=reason)
    people = row.taken.exclude(state=PlaceState.DECLINED).select_related("facilitator__user", "session")
    post_all([emails.called_off(place, reason) for place in people], now=now)
