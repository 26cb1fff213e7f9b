"""Who is in a group, who could join it, and what a change of people changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cadre.applications.models import Application
from cadre.applications.states import State
from cadre.groups import consequences, rules
from cadre.groups.consequences import Cell, GroupChange
from cadre.groups.models import Enrolment, EnrolmentQuerySet, Group
from cadre.groups.states import EnrolmentState, GroupState
from cadre.people.models import User


def members(rows: EnrolmentQuerySet) -> EnrolmentQuerySet:
    """Enrolments with what a row of a list shows."""
    return rows.select_related(
        "application__school", "application__quote", "application__offering__qualification", "group__partner"
    ).order_by("application__name", "pk")


def in_group(group: Group) -> EnrolmentQuerySet:
    """Who has a place in the group, by name."""
    return members(Enrolment.objects.taking_a_place().filter(group=group))


@dataclass(frozen=True)
class CouldJoin:
    """Somebody who could join a group. `present` is the enrolment they hold now, if any."""

    application: Application
    present: Enrolment | None
    kilometres: int | None
    fit: rules.Fit

    @property
    def now_in(self) -> str:
        return self.present.group.partner.short_name if self.present else "no group"


def could_join(group: Group) -> list[CouldJoin]:
    """Accepted people of the offering who are not in the group: without a place, or in one that is still forming.

    Best fit first, then nearest. Three queries.
    """
    others = {
        row.application_id: row
        for row in Enrolment.objects.filter(
            group__offering=group.offering_id, group__state=GroupState.FORMING, state=EnrolmentState.ENROLLED
        )
        .exclude(group=group)
        .select_related("group__partner")
    }
    sizes = {row.pk: row for row in Group.objects.filter(offering=group.offering_id).with_people()}
    free = ~Q(enrolment__state__in=(EnrolmentState.ENROLLED, EnrolmentState.WITHDRAWN, EnrolmentState.COMPLETED))
    wanted = Application.objects.filter(offering=group.offering_id, state=State.ACCEPTED)
    wanted = wanted.filter(free | Q(enrolment=None) | Q(pk__in=others)).select_related("school", "quote", "code")
    found = [_candidate(application, others.get(application.pk), group, sizes) for application in wanted]
    return sorted(
        found, key=lambda row: (row.fit.rank, row.kilometres is None, row.kilometres or 0, row.application.name)
    )


def _candidate(application: Application, present: Enrolment | None, group: Group, sizes: dict[int, Group]) -> CouldJoin:
    school, partner = application.school, group.partner
    kilometres = (
        rules.distance_km((school.easting, school.northing), (partner.easting, partner.northing)) if school else None
    )
    leaves_short = None
    if present:
        theirs = sizes[present.group_id]
        leaves_short = max(theirs.minimum - (theirs.people - 1), 0)  # type: ignore[attr-defined]
    chose = application.preferred_partner_id == partner.pk or bool(
        application.code and application.code.partner_id == partner.pk
    )
    fit = rules.fit(
        chose_it=chose,
        kilometres=kilometres,
        limit=application.travel_km,
        consents=application.may_offer_local,
        leaves_short=leaves_short,
    )
    return CouldJoin(application, present, kilometres, fit)


def changes_of(group: Group, picked: Sequence[CouldJoin]) -> list[GroupChange]:
    """What the groups' numbers become when `picked` join `group`: that group first, then those they leave."""
    leaving: dict[int, int] = {}
    for row in picked:
        if row.present:
            leaving[row.present.group_id] = leaving.get(row.present.group_id, 0) + 1
    rows = {row.pk: row for row in _with_people([group.pk, *leaving])}
    here = rows.pop(group.pk)
    changes = [GroupChange(here, here.people, here.people + len(picked))]  # type: ignore[attr-defined]
    return changes + [GroupChange(row, row.people, row.people - leaving[row.pk]) for row in rows.values()]  # type: ignore[attr-defined]


def changes_of_move(enrolment: Enrolment, to: Group) -> list[GroupChange]:
    """What moving one person changes: the group they join, and the one they leave."""
    rows = {row.pk: row for row in _with_people([enrolment.group_id, to.pk])}
    left, joined = rows[enrolment.group_id], rows[to.pk]
    return [
        GroupChange(joined, joined.people, joined.people + 1),  # type: ignore[attr-defined]
        GroupChange(left, left.people, left.people - 1),  # type: ignore[attr-defined]
    ]


def _with_people(keys: Iterable[int]) -> QuerySet[Group]:
    return Group.objects.filter(pk__in=set(keys)).with_people().select_related("partner", "offering__qualification")


def consequence_rows(changes: Sequence[GroupChange], *, user: User) -> tuple[list[str], list[tuple[str, list[Cell]]]]:
    """The columns and rows of the consequences table: people and viability here, money from the rooms above."""
    columns = [change.group.partner.short_name for change in changes]
    people: list[Cell] = [
        (str(change.before), str(change.after), *_viable(change)) if change.before != change.after else None
        for change in changes
    ]
    return columns, [("People", people), *consequences.further_rows(changes, user=user)]


def _viable(change: GroupChange) -> tuple[str, str]:
    short = change.group.minimum - change.after
    return ("Runs", "good") if short <= 0 else (f"{short} short", "warn")


def rooms_to_move_to(enrolment: Enrolment) -> QuerySet[Group]:
    """Other groups of the same offering that are open and not full."""
    rows = Group.objects.filter(offering=enrolment.group.offering_id).exclude(pk=enrolment.group_id)
    open_rows = rows.filter(state__in=(GroupState.FORMING, GroupState.CONFIRMED)).with_people()
    return open_rows.select_related("partner").order_by("partner__name", "ref")
