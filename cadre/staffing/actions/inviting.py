"""Facilitators are invited to seats, recalled, and the next suggested is invited after a no."""

from datetime import datetime, timedelta

from django.db import transaction

from cadre.facilitators.models import Facilitator
from cadre.groups.models import Group
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.locking import held
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.refs import reference
from cadre.lib.words import counted
from cadre.messages.actions import post
from cadre.people.models import User
from cadre.scheduling.access import OPEN_STATES
from cadre.scheduling.models import Assignment
from cadre.scheduling.states import FacilitatorRole
from cadre.staffing import emails
from cadre.staffing.actions.covering import ask_next_to_cover
from cadre.staffing.actions.links import link_to
from cadre.staffing.models import SEATS, Invitation, Suggestion
from cadre.staffing.queries.changes import MOST_SAID, what_changed
from cadre.staffing.queries.facts import policy_on
from cadre.staffing.queries.suggestions import to_follow
from cadre.staffing.states import (
    INVITATION_REMINDED,
    INVITED,
    SUGGESTION_SENT,
    SUGGESTION_WORKFLOW,
    InvitationState,
)

STAFFING = System("Staffing")
REMINDED_ONCE_IN = timedelta(hours=1)


class Stale(Refusal):
    """The facts are no longer those the suggestion was made from."""


@transaction.atomic
def invite(
    group: Group,
    facilitator: Facilitator,
    role: str,
    *,
    by: journal.Actor,
    now: datetime,
    suggestion: Suggestion | None = None,
    follow: bool = False,
) -> Invitation:
    """Ask somebody to take a seat, by mail and in their account. Who is asked for the group already is asked once.

    Raises Refusal where the seat is taken, they are on the group, or they do not work with us now.
    """
    look = ("partner", "offering__qualification", "offering__intake")
    group = held(Group.objects.select_related(*look), group.pk)
    role, today = FacilitatorRole(role), clock.day_of(now)
    if group.state not in OPEN_STATES or group.is_distance or role not in SEATS:
        raise Refusal(f"{group.ref} has no such seat to fill.")
    for row in Assignment.objects.current().filter(group=group).select_related("facilitator__user"):
        if row.role == role or row.facilitator_id == facilitator.pk:
            raise Refusal(f"{row.facilitator} is {row.get_role_display().lower()} of {group.ref} already.")
    if not facilitator.is_active_on(today):
        raise Refusal(f"{facilitator} does not work with us at the moment.")
    asked = Invitation.objects.to_seats().open().filter(group=group, facilitator=facilitator).first()
    if asked is not None:
        return asked
    due = now + timedelta(days=policy_on(today).answer_days)
    made = Invitation.objects.create(
        ref=reference("FI"),
        group=group,
        role=role,
        facilitator=facilitator,
        suggestion=suggestion,
        follow=follow,
        sent_at=now,
        due_at=due,
    )
    journal.record(
        INVITED,
        made,
        by=by,
        facilitator=str(facilitator),
        group=group.ref,
        role=role.label.lower(),
        until=emails.moment(due),
    )
    post(emails.invitation(made, link_to(made, now=now)), now=now)
    return made


@transaction.atomic
def send_invitations(found: Suggestion, *, follow: bool, by: User, now: datetime) -> tuple[list[Invitation], list[str]]:
    """Carry a suggestion out: everybody suggested for an open seat is invited. Twice is once.

    Returns the invitations and a sentence for each seat that was taken in the same moment. `follow`: after a no the
    next is invited by itself. Raises Refusal unless it is ready, Stale naming what has changed since it was made.
    """
    found = Suggestion.objects.select_for_update().get(pk=found.pk)
    found.state = SUGGESTION_WORKFLOW.after("send", found.state)
    if changed := what_changed(found, today=clock.day_of(now)):
        raise Stale(f"Things have changed since this was suggested: {' '.join(changed[:MOST_SAID])} Suggest anew.")
    found.save(update_fields=["state"])
    made, past = [], []
    teams = found.teams.select_related("group", "lead__user", "co__user").order_by("group_id")
    for team in teams:
        for role, who, fixed in (("lead", team.lead, team.held_lead), ("co", team.co, team.held_co)):
            if who is None or (fixed and not _by_hand(found, team.group, who)):
                continue
            try:
                made.append(invite(team.group, who, role, by=by, now=now, suggestion=found, follow=follow))
            except Refusal as refusal:
                past.append(str(refusal))
    journal.record(SUGGESTION_SENT, found, by=by, invitations=counted(len(made), "invitation"))
    return made, past


def _by_hand(found: Suggestion, group: Group, who: Facilitator) -> bool:
    return found.decisions.filter(group=group, facilitator=who, kind="fix").exists()


@transaction.atomic
def invite_next(before: Invitation, *, by: journal.Actor, now: datetime) -> Invitation | None:
    """After a no: the next suggested who can still come and was not asked yet. None where nobody is left, or the seat
    or date is taken."""
    if before.cover_id:
        return ask_next_to_cover(before, by=by, now=now)
    Group.objects.select_for_update().values_list("pk").get(pk=before.group_id)
    before = held(Invitation.objects.select_related("group__partner", "suggestion"), before.pk)
    waiting = Invitation.objects.to_seats().open().filter(group=before.group_id, role=before.role)
    if waiting.exists() or before.state not in (InvitationState.DECLINED, InvitationState.EXPIRED):
        return None
    who = to_follow(before, today=clock.day_of(now))
    if who is None:
        return None
    try:
        return invite(
            before.group, who, before.role, by=by, now=now, suggestion=before.suggestion, follow=before.follow
        )
    except Refusal:
        return None


@transaction.atomic
def remind(invitation: Invitation, *, by: journal.Actor, now: datetime) -> bool:
    """Recall an open one, at most once an hour. Whether it was."""
    fresh = Invitation.objects.open().filter(pk=invitation.pk, due_at__gt=now)
    if not fresh.exclude(reminded_at__gt=now - REMINDED_ONCE_IN).update(reminded_at=now):
        return False
    found = Invitation.objects.select_related(*emails.LOOK).get(pk=invitation.pk)
    journal.record(INVITATION_REMINDED, found, by=by)
    token = link_to(found, now=now)
    turn = f":{now:%Y%m%d%H%M}"
    post(emails.cover_reminder(found, token, turn) if found.cover else emails.reminder(found, token, turn), now=now)
    return True


def remind_when_due(*, now: datetime) -> int:
    """Recall each open invitation once when its last days begin. How many."""
    days = policy_on(clock.day_of(now)).remind_days
    due = Invitation.objects.open().filter(reminded_at=None, due_at__gt=now, due_at__lte=now + timedelta(days=days))
    return sum(remind(one, by=STAFFING, now=now) for one in due)
