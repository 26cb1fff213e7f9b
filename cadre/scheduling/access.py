"""Which events and staffed groups a person may see."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from cadre.groups.access import groups_visible_to
from cadre.groups.models import Group, GroupQuerySet
from cadre.lib import clock
from cadre.partners.access import partners_led_by
from cadre.people.access import holds
from cadre.people.models import User
from cadre.scheduling.models import Assignment, Event

ACCESS_AFTER_RELEASE = timedelta(days=30)


def groups_staffed_by(user: User) -> GroupQuerySet:
    """Groups the user facilitates now, or did until less than 30 days ago (access matrix, `assigned`)."""
    kept = Q(released_at=None) | Q(released_at__gt=clock.now() - ACCESS_AFTER_RELEASE)
    return Group.objects.filter(pk__in=Assignment.objects.filter(kept, facilitator__user=user).values("group"))


def events_visible_to(user: User) -> QuerySet[Event]:
    """The office sees all; a partner lead their partner's; a facilitator those of their groups; a candidate theirs."""
    if holds(user, "ops", "finance", "marketing", "quality"):
        return Event.objects.all()
    mine = Q(group__in=groups_staffed_by(user)) | Q(group__partner__in=partners_led_by(user, today=clock.today()))
    return Event.objects.filter(mine | Q(group__in=Group.objects.filter(enrolments__person=user)))


def may_schedule(user: User, group: Group) -> bool:
    """Pick the group's dates: the partner's lead until it is confirmed, operations always."""
    if holds(user, "ops"):
        return True
    return not group.is_confirmed and partners_led_by(user, today=clock.today()).filter(pk=group.partner_id).exists()


def may_confirm(user: User, group: Group) -> bool:
    return holds(user, "ops") and not group.is_confirmed and groups_visible_to(user).filter(pk=group.pk).exists()
