"""Who keeps and who reads a register."""

from django.db.models import Q, QuerySet

from cadre.delivery.models import Register
from cadre.lib import clock
from cadre.partners.access import partners_led_by
from cadre.people.access import holds
from cadre.people.models import User
from cadre.scheduling.access import staffed_by
from cadre.scheduling.models import Event


def events_kept_by(user: User) -> QuerySet[Event]:
    """Events whose register the user keeps: of the groups they facilitate."""
    return Event.objects.filter(staffed_by(user, "group"))


def registers_visible_to(user: User) -> QuerySet[Register]:
    """The office sees all; a facilitator those they keep; a partner lead their partner's."""
    if holds(user, "ops", "finance", "quality"):
        return Register.objects.all()
    led = partners_led_by(user, today=clock.today())
    return Register.objects.filter(staffed_by(user, "event__group") | Q(event__group__partner__in=led))


def may_keep_register(user: User, event: Event) -> bool:
    return holds(user, "ops") or events_kept_by(user).filter(pk=event.pk).exists()
