"""What the actions of this room share."""

from cadre.groups.models import Group
from cadre.journal.actions import Actor
from cadre.journal.locking import held
from cadre.lib.errors import Refusal
from cadre.partners.actions.holding import hold_host
from cadre.people.models import User
from cadre.scheduling.access import OPEN_STATES, may_schedule


def locked(group: Group) -> Group:
    """The group as it is now, kept for this transaction: dates, staff and confirmation wait for one another.

    Read after the lock, since its partner may be another by then.
    """
    group = held(Group.objects.select_related("partner__merged_into", "offering__qualification"), group.pk)
    if group.state not in OPEN_STATES:
        raise Refusal(f"{group.ref} is {group.get_state_display().lower()}, so nothing changes here any more.")
    return group


def refuse_to_schedule(group: Group, *, by: Actor) -> None:
    """Raise Refusal where a person may not set the group's dates. The system may."""
    user = account(by)
    if user and not may_schedule(user, group):
        if not group.is_confirmed:
            host = group.partner.goes_on_as()
            raise Refusal(f"{group.ref} is looked after by {host} now, so its dates are set there.")
        raise Refusal("The group is confirmed, so its dates are moved by the office. Ask us, and say why.")


def hosted(group: Group) -> Group:
    """The locked group with its partner held, so that it neither leaves nor is merged meanwhile."""
    group.partner = hold_host(group.partner)
    return group


def why(reason: str) -> str:
    """The reason as it ends a journal sentence; empty for none."""
    return f": “{reason}”" if reason else ""


def account(by: Actor) -> User | None:
    """The signed-in person behind an actor, or None for the system."""
    return by if isinstance(by, User) else None
