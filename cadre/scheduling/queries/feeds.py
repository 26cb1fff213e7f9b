"""Whose calendar an address is, and what stands in it."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from cadre.groups.models import Group
from cadre.groups.states import EnrolmentState, GroupState
from cadre.lib.refs import token_hash
from cadre.partners.access import partners_led_by
from cadre.people.models import User
from cadre.scheduling.models import Assignment, CalendarFeed, Event

LOOKS_BACK = timedelta(days=400)
HELD = (GroupState.CONFIRMED, GroupState.FINISHED, GroupState.DISSOLVED)


def feed_of(token: str) -> CalendarFeed | None:
    """The feed that an address names, while it stands and its account is in use. One query."""
    rows = CalendarFeed.objects.filter(token_hash=token_hash(token), revoked_at=None, user__is_active=True)
    return rows.select_related("user").first()


def events_of(user: User, *, today: date) -> QuerySet[Event]:
    """The user's own days of the last year and to come: a candidate's and a facilitator's once their group is
    confirmed, a lead's as soon as they are picked. Events called off are among them. One query."""
    enrolled = Q(group__enrolments__person=user, group__enrolments__state=EnrolmentState.ENROLLED)
    staffed = Q(group__in=Assignment.objects.current().filter(facilitator__user=user).values("group"))
    led = Q(group__in=Group.objects.filter(partner__in=partners_led_by(user, today=today)))
    mine = (Q(group__state__in=HELD) & (enrolled | staffed)) | led
    rows = Event.objects.filter(mine, ends_on__gte=today - LOOKS_BACK).distinct().order_by("starts_on", "ref")
    return rows.select_related("element", "venue", "group__offering__qualification")
