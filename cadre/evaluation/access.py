"""Who may read what was said of an event: its facilitators, its partner's lead, and the office."""

from django.db.models import QuerySet

from cadre.evaluation.models import Link
from cadre.lib import clock
from cadre.lib.refs import token_hash
from cadre.partners.access import partners_led_by
from cadre.people.access import holds
from cadre.people.models import User
from cadre.scheduling.access import staffed_by
from cadre.scheduling.models import Event


def events_facilitated_by(user: User) -> QuerySet[Event]:
    """Events whose report the user opens as a facilitator."""
    return Event.objects.filter(staffed_by(user, "group"))


def events_hosted_by(user: User) -> QuerySet[Event]:
    """Events whose report the user opens as their partner's lead."""
    return Event.objects.filter(group__partner__in=partners_led_by(user, today=clock.today()))


def events_reported_to(user: User) -> QuerySet[Event]:
    """Events whose report the user may open, in whatever capacity."""
    if holds(user, "ops", "quality"):
        return Event.objects.all()
    return events_facilitated_by(user) | events_hosted_by(user)


def links_of(token: str) -> QuerySet[Link]:
    """The link with this secret, if there is one."""
    return Link.objects.filter(token_hash=token_hash(token))
