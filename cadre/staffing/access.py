"""Who sees suggestions and invitations, and what they may do with them."""

from datetime import datetime

from django.db.models import QuerySet

from cadre.lib.refs import token_hash
from cadre.people.access import holds
from cadre.people.models import User
from cadre.scheduling.access import staffed_by
from cadre.scheduling.models import Assignment, Event
from cadre.scheduling.states import FacilitatorRole
from cadre.staffing.models import Invitation, InvitationLink, SeatInvitationQuerySet, Suggestion
from cadre.staffing.states import SUGGESTION_WORKFLOW


def suggestions_visible_to(user: User) -> QuerySet[Suggestion]:
    """The office's operations."""
    return Suggestion.objects.all() if holds(user, "ops") else Suggestion.objects.none()


def invitations_visible_to(user: User) -> SeatInvitationQuerySet:
    """The office's operations see all."""
    return Invitation.objects.all() if holds(user, "ops") else Invitation.objects.none()


def own_invitations(user: User) -> SeatInvitationQuerySet:
    return Invitation.objects.filter(facilitator__user=user)


def invitation_linked_by(token: str, *, now: datetime) -> SeatInvitationQuerySet:
    """The invitation a mailed link leads to while it is valid, or none. Looking does not use it up."""
    links = InvitationLink.objects.filter(token_hash=token_hash(token), expires_at__gt=now)
    return Invitation.objects.filter(pk__in=links.values("invitation"))


def may_suggest(user: User) -> bool:
    """Ask for suggestions and adjust them."""
    return holds(user, "ops")


def may_send(user: User, found: Suggestion) -> bool:
    return SUGGESTION_WORKFLOW.allows("send", found.state) and holds(user, "ops")


def may_cancel(user: User, found: Suggestion) -> bool:
    return SUGGESTION_WORKFLOW.allows("cancel", found.state) and holds(user, "ops")


def may_withdraw(user: User, invitation: Invitation) -> bool:
    return invitation.is_open and holds(user, "ops")


def events_briefed_to(user: User) -> QuerySet[Event]:
    """Events of the groups the user staffs or stands in at."""
    return Event.objects.filter(staffed_by(user, "group"))


def events_to_brief(user: User) -> QuerySet[Event]:
    """The office's operations see every event's briefing."""
    return Event.objects.all() if holds(user, "ops") else Event.objects.none()


def may_brief(user: User, event: Event) -> bool:
    """Set a briefing and keep it: the group's lead facilitator, and operations."""
    if holds(user, "ops"):
        return True
    leads = Assignment.objects.current().filter(group=event.group_id, role=FacilitatorRole.LEAD)
    return leads.filter(facilitator__user=user).exists()
