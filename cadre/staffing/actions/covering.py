"""A stand-in for a date is looked for: asked, the next asked after a no, and the date theirs with a yes."""

from datetime import datetime, timedelta

from django.db import transaction

from cadre.facilitators.models import Facilitator
from cadre.groups.models import Group
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.locking import all_held, held
from cadre.lib import clock
from cadre.lib.dates import LONDON
from cadre.lib.errors import Refusal
from cadre.lib.refs import reference
from cadre.messages.actions import post
from cadre.people.models import User
from cadre.scheduling.actions.common import locked
from cadre.scheduling.models import Event
from cadre.scheduling.queries.people import team_of
from cadre.staffing import emails
from cadre.staffing.actions.links import link_to
from cadre.staffing.actions.substituting import refuse_stand_in, substitute
from cadre.staffing.models import Cover, Invitation, Substitution
from cadre.staffing.queries.covers import is_next_wanted, next_to_stand_in, with_all
from cadre.staffing.queries.facts import policy_on
from cadre.staffing.states import (
    COVER_ENDED,
    COVER_SOUGHT,
    INVITATION_WITHDRAWN,
    INVITATION_WORKFLOW,
    INVITED,
    InvitationState,
)

STAFFING = System("Staffing")


@transaction.atomic
def seek_cover(
    event: Event, out: Facilitator, stand_in: Facilitator, *, reason: str, by: User, now: datetime
) -> Invitation:
    """Ask somebody to stand in for `out` on this date; until somebody says yes it is not covered. Twice is once.

    Raises Refusal as `substitute`, and once the event has begun.
    """
    group = locked(event.group)
    event = held(Event.objects.select_related("element", "group"), event.pk)
    refuse_stand_in(event, group, out, stand_in, reason=reason, now=now)
    known = Cover.objects.open().filter(event=event, out=out).first()
    cover = known or Cover.objects.create(event=event, out=out, reason=reason.strip(), sought_at=now, sought_by=by)
    cover = with_all(Cover.objects.all()).get(pk=cover.pk)
    made = _ask(cover, stand_in, by=by, now=now)
    if known is None:
        journal.record(COVER_SOUGHT, event, by=by, out=str(out), reason=cover.reason)
        post(emails.cover_sought(cover), now=now)
    return made


def _ask(cover: Cover, who: Facilitator, *, by: journal.Actor, now: datetime) -> Invitation:
    """The group is held already. Who is asked for the date already is asked once."""
    asked = cover.invitations.filter(state=InvitationState.SENT, facilitator=who).first()
    if asked is not None:
        return asked
    event = cover.event
    begins = datetime.combine(event.starts_on, event.starts, tzinfo=LONDON)
    due = min(now + timedelta(days=policy_on(clock.day_of(now)).answer_days), begins)
    if due <= now:
        raise Refusal("This event has begun. Say that they stand in at once, if they do.")
    role = next(row.role for row in team_of(event.group) if row.facilitator_id == cover.out_id)
    made = Invitation.objects.create(
        ref=reference("FI"),
        group=event.group,
        role=role,
        facilitator=who,
        cover=cover,
        follow=True,
        sent_at=now,
        due_at=due,
    )
    what = f"{event.element.title} of {event.group.ref}"
    said = {"facilitator": str(who), "group": what, "role": f"stand-in for {cover.out}"}
    journal.record(INVITED, made, by=by, until=emails.moment(due), **said)
    post(emails.cover_invitation(made, link_to(made, now=now)), now=now)
    return made


@transaction.atomic
def ask_next_to_cover(before: Invitation, *, by: journal.Actor, now: datetime) -> Invitation | None:
    """After a no, or none in time: the next suggested. None where nobody is left, or the date is not open."""
    assert before.cover is not None
    group = locked(before.group)
    cover = held(with_all(Cover.objects.all()), before.cover.pk)
    before = Invitation.objects.select_for_update().get(pk=before.pk)
    before.cover = cover
    if not is_next_wanted(before) or before.state not in (InvitationState.DECLINED, InvitationState.EXPIRED):
        return None
    if cover.out_id not in {row.facilitator_id for row in team_of(group)}:
        return None
    who = next_to_stand_in(cover, today=clock.day_of(now))
    try:
        return _ask(cover, who, by=by, now=now) if who else None
    except Refusal:
        return None


def take_cover(row: Invitation, *, by: journal.Actor, now: datetime) -> Substitution:
    """Whoever said yes stands in. The group and the invitation are held. Raises Refusal once the date is not open."""
    assert row.cover_id is not None
    cover = held(Cover.objects.select_related("event__group", "out"), row.cover_id)
    if not cover.is_open:
        raise Refusal("Nobody is needed for this date any more.")
    return substitute(cover.event, cover.out, row.facilitator, reason=cover.reason, by=by, now=now)


@transaction.atomic
def end_cover(cover: Cover, *, by: User, now: datetime) -> Cover:
    """They are there after all: whoever is asked need not answer any more. Twice is once."""
    locked(cover.event.group)
    row = held(with_all(Cover.objects.all()), cover.pk)
    if row.is_open:
        _close(row, f"{row.out} is there after all", by=by, now=now)
        post(emails.cover_ended(row), now=now)
    return row


@transaction.atomic
def end_covers_of(group: Group, out: int, *, by: journal.Actor, now: datetime) -> None:
    """Somebody (by key) left the group, so nobody stands in for them any more. Safe to repeat."""
    locked(group)
    rows = Cover.objects.open().filter(event__group=group, out=out).order_by("pk")
    for row in all_held(with_all(rows)):
        _close(row, f"{row.out} left the group", by=by, now=now)


def _close(row: Cover, reason: str, *, by: journal.Actor, now: datetime) -> None:
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    for asked in row.invitations.filter(state=InvitationState.SENT).order_by("pk").select_for_update():
        asked.state, asked.answered_at = INVITATION_WORKFLOW.after("withdraw", asked.state), now
        asked.save(update_fields=["state", "answered_at"])
        journal.record(INVITATION_WITHDRAWN, asked, by=by, reason=reason)
    journal.record(COVER_ENDED, row.event, by=by, out=str(row.out))
