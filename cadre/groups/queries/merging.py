"""Moving everybody who is left in a group to another one together: where they could go, and how each would fare."""

from dataclasses import dataclass
from datetime import date

from cadre.applications.models import Application, ApplicationQuerySet
from cadre.groups import rules
from cadre.groups.models import Group
from cadre.groups.queries.boards import viability_of
from cadre.groups.queries.group import distance
from cadre.groups.queries.joining import Candidate, candidate_for, siblings
from cadre.groups.queries.placing import days_left, size_rule
from cadre.groups.refused import refused_distance
from cadre.groups.states import EnrolmentState
from cadre.programmes.states import Pathway


@dataclass(frozen=True)
class Choice:
    """A group that could take them; None where one of distance learning would be opened.

    `kilometres`: the mean way of those whose way is known, None where none is.
    """

    group: Group | None
    room: int
    kilometres: int | None
    would_be: rules.Viability

    @property
    def is_distance(self) -> bool:
        return self.group is None or self.group.is_distance

    @property
    def ref(self) -> str:
        return self.group.ref if self.group else "a new group"

    @property
    def name(self) -> str:
        return self.group.partner.name if self.group else Pathway.DISTANCE.label


def who_moves(applications: ApplicationQuerySet, group: Group) -> list[Application]:
    """Those of `applications` who have a place in the group and could give it up, by name. One query."""
    rows = applications.filter(enrolment__group=group, enrolment__state=EnrolmentState.ENROLLED)
    rows = rows.select_related("school", "quote", "code", "enrolment__group__partner")
    return list(rows.order_by("name", "pk"))


def could_take(group: Group, people: list[Application], *, today: date) -> list[Choice]:
    """The offering's other open groups with room, those for all of `people` first, then the nearest. One query."""
    rows = siblings(group).filter(state__in=rules.STILL_OPEN, pathway=Pathway.IN_PERSON)
    days, far = days_left(group.offering, today=today), 10_000
    found = [_choice(row, people, days) for row in rows if row.people < row.size]  # type: ignore[attr-defined]
    return sorted(found, key=lambda one: (one.room < len(people), one.kilometres or far, one.ref))


def at_a_distance(group: Group, people: list[Application], *, today: date) -> Choice:
    """The offering's distance-learning group that has room for all, the confirmed one first; else one to be opened.

    Two queries at most.
    """
    days = days_left(group.offering, today=today)
    rows = siblings(group).filter(state__in=rules.STILL_OPEN, pathway=Pathway.DISTANCE)
    for row in sorted(rows, key=lambda row: (not row.is_confirmed, row.ref)):
        if row.size - row.people >= len(people):  # type: ignore[attr-defined]
            return _choice(row, people, days)
    rule = size_rule(today, Pathway.DISTANCE)
    would_be = rules.viability(len(people), rule.minimum, rule.size, days_left=days)
    return Choice(None, rule.size, None, would_be)


def _choice(row: Group, people: list[Application], days: int) -> Choice:
    stands = viability_of(row, days=days)
    ways = [] if row.is_distance else [km for one in people if (km := distance(one, row.partner)) is not None]
    after = stands.people + min(len(people), stands.room)
    would_be = rules.viability(after, row.minimum, row.size, days_left=days, state=row.state)
    return Choice(row, stands.room, round(sum(ways) / len(ways)) if ways else None, would_be)


def going(people: list[Application], to: Choice, refs: list[str] | None) -> list[Candidate]:
    """How each of `people` fits. `refs`: who is ticked to go along; None for all but who said no, when they applied or,
    to distance learning, when they were asked since. Two queries at most."""
    refused = refused_distance(*{row.offering_id for row in people}) if to.is_distance else frozenset()

    def says(row: Application) -> bool | None:
        if to.is_distance:
            return False if row.pk in refused else row.may_offer_distance
        return row.may_offer_local

    def goes(row: Application) -> bool:
        return says(row) is not False if refs is None else row.ref in refs

    if to.group is None or to.is_distance:
        return [Candidate(row, None, _by_consent(says(row)), row.enrolment, goes(row)) for row in people]
    others = {row.pk: row for row in siblings(to.group)}
    found = [candidate_for(row, to.group, others, picked=goes(row)) for row in people]
    for one in found:
        one.fit = rules.fit(
            chose_it=one.application.preferred_partner_id == to.group.partner_id,
            kilometres=one.kilometres,
            limit=one.application.travel_km,
            consents=one.application.may_offer_local,
            leaves_short=None,
        )
    return found


def _by_consent(said: bool | None) -> rules.Fit:
    if said is None:
        return rules.Fit(3, "Ask consent first", "open")
    return rules.Fit(1, "Said yes to it", "good") if said else rules.Fit(6, "Said no to distance learning", "warn")
