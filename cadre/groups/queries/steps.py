"""What would help an offering's groups most, best first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from cadre.applications.models import Application
from cadre.groups import rules
from cadre.groups.models import Group
from cadre.groups.queries.group import distance
from cadre.groups.queries.placing import placing_plan, unplaced
from cadre.groups.refused import refused_distance
from cadre.groups.states import GroupState
from cadre.partners.models import Partner
from cadre.programmes.models import Offering

MOST = 5
WILLING = 1
"""The worst rank of a fit at which nothing stands in the way."""


@dataclass
class Steps:
    """`placeable`: how many the rule would place. `gatherings`: a short group with the people who would make it run.
    `undecided`: short groups whose choosers wait for a decision. `to_open`: partners chosen by a whole group."""

    waiting: list[Application] = field(default_factory=list)
    placeable: int = 0
    plan: list[rules.Outcome] = field(default_factory=list)
    gatherings: list[tuple[Group, list[Application]]] = field(default_factory=list)
    undecided: list[Group] = field(default_factory=list)
    stopped: list[Group] = field(default_factory=list)
    to_open: list[Partner] = field(default_factory=list)
    at_risk: list[Group] = field(default_factory=list)


def steps(
    offering: Offering, groups: Sequence[Group], homeless: Sequence[Partner], *, days: int, minimum: int
) -> Steps:
    """Three queries beside `groups` (as `group_rows` gives them) and `homeless` (as `chosen_without_group`), and one
    more where a group is at a distance.

    A partner without a group is worth one when `minimum` people chose it.
    """
    plan = placing_plan(offering)
    placed = {outcome.applicant.key for outcome in plan if outcome.group}
    coming: dict[int, int] = {}
    for outcome in plan:
        if outcome.group:
            coming[outcome.group] = coming.get(outcome.group, 0) + 1
    waiting = list(unplaced(offering).select_related("school", "preferred_partner").order_by("submitted_at", "pk"))
    found = Steps(waiting, len(placed), plan)
    free = [application for application in waiting if application.pk not in placed]
    refused = refused_distance(offering.pk) if any(group.is_distance for group in groups) else frozenset()
    short = [
        (group.minimum - group.people - coming.get(group.pk, 0), group)  # type: ignore[attr-defined]
        for group in groups
        if group.state == GroupState.FORMING
    ]
    in_turn = sorted((row for row in short if row[0] > 0), key=lambda row: (row[1].is_distance, row[0], row[1].ref))
    for missing, group in in_turn:
        near = _near(group, free, refused)[:missing]
        if len(near) == missing:
            found.gatherings.append((group, near))
            free = [application for application in free if application not in near]
        elif days < 0:
            found.at_risk.append(group)
        elif group.undecided:  # type: ignore[attr-defined]
            found.undecided.append(group)
        elif group.drafts:  # type: ignore[attr-defined]
            found.stopped.append(group)
    found.to_open = [partner for partner in homeless if partner.people >= minimum]  # type: ignore[attr-defined]
    return found


def _near(group: Group, free: Sequence[Application], refused: Collection[int]) -> list[Application]:
    """Those who would come without being asked again, nearest first; to a distance group, who said yes to it, and not
    no since (`refused`: keys of applications)."""
    if group.is_distance:
        return [one for one in free if one.may_offer_distance and one.pk not in refused]
    willing = []
    for application in free:
        kilometres = distance(application, group.partner)
        found = rules.fit(
            chose_it=application.preferred_partner_id == group.partner_id,
            kilometres=kilometres,
            limit=application.travel_km,
            consents=application.may_offer_local,
            leaves_short=None,
        )
        within = kilometres is not None and application.travel_km is not None
        if found.rank <= WILLING and (within or found.rank == 0):
            willing.append((kilometres or 0, application.pk, application))
    return [application for *_, application in sorted(willing, key=lambda row: row[:2])]
