"""Which events and staffed groups a person may see."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from cadre.facilitators.standing_in import stood_in_by
from cadre.groups.access import groups_visible_to
from cadre.groups.models import Group, GroupQuerySet
from cadre.groups.states import GroupState
from cadre.lib import clock
from cadre.partners.access import partners_led_by, partners_of
from cadre.people.access import holds
from cadre.people.models import User
from cadre.programmes.access import intakes_visible_to
from cadre.programmes.models import Offering
from cadre.scheduling.models import Assignment, CalendarFeed, Event, SchoolHoliday, SchoolHolidayQuerySet

ACCESS_AFTERWARDS = timedelta(days=30)
OPEN_STATES = (GroupState.FORMING, GroupState.CONFIRMED)


def staffed_by(user: User, group: str = "pk") -> Q:
    """Rows of groups the user facilitates now, or did until less than 30 days ago (access matrix, `assigned`); and of
    those where they stand in on a date, until 30 days after it. `group`: how the rows lead to their group."""
    return staffed_since(user.pk, *still_seen(clock.now()), group)


def still_seen(now: datetime) -> tuple[datetime, date]:
    """Who was released after this moment, or stood in on a day no earlier than this, still sees the group."""
    return now - ACCESS_AFTERWARDS, clock.day_of(now) - ACCESS_AFTERWARDS


def staffed_since(user: int, released: datetime, stood_in: date, group: str = "pk") -> Q:
    """As `staffed_by`, for the key of a user and what `still_seen` says."""
    kept = Q(released_at=None) | Q(released_at__gt=released)
    facilitated = Assignment.objects.filter(kept, facilitator__user=user).values("group")
    return Q((f"{group}__in", facilitated)) | Q((f"{group}__in", stood_in_by(user, stood_in)))


def groups_staffed_by(user: User) -> GroupQuerySet:
    return Group.objects.filter(staffed_by(user))


def groups_led_by(user: User) -> GroupQuerySet:
    """Groups of the partners the user speaks for, whatever else the user may be."""
    return Group.objects.filter(partner__in=partners_led_by(user, today=clock.today()))


def events_visible_to(user: User) -> QuerySet[Event]:
    """The office sees all; a partner lead their partner's; a facilitator those of their groups; a candidate theirs."""
    if holds(user, "ops", "finance", "marketing", "quality"):
        return Event.objects.all()
    mine = staffed_by(user, "group") | Q(group__partner__in=partners_led_by(user, today=clock.today()))
    return Event.objects.filter(mine | Q(group__in=Group.objects.filter(enrolments__person=user)))


def partner_events_visible_to(user: User) -> QuerySet[Event]:
    """Events of the partners the user is a contact of, for whatever purpose (access matrix: finance lists its own)."""
    return Event.objects.filter(group__partner__in=partners_of(user, today=clock.today()))


def may_schedule(user: User, group: Group) -> bool:
    """Pick the group's dates: the partner's lead until it is confirmed, operations always."""
    if group.state not in OPEN_STATES:
        return False
    if holds(user, "ops"):
        return True
    return not group.is_confirmed and partners_led_by(user, today=clock.today()).filter(pk=group.partner_id).exists()


def holidays_visible_to(user: User) -> SchoolHolidayQuerySet:
    """Operations keep the school holidays that everybody who picks is shown."""
    return SchoolHoliday.objects.standing() if holds(user, "ops") else SchoolHoliday.objects.none()


def feeds_visible_to(user: User) -> QuerySet[CalendarFeed]:
    """One's own, while it stands."""
    return CalendarFeed.objects.filter(user=user, revoked_at=None)


def offerings_visible_to(user: User) -> QuerySet[Offering]:
    """Those of the intakes one may see, with intake and qualification."""
    rows = Offering.objects.filter(intake__in=intakes_visible_to(user))
    return rows.select_related("intake", "qualification")


def may_override(user: User, group: Group) -> bool:
    """Leave a window, the order of events or an online course's fixed point aside, with a reason."""
    return holds(user, "ops") and group.state in OPEN_STATES


def may_staff(user: User, group: Group) -> bool:
    return holds(user, "ops") and group.state in OPEN_STATES


def may_confirm(user: User, group: Group) -> bool:
    forming = group.state == GroupState.FORMING
    return holds(user, "ops") and forming and groups_visible_to(user).filter(pk=group.pk).exists()
