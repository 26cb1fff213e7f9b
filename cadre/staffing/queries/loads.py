"""How many events of the season people have: told to the room below, which cannot ask."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Count, Q

from cadre.facilitators import loads
from cadre.facilitators.loads import Load
from cadre.facilitators.models import Facilitator
from cadre.groups.states import GroupState
from cadre.lib import clock
from cadre.programmes.models import TimelineElement
from cadre.programmes.states import MEETINGS
from cadre.scheduling.models import Assignment
from cadre.staffing.models import Invitation, StaffingPolicy, Substitution

RUNNING = (GroupState.FORMING, GroupState.CONFIRMED)
SEAT = ("facilitator", "group__offering", "group__pathway")


@loads.provide
def season_loads(facilitators: Collection[int]) -> Mapping[int, Load]:
    """Events of groups that form or run: of seats they have or are asked to take, and where they stand in. Six queries.

    An event at which somebody else stands in for them is not theirs. Who named no limit has that of the policy.
    """
    events = _events_of_a_seat()
    found: Counter[int] = Counter()
    running = Q(facilitator__in=facilitators, group__state__in=RUNNING)
    seats = list(Assignment.objects.current().filter(running).values_list(*SEAT))
    seats += Invitation.objects.to_seats().open().filter(running).values_list(*SEAT)
    for who, offering, pathway in seats:
        found[who] += events.get((offering, pathway), 0)
    instead = Substitution.objects.standing().filter(event__group__state__in=RUNNING)
    for out, stand_in in instead.values_list("out", "stand_in"):
        found[stand_in] += 1
        found[out] -= 1
    policy = StaffingPolicy.objects.on(clock.today()).first()
    unsaid = policy.unsaid_events if policy else None
    limits = Facilitator.objects.filter(pk__in=facilitators).values_list("pk", "max_events")
    return {key: Load(max(found[key], 0), unsaid if most is None else most) for key, most in limits}


def _events_of_a_seat() -> dict[tuple[int, str], int]:
    """{(offering, pathway): how many events a group of it has}."""
    rows = TimelineElement.objects.filter(kind__in=MEETINGS, offering__groups__state__in=RUNNING)
    counted = rows.values_list("offering", "pathway").annotate(number=Count("pk", distinct=True)).order_by()
    return {(offering, pathway): events for offering, pathway, events in counted}


def with_season(facilitators: Iterable[Facilitator]) -> list[tuple[str, str]]:
    """(key, `Sara Linden, 3 of at most 6 events this season`) for choices of a form."""
    rows = list(facilitators)
    found = season_loads([row.pk for row in rows])
    return [(str(row.pk), f"{row.user.name}, {found[row.pk]}") for row in rows]
