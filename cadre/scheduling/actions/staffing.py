from datetime import datetime

from django.db import transaction

from cadre.facilitators.models import Facilitator
from cadre.groups.models import Group
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.programmes.states import Pathway
from cadre.scheduling.actions.common import locked, why
from cadre.scheduling.models import Assignment
from cadre.scheduling.queries.people import team_of
from cadre.scheduling.queries.staffing import fits
from cadre.scheduling.states import FACILITATOR_ASSIGNED, FACILITATOR_RELEASED, ROLES, FacilitatorRole


@transaction.atomic
def assign(
    group: Group, facilitator: Facilitator, role: str, *, by: Actor, now: datetime, reason: str = ""
) -> Assignment:
    """Put a facilitator on the group, as lead or beside the lead, or as its tutor. The same again is no change.

    What speaks against it (a clash, no accreditation) is recorded, not refused: the hand has the last word. Raises
    Refusal when the pathway has no such role, the role is taken, the person is on the group in the other role, or does
    not work that day.
    """
    group = locked(group)
    role = FacilitatorRole(role)
    if role not in ROLES[Pathway(group.pathway)]:
        has = "a tutor" if group.is_distance else "facilitators"
        raise Refusal(f"{group.ref} has {has}, and no {role.label.lower()}.", field="role")
    team = list(team_of(group))
    for row in team:
        if row.facilitator_id == facilitator.pk:
            if row.role == role:
                return row
            raise Refusal(f"{facilitator} is on this group as {row.get_role_display().lower()} already.", field="role")
        if row.role == role:
            held = role.label.lower()
            raise Refusal(f"{row.facilitator} is the {held}. Release them first.", field="role")
    fit = fits(
        group, Facilitator.objects.active_on(clock.day_of(now)).filter(pk=facilitator.pk), today=clock.day_of(now)
    )
    if not fit:
        raise Refusal(f"{facilitator} does not work with us at the moment.", field="facilitator")
    warnings = fit[0].warnings
    made = Assignment.objects.create(group=group, facilitator=facilitator, role=role, assigned_at=now)
    noted = why(reason) + (f" ({'; '.join(warnings)})" if warnings else "")
    journal.record(
        FACILITATOR_ASSIGNED,
        group,
        by=by,
        facilitator=str(facilitator),
        facilitator_id=facilitator.pk,
        role=role.label.lower(),
        warnings=warnings,
        why=noted,
    )
    return made


@transaction.atomic
def release(group: Group, facilitator: Facilitator, *, by: Actor, now: datetime, reason: str = "") -> None:
    """Take a facilitator off the group. Of a confirmed group only with a reason. Already off is no change."""
    group = locked(group)
    row = Assignment.objects.current().filter(group=group, facilitator=facilitator).first()
    if row is None:
        return
    if group.is_confirmed and not reason:
        raise Refusal(f"{group.ref} is confirmed. Say why {facilitator} leaves it; the reason is kept.", field="reason")
    row.released_at = now
    row.save(update_fields=["released_at"])
    journal.record(
        FACILITATOR_RELEASED,
        group,
        by=by,
        facilitator=str(facilitator),
        facilitator_id=facilitator.pk,
        role=row.get_role_display().lower(),
        reason=reason,
        why=why(reason),
    )
