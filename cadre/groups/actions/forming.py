"""Groups: opened, closed without running, opened again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cadre.groups import rules
from cadre.groups.actions.placing import lock_groups, release
from cadre.groups.claims import claims_on
from cadre.groups.models import Group
from cadre.groups.queries import placing as queries
from cadre.groups.states import (
    GROUP_CLOSED,
    GROUP_OPENED,
    GROUP_REOPENED,
    GROUP_RESIZED,
    GROUP_WORKFLOW,
    GroupState,
)
from cadre.journal import actions as journal
from cadre.journal.locking import held
from cadre.lib import clock
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.lib.seen import refuse_unseen
from cadre.partners.access import why_closed
from cadre.partners.actions import provider_itself
from cadre.partners.actions.holding import hold_host
from cadre.partners.models import Partner
from cadre.partners.queries.hosting import leaving_before
from cadre.programmes.actions import lay_out
from cadre.programmes.models import Offering
from cadre.programmes.states import Pathway


@transaction.atomic
def open_group(
    offering: Offering, partner: Partner, *, by: journal.Actor, now: datetime, size: int | None = None
) -> Group:
    """A new forming group of `partner`. Minimum and size are those of the rule on that day, unless `size` is given.

    Raises Refusal while planning is closed for the partner, or when it has a forming group there that still has room.
    """
    today = clock.day_of(now)
    offering, partner = held_offering(offering), hold_host(partner)
    rule = queries.size_rule(today)
    theirs = Group.objects.filter(offering=offering, partner=partner, state=GroupState.FORMING).with_people()
    size = rule.size if size is None else size
    rules.refuse_opening(
        partner=partner.short_name,
        closed=why_closed(partner, today) or _leaves_before(partner, offering),
        forming_with_room=next((group.ref for group in theirs if group.people < group.size), ""),  # type: ignore[attr-defined]
        minimum=rule.minimum,
        size=size,
    )
    return _open(offering, partner, minimum=rule.minimum, size=size, by=by, now=now)


def _leaves_before(partner: Partner, offering: Offering) -> str | None:
    """That the partner leaves before the programme starts; None when it does not."""
    day = leaving_before([partner] if partner.left_on else [], offering.intake.starts_on).get(partner.pk)
    return f"{partner.short_name} leaves the network on {long_day(day)}, before the programme starts." if day else None


def _open(
    offering: Offering, partner: Partner, *, minimum: int, size: int, by: journal.Actor, now: datetime, **facts: Any
) -> Group:
    """The new group. The caller holds the offering, so that no reference is given twice."""
    told: dict[str, Any] = {"minimum": minimum, "size": size, "opened_at": now}
    group = Group.objects.create(ref=_free_ref(offering), offering=offering, partner=partner, **told, **facts)
    journal.record(GROUP_OPENED, group, by=by, partner=partner.short_name, size=size)
    return group


@transaction.atomic
def distance_group(offering: Offering, *, by: journal.Actor, now: datetime, people: int = 1) -> Group:
    """The offering's distance-learning group that has room for `people`, else a new one.

    One that is confirmed goes before one that still forms, since it runs for certain. Whoever joins that one joins
    late and needs a reason. Raises Refusal when the qualification has no distance model, or when `people` are more
    than a group takes. The group is not locked: places are given by `enrol`, `move` or `gather`, which count again.
    """
    offering = held_offering(offering)
    rule = queries.size_rule(clock.day_of(now), Pathway.DISTANCE)
    open_now = Group.objects.filter(offering=offering, pathway=Pathway.DISTANCE, state__in=rules.STILL_OPEN)
    rows = list(open_now.select_related("partner").with_people().order_by("confirmed_at", "ref"))
    claims = claims_on(rows)
    for group in sorted(rows, key=lambda row: not row.is_confirmed):
        claim = claims[group.pk]
        if group.size - group.people - claim.offered - claim.waited_for >= people:  # type: ignore[attr-defined]
            return group
    if people > rule.size:
        raise Refusal(f"A distance-learning group takes {rule.size} people, and {people} are too many for one.")
    if not lay_out(offering, Pathway.DISTANCE):
        raise Refusal(f"{offering.qualification} has no distance-learning pathway.")
    rule_says = {"minimum": rule.minimum, "size": rule.size}
    return _open(offering, provider_itself(), **rule_says, pathway=Pathway.DISTANCE, by=by, now=now)


def held_offering(offering: Offering) -> Offering:
    """The offering, locked until the end of the transaction, so that its groups are opened one after another."""
    return held(Offering.objects.select_related("qualification", "intake"), offering.pk)


@transaction.atomic
def resize_group(group: Group, *, size: int, by: journal.Actor, seen: str = "") -> Group:
    """Give the group more or fewer places. Raises Refusal below its minimum, or below what is taken and offered, and
    Conflict when it has not as many as were seen."""
    (group,) = lock_groups([group.pk])
    refuse_unseen(group, ("size",), seen)
    rules.refuse_resizing(
        group=group.ref,
        group_state=group.state,
        people=group.enrolments.taking_a_place().count(),
        offered=claims_on([group])[group.pk].offered,
        minimum=group.minimum,
        size=size,
    )
    before, group.size = group.size, size
    if before != size:
        group.save(update_fields=["size"])
        journal.record(GROUP_RESIZED, group, by=by, size=size, before=before)
    return group


@transaction.atomic
def close_group(group: Group, *, reason: str, by: journal.Actor, now: datetime) -> Group:
    """A forming group that will not run. Its people wait to be placed again. Raises Refusal once it is confirmed."""
    (group,) = lock_groups([group.pk])
    rules.refuse_closing(group=group.ref, reason=reason)
    state = GROUP_WORKFLOW.after("close", group.state)
    for enrolment in group.enrolments.taking_a_place().select_related("application"):
        release(enrolment, reason=f"{group.ref} does not run", by=by, now=now)
    group.state = state
    group.save(update_fields=["state"])
    journal.record(GROUP_CLOSED, group, by=by, reason=reason)
    return group


@transaction.atomic
def reopen_group(group: Group, *, by: journal.Actor, now: datetime) -> Group:
    """A closed group that forms again, empty."""
    (group,) = lock_groups([group.pk])
    group.state = GROUP_WORKFLOW.after("reopen", group.state)
    group.save(update_fields=["state"])
    journal.record(GROUP_REOPENED, group, by=by)
    return group


def _free_ref(offering: Offering) -> str:
    taken = set(Group.objects.filter(offering=offering).values_list("ref", flat=True))
    number = len(taken) + 1
    while (
        ref := rules.group_ref(
            offering.qualification.code, offering.intake.name, offering.intake.starts_on.year, number
        )
    ) in taken:
        number += 1
    return ref
