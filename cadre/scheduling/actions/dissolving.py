"""A confirmed group ends before its time: its people go elsewhere together, its days are called off. And back again."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F

from cadre.groups import actions as groups
from cadre.groups.actions.placing import lock_groups
from cadre.groups.models import Group, Shortfall
from cadre.groups.states import GROUP_WORKFLOW, EnrolmentState, ShortfallAnswer
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib import clock
from cadre.lib.words import counted
from cadre.people.models import User
from cadre.scheduling.models import Event
from cadre.scheduling.queries.dissolving import begun_since
from cadre.scheduling.rules.dissolving import is_called_off, refuse_dissolving, refuse_restoring
from cadre.scheduling.states import GROUP_DISSOLVED, GROUP_RESTORED


@transaction.atomic
def merge_group(
    shortfall: Shortfall, into: Group | None, *, leaving_out: Collection[int] = (), reason: str, by: User, now: datetime
) -> Group:
    """Move everybody who is left into `into` and dissolve the group, all of it or nothing.

    `into` None: to the offering's distance-learning group, which is opened where none has room. `leaving_out`: keys of
    applications of people whom it does not suit; they wait to be placed again. Raises Refusal.
    """
    answer = ShortfallAnswer.MERGE if into else ShortfallAnswer.DISTANCE
    if into is None:  # which group takes them is known only when one is found, so all of the offering are held
        lock_groups(shortfall.group.offering.groups.values_list("pk", flat=True))
        left = shortfall.group.enrolments.filter(state=EnrolmentState.ENROLLED)
        going = left.exclude(application__in=leaving_out).count()
        into = groups.distance_group(shortfall.group.offering, by=by, now=now, people=going)
    said = groups.empty_into(shortfall, into, answer=answer, leaving_out=leaving_out, reason=reason, by=by, now=now)
    return dissolve_group(said.group, reason=said.reason, by=by, now=now)


@transaction.atomic
def dissolve_group(group: Group, *, reason: str, by: Actor, now: datetime) -> Group:
    """End a confirmed group that is empty; its days that have not begun are called off. Raises Refusal."""
    (group,) = lock_groups([group.pk])
    state = GROUP_WORKFLOW.after("dissolve", group.state)
    people = group.enrolments.filter(state=EnrolmentState.ENROLLED).count()
    refuse_dissolving(group=group.ref, people=people, reason=reason)
    today = clock.day_of(now)
    off = [e for e in group.events.standing() if is_called_off(starts_on=e.starts_on, today=today)]
    Event.objects.filter(pk__in=[event.pk for event in off]).update(called_off_at=now)
    group.state, group.dissolved_at, group.dissolved_by, group.dissolved_reason = state, now, by.name[:200], reason
    group.save(update_fields=["state", "dissolved_at", "dissolved_by", "dissolved_reason"])
    number = counted(len(off), "event")
    refs = [event.ref for event in off]
    journal.record(GROUP_DISSOLVED, group, by=by, reason=reason, events=number, refs=refs, group=group.ref)
    return group


@transaction.atomic
def restore_group(group: Group, *, reason: str, by: Actor, now: datetime) -> Group:
    """Take back that a group was dissolved: its days stand again, and whoever is still where they were put goes back.

    Raises Refusal once one of its days, or of the group they went to, has begun, and when somebody cannot go back.
    """
    decided = Shortfall.objects.filter(group=group).stands().first()
    held = {row.pk: row for row in lock_groups([group.pk, (decided and decided.target_id) or group.pk])}
    group = held[group.pk]
    begun = begun_since(group, decided, today=clock.day_of(now))
    refuse_restoring(group=group.ref, state=group.state, begun=begun, reason=reason)
    group.state = GROUP_WORKFLOW.after("restore", group.state)
    group.dissolved_at, group.dissolved_by, group.dissolved_reason = None, "", ""
    group.save(update_fields=["state", "dissolved_at", "dissolved_by", "dissolved_reason"])
    Event.objects.filter(group=group, called_off_at__isnull=False).update(
        called_off_at=None, sequence=F("sequence") + 2
    )
    number = len(decided.went) + len(decided.left_out) if decided else 0
    went_on = groups.bring_back(decided, reason=reason, by=by, now=now) if decided else []
    back = f"{number - len(went_on)} of {number} people back"
    journal.record(GROUP_RESTORED, group, by=by, reason=reason, back=back, group=group.ref, went_on=went_on)
    return group
