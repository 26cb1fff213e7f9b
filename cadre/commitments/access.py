"""Who sees how promises stand, and who logs what was done."""

from django.db.models import QuerySet

from cadre.commitments.models import Activity
from cadre.commitments.states import HEARD
from cadre.lib import clock
from cadre.partners.access import partners_led_by, sees_promises
from cadre.partners.models import Partner, PartnerQuerySet
from cadre.people.access import holds
from cadre.people.models import User


def partners_watched_by(user: User) -> PartnerQuerySet:
    """Operations, marketing and quality see every partner that signed; a lead the partners they speak for."""
    if sees_promises(user):
        return Partner.objects.exclude(signed_on=None)
    return partners_led_by(user, today=clock.today()).exclude(signed_on=None)


def activities_visible_to(user: User) -> QuerySet[Activity]:
    """The office sees all; a partner's lead what was done with their partner, and no note."""
    if sees_promises(user):
        return Activity.objects.all()
    return Activity.objects.filter(partner__in=partners_led_by(user, today=clock.today()), kind__in=HEARD)


def may_log(user: User) -> bool:
    return holds(user, "ops", "marketing")
