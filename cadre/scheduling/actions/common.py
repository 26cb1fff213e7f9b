"""What the actions of this room share."""

from datetime import date, datetime

from cadre.groups.models import Group
from cadre.journal.actions import Actor
from cadre.lib.clock import LONDON
from cadre.lib.errors import Refusal
from cadre.people.models import User
from cadre.scheduling.access import OPEN_STATES


def locked(group: Group) -> Group:
    """The group as it is now, kept for this transaction: dates, staff and confirmation wait for one another."""
    found = Group.objects.select_for_update(of=("self",)).select_related("partner", "offering__qualification")
    group = found.get(pk=group.pk)
    if group.state not in OPEN_STATES:
        raise Refusal(f"{group.ref} is {group.get_state_display().lower()}, so nothing changes here any more.")
    return group


def london_day(now: datetime) -> date:
    return now.astimezone(LONDON).date()


def why(reason: str) -> str:
    """The reason as it ends a journal sentence; empty for none."""
    return f": “{reason}”" if reason else ""


def account(by: Actor) -> User | None:
    """The signed-in person behind an actor, or None for the system."""
    return by if isinstance(by, User) else None
