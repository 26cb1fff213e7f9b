"""Who may read what was said of an event: its facilitators, its partner's lead, and the office."""

from django.db.models import QuerySet

from cadre.people.models import User
from cadre.scheduling.access import events_visible_to, groups_staffed_by
from cadre.partners.access import partners_led_by
from cadre.people.access import holds
from cadre.lib import clock
from cadre.scheduling.models import Event


def events_reported_to(user: User) -> QuerySet[Event]:
    """Events whose report the user may open."""
    if holds(user, "ops", "quality"):
        return events_visible_to(user)
    staffed = Event.objects.filter(group__in=groups_staffed_by(user))
    return staffed | Event.objects.filter(group__partner__in=partners_led_by(user, today=clock.today()))
