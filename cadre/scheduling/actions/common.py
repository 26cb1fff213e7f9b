"""What the actions of this room share."""

from cadre.groups.models import Group
from cadre.journal.actions import Actor
from cadre.lib.errors import Refusal
from cadre.people.models import User
from cadre.scheduling.access import OPEN_STATES, may_schedule


def locked(group: Group) -> Group:
    """The group as it is now, kept for this transaction: dates, staff and confirmation wait for one another."""
    found = Group.objects.select_for_update(of=("self",)).select_related("partner", "offering__qualification")
    group = found.get(pk=group.pk)
    if group.state not in OPEN_STATES:
        raise Refusal(f"{group.ref} is {group.get_state_display().lower()}, so nothing changes here any more.")
    return group


def refuse_to_schedule(group: Group, *, by: Actor) -> None:
    """Raise Refusal where a person may not set the group's dates. The system may."""
    user = account(by)
    if user and not may_schedule(user, group):
        raise Refusal("The group is confirmed, so its dates are moved by the office. Ask us, and say why.")


def why(reason: str) -> str:
    """The reason as it ends a journal sentence; empty for none."""
    return f": “{reason}”" if reason else ""


def account(by: Actor) -> User | None:
    """The signed-in person behind an actor, or None for the system."""
    return by if isinstance(by, User) else None
