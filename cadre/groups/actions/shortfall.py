"""A confirmed group that loses people: somebody is asked to decide, and nothing happens by itself."""

from datetime import datetime

from django.db import transaction

from cadre.groups.actions.placing import lock_groups
from cadre.groups.models import Group, Shortfall
from cadre.groups.rules import shortfall as rules
from cadre.groups.states import FELL_SHORT, SHORTFALL_DECIDED, SHORTFALL_PAST, ShortfallAnswer
from cadre.journal import actions as journal
from cadre.people.models import User


@transaction.atomic
def watch_minimum(group: Group, *, because: str, by: journal.Actor, now: datetime) -> Shortfall | None:
    """Count a group's people after one came or went. What is to be decided about it then, or None. Safe to repeat.

    A group that goes on with fewer by decision is asked about again only when it loses more.
    """
    (group,) = lock_groups([group.pk])
    people = group.enrolments.taking_a_place().count()
    latest = group.shortfalls.exclude(decided_at=None).order_by("-decided_at", "-pk").first()
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
    """Say what becomes of the group. Going on lowers what it runs with to those who are left; moving its people is done
    person by person afterwards, each with the same checks as any move. Raises Refusal when it is not open any more."""
    lock_groups([shortfall.group_id])
    shortfall = Shortfall.objects.select_related("group").get(pk=shortfall.pk)
    group = shortfall.group
    rules.refuse_deciding(group=group.ref, is_open=shortfall.is_open, answer=answer, reason=reason)
    shortfall.people = group.enrolments.taking_a_place().count()
    shortfall.answer, shortfall.reason, shortfall.decided_at, shortfall.decided_by = answer, reason.strip(), now, by
    shortfall.save()
    label = ShortfallAnswer(answer).label.lower()
    journal.record(SHORTFALL_DECIDED, group, by=by, people=shortfall.people, answer=label, reason=reason.strip())
    return shortfall
