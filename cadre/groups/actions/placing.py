"""Places: given, exchanged, given up.

Locks are always taken in one order: groups by key, then applications by key. On PostgreSQL they are row locks; on
SQLite the transaction itself holds the only right to write. The unique seat is the second line behind them.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from cadre.applications.models import Application
from cadre.groups import rules
from cadre.groups.claims import Claim, claims_on
from cadre.groups.models import Enrolment, Group
from cadre.groups.queries import placing as queries
from cadre.groups.states import (
    ENROLLED,
    ENROLMENT_AWAITED,
    ENROLMENT_WITHDRAWN,
    ENROLMENT_WORKFLOW,
    MOVED,
    RELEASED,
    EnrolmentState,
    GroupState,
    JoinedBy,
)
from cadre.journal import actions as journal
from cadre.journal.locking import all_held
from cadre.lib.errors import Conflict, Refusal
from cadre.lib.refs import reference
from cadre.programmes.models import Offering

REF_LENGTH = 8


@transaction.atomic
def enrol(
    application: Application, group: Group, *, how: JoinedBy, by: journal.Actor, now: datetime, reason: str = ""
) -> Enrolment:
    """Give somebody without a place one in `group`. Raises Refusal: full, not accepted, closed, another offering.

    A confirmed group takes late joiners, with a reason.
    """
    (group,) = lock_groups([group.pk])
    ((application, present),) = _lock_applications([application.pk])
    return take_place(application, present, group, how=how, by=by, now=now, reason=reason)


@transaction.atomic
def move(enrolment: Enrolment, to: Group, *, reason: str, by: journal.Actor, now: datetime) -> Enrolment:
    """Exchange a place for one in another group of the same offering. Raises Refusal; Conflict if they moved."""
    left = enrolment.group_id
    groups = {group.pk: group for group in lock_groups([left, to.pk])}
    ((application, present),) = _lock_applications([enrolment.application_id])
    if present is None or present.group_id != left:
        raise Conflict(f"{application.name} is in {present and present.group} by now. Look again.")
    return take_place(application, present, groups[to.pk], how=JoinedBy.HAND, by=by, now=now, reason=reason, moves=True)


@transaction.atomic
def gather(
    applications: Sequence[Application], group: Group, *, reason: str, by: journal.Actor, now: datetime
) -> list[Enrolment]:
    """Bring people into `group` by hand, all of them or none: placed if they have no place, else moved there."""
    keys = [application.pk for application in applications]
    left = Enrolment.objects.taking_a_place().filter(application__in=keys).values_list("group", flat=True)
    groups = {locked.pk: locked for locked in lock_groups([group.pk, *left])}
    return [
        take_place(application, present, groups[group.pk], how=JoinedBy.HAND, by=by, now=now, reason=reason, moves=True)
        for application, present in _lock_applications(keys)
    ]


@transaction.atomic
def enrol_all_by_code_and_preference(offering: Offering, *, by: journal.Actor, now: datetime) -> list[rules.Outcome]:
    """Place everybody who waits, by code first and then by preferred partner. Says for each where, or why not."""
    lock_groups(offering.groups.filter(state=GroupState.FORMING).values_list("pk", flat=True))
    outcomes = queries.placing_plan(offering)
    groups = {group.pk: group for group in offering.groups.select_related("partner")}
    placed = {outcome.applicant.key: outcome for outcome in outcomes if outcome.group}
    for application, present in _lock_applications(placed):
        outcome = placed[application.pk]
        assert outcome.group
        assert outcome.how
        take_place(application, present, groups[outcome.group], how=outcome.how, by=by, now=now)
    return outcomes


@transaction.atomic
def release(enrolment: Enrolment, *, reason: str, by: journal.Actor, now: datetime) -> Enrolment:
    """Take somebody out of their group, to be placed again."""
    return _leave(enrolment, "release", reason=reason, by=by, now=now)


@transaction.atomic
def withdraw(enrolment: Enrolment, *, reason: str, by: journal.Actor, now: datetime) -> Enrolment:
    """End somebody's part in the programme before it is complete."""
    return _leave(enrolment, "withdraw", reason=reason, by=by, now=now)


@transaction.atomic
def await_again(enrolment: Enrolment, *, reason: str, by: journal.Actor) -> Enrolment:
    """Somebody who left the programme takes part again, without a place yet. Safe to repeat."""
    _lock_applications([enrolment.application_id])
    enrolment.refresh_from_db()
    if not ENROLMENT_WORKFLOW.allows("await_again", enrolment.state):
        return enrolment
    enrolment.state = ENROLMENT_WORKFLOW.after("await_again", enrolment.state)
    enrolment.left_at, enrolment.left_reason = None, ""
    enrolment.save()
    journal.record(ENROLMENT_AWAITED, enrolment, by=by, reason=reason)
    return enrolment


def lock_groups(keys: Iterable[int]) -> list[Group]:
    """The groups with their partners, locked until the end of the transaction, in the order of their keys."""
    return all_held(Group.objects.filter(pk__in=set(keys)).select_related("partner").order_by("pk"))


def _lock_applications(keys: Iterable[int]) -> list[tuple[Application, Enrolment | None]]:
    """The applications, locked in the order of their keys, each with its enrolment as it is once the lock is held."""
    rows = list(Application.objects.filter(pk__in=set(keys)).order_by("pk").select_for_update())
    present = {
        row.application_id: row for row in Enrolment.objects.filter(application__in=rows).select_related("group")
    }
    return [(application, present.get(application.pk)) for application in rows]


def take_place(
    application: Application,
    present: Enrolment | None,
    group: Group,
    *,
    how: JoinedBy,
    by: journal.Actor,
    now: datetime,
    reason: str = "",
    moves: bool = False,
) -> Enrolment:
    """The one way into a group. The caller holds the locks. Raises Refusal; `moves` allows leaving a present place."""
    arrives_by_move = moves and present is not None and present.state == EnrolmentState.ENROLLED
    seats = set(group.enrolments.taking_a_place().values_list("seat", flat=True))
    if present and arrives_by_move and present.group_id == group.pk:
        raise Conflict(f"{application.name} is in {group} already.")
    claim = claims_on([group], application)[group.pk] if len(seats) < group.size else Claim()
    rules.refuse_place(
        person=application.name,
        group=group.ref,
        group_state=group.state,
        people=len(seats),
        size=group.size,
        same_offering=application.offering_id == group.offering_id,
        application_state=application.state,
        enrolment_state=present.state if present else None,
        reason=reason,
        arrives_by_move=arrives_by_move,
        offered=claim.offered,
        waited_for=claim.waited_for,
    )
    seat = next(number for number in range(1, group.size + 1) if number not in seats)
    try:
        with transaction.atomic():
            if present is None:
                enrolment = _new(application, group, seat, how, now)
            else:
                enrolment, before = present, present.group
                enrolment.group, enrolment.seat, enrolment.joined_by, enrolment.enrolled_at = group, seat, how, now
                enrolment.state, enrolment.left_at, enrolment.left_reason = EnrolmentState.ENROLLED, None, ""
                enrolment.save()
    except IntegrityError as taken:
        raise rules.Full(f"Somebody else took this place in {group} just now. Look again.") from taken
    if arrives_by_move:
        journal.record(MOVED, enrolment, by=by, before=before.ref, after=group.ref, reason=reason)
    else:
        said = f"{how.label.lower()}: “{reason}”" if reason else how.label.lower()
        journal.record(ENROLLED, enrolment, by=by, group=group.ref, how=said)
    return enrolment


def _new(application: Application, group: Group, seat: int, how: JoinedBy, now: datetime) -> Enrolment:
    if application.applicant_id is None:
        raise Refusal(f"{application.name} has no account, so no place can be theirs.")
    return Enrolment.objects.create(
        ref=reference("C", REF_LENGTH),
        group=group,
        application=application,
        person_id=application.applicant_id,
        seat=seat,
        joined_by=how,
        enrolled_at=now,
    )


def _leave(enrolment: Enrolment, verb: str, *, reason: str, by: journal.Actor, now: datetime) -> Enrolment:
    lock_groups([enrolment.group_id])
    _lock_applications([enrolment.application_id])
    enrolment.refresh_from_db()
    name = str(enrolment)
    waits = verb == "withdraw" and enrolment.state == EnrolmentState.WAITING
    rules.refuse_leaving(person=name, state=EnrolmentState.ENROLLED if waits else enrolment.state, reason=reason)
    enrolment.state = ENROLMENT_WORKFLOW.after(verb, enrolment.state)
    enrolment.seat, enrolment.left_at, enrolment.left_reason = None, now, reason
    enrolment.save()
    happened = RELEASED if verb == "release" else ENROLMENT_WITHDRAWN
    journal.record(happened, enrolment, by=by, group=enrolment.group.ref, reason=reason)
    return enrolment
