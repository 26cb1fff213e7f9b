"""What carrying out a plan would change, and what stands in its way."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cadre.applications.models import Application
from cadre.formation.consents import Given, consents_to
from cadre.formation.models import Plan, PlannedGroup, PlannedSeat
from cadre.formation.queries.facts import instance_for
from cadre.formation.queries.pinning import pins_said
from cadre.formation.rules.answering import Answers
from cadre.formation.rules.changes import Changes, changes_between
from cadre.formation.rules.consenting import needs_consent
from cadre.formation.rules.drawing import Settings
from cadre.formation.states import SeatKind
from cadre.groups.consequences import GroupChange
from cadre.groups.models import Enrolment, Group
from cadre.groups.states import GroupState
from cadre.partners.access import why_closed
from cadre.partners.models import Partner


@dataclass(frozen=True)
class Carrying:
    """`placed`: seats for people without a place now; `moved`: for people who sit elsewhere; `left`: people who lose
    theirs, `far`: people who agreed to take part at a distance. `closing`: forming groups that nobody would sit in.
    `opening`: partners that would get a group. `undecided`: seats for people who are not accepted. `unasked`: seats
    that need a consent nobody gave. `given`: what was agreed. Whoever is offered a place from the waiting list is left
    as they are. `rows`: every seat of the plan, and `forming`: the groups it was made for."""

    placed: list[PlannedSeat]
    moved: list[PlannedSeat]
    left: list[PlannedSeat]
    far: list[PlannedSeat]
    closing: list[Group]
    opening: list[Partner]
    undecided: list[PlannedSeat]
    unasked: list[PlannedSeat]
    given: Given
    rows: Sequence[PlannedSeat]
    forming: list[Group]

    @property
    def losing(self) -> list[PlannedSeat]:
        """Whoever would have no place at all."""
        far = {row.pk for row in self.far}
        return [row for row in self.left if row.pk not in far]

    @property
    def nothing(self) -> bool:
        return not (self.placed or self.moved or self.left or self.far or self.closing or self.opening)


def what_changed(plan: Plan, *, today: date) -> tuple[Changes, list[str]]:
    """What is otherwise than when the plan was made, and what the independent checker says of it today."""
    from cadre.formation.solver.checker import faults_of

    now = instance_for(plan.offering, as_of=today, settings=Settings(**plan.terms), answers=Answers.of(plan.answers))
    changes = changes_between(plan.drawn, now)
    changes = replace(changes, hosts=_hosts_closed(changes.places, today=today))
    pins = pins_said(plan.pins.select_related("application"))
    return changes, [] if changes else faults_of(now["instance"], plan.result, pins)


def _hosts_closed(places: list[str], *, today: date) -> list[str]:
    """Why partners among the places may host no more. One query, or none, and one for each of them that waits."""
    rows = Partner.objects.filter(slug__in=places).select_related("merged_into") if places else []
    return [why.split(". ")[0].rstrip(".") for one in rows if (why := why_closed(one, today))]


def carrying(plan: Plan, *joined: str) -> Carrying:
    """Three queries, and what the rooms above ask to know who agreed. `joined`: what else each seat is read with."""
    given = consents_to(plan)
    rows = list(plan.seats.select_related("application__code", "group__partner", "now_in__partner", "partner", *joined))
    seats = [row for row in rows if not row.offered]
    sitting = Counter(row.group_id for row in rows if row.group_id)
    forming = Group.objects.in_person().filter(offering=plan.offering_id, state=GroupState.FORMING)
    groups = list(forming.select_related("partner").with_people().order_by("partner__name", "ref"))
    places = list(plan.places.select_related("partner", "group"))
    wanted = [row for row in seats if row.place and row.changes]
    closing = [
        group
        for group in groups
        if not sitting[group.pk] and group.partner.slug in _drawn(places) and group.ref not in given.keep
    ]
    return Carrying(
        placed=[row for row in wanted if not row.now_in_id],
        moved=[row for row in wanted if row.now_in_id],
        left=[row for row in seats if row.now_in_id and not row.place],
        far=[row for row in seats if row.kind == SeatKind.DISTANCE and row.application_id in given.distance],
        closing=closing,
        opening=[one.partner for one in places if one.runs and not one.group_id and not _has_group(one, groups)],
        undecided=[row for row in wanted if row.undecided],
        unasked=[row for row in wanted if is_elsewhere(row) and given.places.get(row.application_id) != row.place],
        given=given,
        rows=rows,
        forming=groups,
    )


def is_elsewhere(row: PlannedSeat) -> bool:
    """Whether the seat is one that nobody is given without having said yes. Rows with their code and present group."""
    person = row.application
    named = (person.preferred_partner_id, person.code.partner_id if person.code else None)
    return needs_consent(row.partner_id, named, now_at=row.now_in.partner_id if row.now_in else None)


def _drawn(places: list[PlannedGroup]) -> set[str]:
    return {one.place for one in places}


def _has_group(place: PlannedGroup, groups: list[Group]) -> bool:
    return any(group.partner_id == place.partner_id for group in groups)


def counts_changed(wanted: Carrying) -> list[GroupChange]:
    """Each group whose head count changes, with its count as it is now and after. Two queries.

    By where people sit now: since the plan was made some may have left the place it moves them from, or gone ahead.
    """
    groups: dict[int | None, Group] = {group.pk: group for group in wanted.forming}
    groups |= {row.group_id: row.group for row in wanted.rows if row.group and row.group_id not in groups}
    before: dict[int | None, int] = {
        group.pk: group.people  # type: ignore[attr-defined]
        for group in Group.objects.filter(pk__in=[group.pk for group in groups.values()]).with_people()
    }
    moving = {row.application_id: row.group_id for row in wanted.rows if row.changes}
    seats = Enrolment.objects.taking_a_place().filter(application__in=moving)
    sits = dict(seats.values_list("application", "group"))
    after = Counter(before)
    for person, there in moving.items():
        after[there] += 1
        after[sits.get(person)] -= 1
    changed = [GroupChange(groups[key], number, after[key]) for key, number in before.items() if number != after[key]]
    return sorted(changed, key=lambda change: (-change.after, change.group.ref))


def names_of(refs: list[str], most: int = 5) -> str:
    """`Amina Yusuf, Tom Reed and 3 more`, of applications by their references."""
    names = list(Application.objects.filter(ref__in=refs[:most]).order_by("name").values_list("name", flat=True))
    more = len(refs) - len(names)
    return f"{', '.join(names)} and {more} more" if more else ", ".join(names)
