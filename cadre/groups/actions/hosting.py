"""Groups that form, and people without a place, when their partner goes into another."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from cadre.applications.actions import agree_with_codes, follow_partner
from cadre.applications.models import Application, ApplicationQuerySet
from cadre.applications.states import ALIVE, State
from cadre.groups.actions.placing import lock_groups
from cadre.groups.models import Group
from cadre.groups.states import GROUP_HANDED_OVER, HANDED_OVER, EnrolmentState, GroupState
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.partners.actions import note_moved
from cadre.partners.actions.holding import hold_change
from cadre.partners.models import OrgChange, Partner


def without_a_place(partner: Partner) -> ApplicationQuerySet:
    """Applications that choose the partner, are not over, and sit in no group that runs."""
    chose = Application.objects.filter(preferred_partner=partner, state__in=(State.DRAFT, *ALIVE))
    free = (
        Q(enrolment=None) | Q(enrolment__state=EnrolmentState.WAITING) | Q(enrolment__group__state=GroupState.FORMING)
    )
    return chose.filter(free)


@transaction.atomic
def hand_over(change: OrgChange, *, by: Actor, now: datetime) -> None:
    """Groups that form and people without a place go to the partner that goes on. Safe to repeat.

    Groups that run stay the partner's own: they keep their name and are seen by the leads of the other. A change that
    was taken back by the time the groups are held moves nothing, and nobody takes it back before all is noted.
    """
    forming = lock_groups(change.partner.groups.filter(state=GroupState.FORMING).values_list("pk", flat=True))
    change = hold_change(change)
    partner, into = change.partner, change.into
    if into is None or change.taken_back_at is not None:
        return
    people = list(without_a_place(partner))
    keys = _give([group.pk for group in forming], partner, into, by=by)
    followed = follow_partner(people, before=partner, after=into, by=by, now=now)
    agree_with_codes(change.moved.get("codes", []), partner=partner, now=now)
    note_moved(change, "groups", keys)
    note_moved(change, "applications", followed)
    journal.record(HANDED_OVER, partner, by=by, after=into.name, change=change.pk)


@transaction.atomic
def give_back(change: OrgChange, *, by: Actor, now: datetime) -> None:
    """What still forms, and whoever still has no place, goes back. Safe to repeat."""
    partner, into = change.partner, change.into
    if into is None or change.taken_back_at is None:
        return
    people = list(without_a_place(into).filter(pk__in=change.moved.get("applications", [])))
    _give(change.moved.get("groups", []), into, partner, by=by)
    follow_partner(people, before=into, after=partner, by=by, now=now)
    journal.record(HANDED_OVER, into, by=by, after=partner.name, change=change.pk)


def _give(keys: list[int], before: Partner, after: Partner, *, by: Actor) -> list[int]:
    given = []
    for group in lock_groups(keys):
        if group.state == GroupState.FORMING and group.partner_id == before.pk:
            group.partner = after
            group.save(update_fields=["partner"])
            journal.record(GROUP_HANDED_OVER, group, by=by, before=before.short_name, after=after.short_name)
            given.append(group.pk)
    return given


def counted(partner: Partner) -> tuple[int, int, int]:
    """(groups that run, groups that form, people without a place): what a merger or leaving touches. Three queries."""
    running = Group.objects.filter(partner=partner, state=GroupState.CONFIRMED).count()
    forming = Group.objects.filter(partner=partner, state=GroupState.FORMING).count()
    return running, forming, without_a_place(partner).count()
