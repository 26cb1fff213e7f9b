"""Who is concerned by a group: its team, the partner's contacts, its candidates."""

from datetime import date

from cadre.groups.models import EnrolmentQuerySet, Group
from cadre.partners.states import ContactPurpose
from cadre.people.models import User
from cadre.scheduling.models import Assignment, AssignmentQuerySet


def team_of(group: Group) -> AssignmentQuerySet:
    """The facilitators who staff the group now, the lead first."""
    return Assignment.objects.current().filter(group=group).select_related("facilitator__user")


def lead_contacts(group: Group, *, on: date) -> list[User]:
    """The people who speak for the group's partner about events, each once, leads first."""
    contacts = (
        group.partner.goes_on_as()
        .contacts.on(on)
        .filter(purpose__in=(ContactPurpose.LEAD, ContactPurpose.EVENTS))
        .select_related("user")
        .order_by("-purpose", "pk")
    )
    return list({contact.user_id: contact.user for contact in contacts}.values())


def roster(group: Group) -> EnrolmentQuerySet:
    """Everybody with a place, by name, with their application and school."""
    return (
        group.enrolments.taking_a_place()
        .select_related("application__school", "person")
        .order_by("application__name", "pk")
    )
