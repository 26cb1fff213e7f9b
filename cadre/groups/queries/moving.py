"""What a move changes, and where somebody could move to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from cadre.groups import consequences, rules
from cadre.groups.consequences import Cell, GroupChange, Row
from cadre.groups.models import Enrolment, Group
from cadre.groups.queries.boards import viability_of
from cadre.groups.queries.group import distance
from cadre.groups.queries.joining import Candidate, candidate_for, siblings
from cadre.groups.queries.placing import days_left
from cadre.people.models import User

WIDE = 2
AT_A_DISTANCE = "Course fees stay as they are. Nobody hosts distance learning, so hosting there is £0."
MINDED = 3
"""The rank of a fit from which its words are said beside the journey."""


@dataclass
class Consequences:
    """What a move changes: a table for `{% consequences %}`, and lines of words about single people."""

    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    journeys: list[str] = field(default_factory=list)
    needs_reason: bool = False
    refusal: str = ""

    @property
    def tables(self) -> list[tuple[list[str], list[Row]]]:
        """(columns, rows) of tables that are two groups wide, so that each fits its panel."""
        return [
            (self.columns[at : at + WIDE], [(label, cells[at : at + WIDE]) for label, cells in self.rows])
            for at in range(0, len(self.columns), WIDE)
        ]


def move_consequences(picked: Sequence[Candidate], group: Group, *, days: int, user: User) -> Consequences:
    """What it changes when the picked people join `group`: each group's people, then what rooms above add."""
    changes = [GroupChange(group, group.people, group.people + len(picked))]  # type: ignore[attr-defined]
    left: dict[int, list[Enrolment]] = {}
    for candidate in picked:
        if candidate.now_in:
            left.setdefault(candidate.now_in.group_id, []).append(candidate.now_in)
    for places in left.values():
        people: int = places[0].group.people  # type: ignore[attr-defined]
        changes.append(GroupChange(places[0].group, people, people - len(places)))
    found = Consequences(columns=_column_names(changes), rows=[_people_row(changes, days)])
    found.rows += consequences.further_rows(changes, user=user)
    found.journeys = [said for candidate in picked if (said := _journey(candidate, group))]
    if any(change.group.is_distance for change in changes):
        found.journeys.append(AT_A_DISTANCE)
    found.needs_reason = bool(left) or group.is_confirmed
    if changes[0].after > group.size:
        over = changes[0].after - group.size
        found.refusal = f"{group.ref} has room for {max(group.size - changes[0].before, 0)}. Take {over} fewer."
    return found


def together(
    picked: Sequence[Candidate], into: Group | None, left: Group, *, people: int, days: int, user: User
) -> Consequences:
    """What it changes when the picked people join `into` and `left`, which has `people`, is dissolved. `into` None: a
    group that is opened for them."""
    changes = [GroupChange(into, into.people, into.people + len(picked))] if into else []  # type: ignore[attr-defined]
    changes.append(GroupChange(left, people, 0))
    label, cells = _people_row(changes, days)
    cells[-1] = (str(people), "0", "Dissolved", "warn")
    found = Consequences(columns=_column_names(changes), rows=[(label, cells)])
    found.rows += consequences.further_rows(changes, user=user)
    if into and changes[0].after > into.size:
        found.refusal = (
            f"{into.ref} has room for {into.size - changes[0].before}. Take {changes[0].after - into.size} fewer."
        )
    return found


def _column_names(changes: Sequence[GroupChange]) -> list[str]:
    """The partner's short name, or the reference where a partner has two of the groups."""
    names = [change.group.partner.short_name for change in changes]
    return [change.group.ref if names.count(name) > 1 else name for change, name in zip(changes, names, strict=True)]


def _people_row(changes: Sequence[GroupChange], days: int) -> Row:
    cells: list[Cell] = []
    for change in changes:
        group = change.group
        stands = rules.viability(change.after, group.minimum, group.size, days_left=days, state=group.state)
        cells.append((str(change.before), str(change.after), stands.tag, stands.kind))
    return ("People", cells)


def _journey(candidate: Candidate, group: Group) -> str:
    """`Grace Okafor: 14 km to Peakside, 9 km now.`"""
    if candidate.kilometres is None and not group.is_distance:
        return f"{candidate.application.name}: distance not known."
    way = "online from now on" if group.is_distance else f"{candidate.kilometres} km to {group.partner.short_name}"
    said = f"{candidate.application.name}: {way}"
    if candidate.now_in:
        left = candidate.now_in.group
        now = distance(candidate.application, left.partner)
        said += ", online now" if left.is_distance else f", {now} km now" if now is not None else ""
    minds = f" {candidate.fit.words}." if candidate.fit.rank >= MINDED else ""
    return f"{said}.{minds}"


@dataclass
class Target:
    """A group somebody could move to."""

    group: Group
    kilometres: int | None
    viability: rules.Viability
    would_be: rules.Viability


def targets(enrolment: Enrolment, *, today: date) -> list[Target]:
    """Where somebody could move within their offering: groups with room, nearest first, at a distance last."""
    days = days_left(enrolment.group.offering, today=today)
    found = []
    for group in siblings(enrolment.group).filter(state__in=rules.STILL_OPEN):
        stands = viability_of(group, days=days)
        if stands.room:
            after = rules.viability(stands.people + 1, group.minimum, group.size, days_left=days, state=group.state)
            found.append(Target(group, distance(enrolment.application, group.partner), stands, after))
    return sorted(found, key=lambda target: (target.kilometres is None, target.kilometres or 0, target.group.ref))


def one_move(enrolment: Enrolment, group: Group, *, days: int, user: User) -> Consequences:
    """What it changes when somebody moves to `group`, which has its people (`with_people`). Two queries at most."""
    others = {row.pk: row for row in siblings(group)}
    candidate = candidate_for(enrolment.application, group, others, picked=True)
    return move_consequences([candidate], group, days=days, user=user)
