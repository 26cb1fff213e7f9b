"""A confirmed group that loses people: somebody is asked to decide, and nothing happens by itself."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from cadre.groups.actions.placing import gather, lock_groups, release
from cadre.groups.models import Enrolment, Group, Shortfall
from cadre.groups.rules import shortfall as rules
from cadre.groups.states import FELL_SHORT, SHORTFALL_DECIDED, SHORTFALL_PAST, TOGETHER, EnrolmentState, ShortfallAnswer
from cadre.journal import actions as journal
from cadre.lib.errors import Refusal
from cadre.people.models import User


@transaction.atomic
def watch_minimum(group: Group, *, because: str, by: journal.Actor, now: datetime) -> Shortfall | None:
    """Count a group's people after one came or went. What is to be decided about it then, or None. Safe to repeat.

    A group that goes on with fewer by decision is asked about again only when it loses more.
    """
    (group,) = lock_groups([group.pk])
    people = group.enrolments.taking_a_place().count()
    latest = group.shortfalls.stands().first()
    agreed = latest.people if latest and latest.answer == ShortfallAnswer.CONTINUE else None
    least = rules.least_people(minimum=group.minimum, confirmed=group.confirmed_people, agreed=agreed)
    being_moved = bool(latest and latest.answer == ShortfallAnswer.MOVE)
    waits = group.shortfalls.to_decide().first()
    if not rules.must_be_decided(state=group.state, people=people, least=least, being_moved=being_moved):
        if waits:
            waits.past_at = now
            waits.save(update_fields=["past_at"])
            journal.record(SHORTFALL_PAST, group, by=by, people=people)
        return None
    if waits:
        waits.people = people
        waits.save(update_fields=["people"])
        return waits
    raised = Shortfall.objects.create(group=group, people=people, least=least, because=because, raised_at=now)
    journal.record(FELL_SHORT, group, by=by, people=people, least=least, because=because)
    return raised


@transaction.atomic
def decide_shortfall(shortfall: Shortfall, *, answer: str, reason: str, by: User, now: datetime) -> Shortfall:
    """Say what becomes of the group. Going on lowers what it runs with to those who are left; moving its people one by
    one is done afterwards, each with the same checks as any move. Raises Refusal when it is not open any more."""
    if answer in TOGETHER:
        raise Refusal("Choose first where its people go.", field="answer")
    lock_groups([shortfall.group_id])
    return settle(shortfall, answer=answer, reason=reason, by=by, now=now)


@transaction.atomic
def empty_into(
    shortfall: Shortfall,
    into: Group,
    *,
    answer: ShortfallAnswer,
    leaving_out: Collection[int],
    reason: str,
    by: User,
    now: datetime,
) -> Shortfall:
    """Decide that everybody who is left moves into `into` together, but for `leaving_out` (keys of applications), who
    wait to be placed again. All of them or none. Raises Refusal when nothing is open, or `into` refuses somebody."""
    lock_groups([shortfall.group_id, into.pk])
    shortfall = settle(shortfall, answer=answer, reason=reason, by=by, now=now)
    left = shortfall.group.enrolments.filter(state=EnrolmentState.ENROLLED).select_related("application").order_by("pk")
    going = [place for place in left if place.application_id not in leaving_out]
    staying = [place for place in left if place.application_id in leaving_out]
    rules.refuse_emptying(group=shortfall.group.ref, going=len(going), leaving_out=len(staying))
    gather([place.application for place in going], into, reason=shortfall.reason, by=by, now=now)
    for place in staying:
        release(place, reason=shortfall.reason, by=by, now=now)
    shortfall.target = into
    shortfall.went = [place.application_id for place in going]
    shortfall.left_out = [place.application_id for place in staying]
    shortfall.save(update_fields=["target", "went", "left_out"])
    return shortfall


def settle(shortfall: Shortfall, *, answer: str, reason: str, by: User, now: datetime) -> Shortfall:
    """Write down the answer, once. The caller holds the group."""
    shortfall = Shortfall.objects.select_related("group__offering").get(pk=shortfall.pk)
    group = shortfall.group
    rules.refuse_deciding(group=group.ref, is_open=shortfall.is_open, answer=answer, reason=reason)
    shortfall.people = group.enrolments.taking_a_place().count()
    shortfall.answer, shortfall.reason, shortfall.decided_at, shortfall.decided_by = answer, reason.strip(), now, by
    shortfall.save()
    label = ShortfallAnswer(answer).label.lower()
    journal.record(SHORTFALL_DECIDED, group, by=by, people=shortfall.people, answer=label, reason=reason.strip())
    return shortfall


@transaction.atomic
def bring_back(shortfall: Shortfall, *, reason: str, by: journal.Actor, now: datetime) -> list[str]:
    """Everybody back who is still where the decision put them, each by a reverse move. The names of who went on since.

    The caller has opened the group again and holds it. Raises Refusal when somebody cannot come back.
    """
    lock_groups(filter(None, [shortfall.group_id, shortfall.target_id]))
    sits = Enrolment.objects.filter(application__in=[*shortfall.went, *shortfall.left_out])
    there = Q(application__in=shortfall.went, state=EnrolmentState.ENROLLED, group=shortfall.target_id)
    there |= Q(application__in=shortfall.left_out, state=EnrolmentState.WAITING)
    back = [place.application for place in sits.filter(there).select_related("application").order_by("application")]
    gather(back, shortfall.group, reason=reason, by=by, now=now)
    shortfall.undone_at, shortfall.undone_by, shortfall.undone_reason = now, by.name[:200], reason
    shortfall.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    on = sits.exclude(application__in=back).select_related("application").order_by("application__name")
    return [str(place) for place in on]
