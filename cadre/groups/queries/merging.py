"""Moving everybody who is left in a group to another one together: where they could go, and how each would fare."""

from dataclasses import dataclass
from datetime import date

from cadre.applications.models import Application, ApplicationQuerySet
from cadre.groups import rules
from cadre.groups.models import Group
from cadre.groups.queries.boards import viability_of
from cadre.groups.queries.group import distance
from cadre.groups.queries.joining import Candidate, candidate_for, siblings
from cadre.groups.queries.placing import days_left
from cadre.groups.states import EnrolmentState


@dataclass(frozen=True)
class Choice:
    """A group that could take them. `kilometres`: the mean way of those whose way is known, None where none is."""

    group: Group
    room: int
    kilometres: int | None
    would_be: rules.Viability

    @property
    def words(self) -> str:
        """`Trent Reach Alliance, NPQSL-S27-02: 15 people, room for 9, 12 km on average`."""
        people = self.would_be.size - self.room
        said = f"{self.group.partner.name}, {self.group.ref}: {people} people, room for {self.room}"
        return said if self.kilometres is None else f"{said}, {self.kilometres} km on average"


def who_moves(applications: ApplicationQuerySet, group: Group) -> list[Application]:
    """Those of `applications` who have a place in the group and could give it up, by name. One query."""
    rows = applications.filter(enrolment__group=group, enrolment__state=EnrolmentState.ENROLLED)
    rows = rows.select_related("school", "quote", "code", "enrolment__group__partner")
    return list(rows.order_by("name", "pk"))


def could_take(group: Group, people: list[Application], *, today: date) -> list[Choice]:
    """The offering's other open groups with room, those for all of `people` first, then the nearest. One query."""
    days = days_left(group.offering, today=today)
    found = []
    for row in siblings(group).filter(state__in=rules.STILL_OPEN):
        stands = viability_of(row, days=days)
        if stands.room:
            ways = [km for person in people if (km := distance(person, row.partner)) is not None]
            after = stands.people + min(len(people), stands.room)
            would_be = rules.viability(after, row.minimum, row.size, days_left=days, state=row.state)
            found.append(Choice(row, stands.room, round(sum(ways) / len(ways)) if ways else None, would_be))
    far = 10_000
    return sorted(found, key=lambda one: (one.room < len(people), one.kilometres or far, one.group.ref))


def going(people: list[Application], into: Group, refs: list[str] | None) -> list[Candidate]:
    """How each of `people` fits `into`. `refs`: who is ticked to go along; None for everybody. One query."""
    others = {row.pk: row for row in siblings(into)}
    return [candidate_for(row, into, others, picked=refs is None or row.ref in refs) for row in people]
