# LEAD TO GROUPS HELPER (15:22): the pages exist and are committed since 14:54: views/*.py, urls.py, forms.py, lists.py, boards.py,
# queries/people.py and all templates. Do not write them again. Delete this file and steps.py, and finish with tests only:
# rules, actions, the race of 50 clicks on both databases with its control, pages, access, query counts; polish what exists.
"""One group: who is in it, who could join it, and what joining would change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from cadre.applications.models import Application
from cadre.applications.states import Outcome, State
from cadre.groups import consequences, rules
from cadre.groups.consequences import GroupChange, Row
from cadre.groups.models import Enrolment, EnrolmentQuerySet, Group, GroupQuerySet
from cadre.groups.queries.boards import viability_of
from cadre.groups.queries.placing import days_left
from cadre.groups.states import MOVED, EnrolmentState, JoinedBy
from cadre.journal.models import Entry
from cadre.partners.models import Partner
from cadre.people.models import User

REACH = 60_000
"""Metres beyond which nobody is suggested who did not choose the partner."""
WORST_FIT = 9
SHOWN_ENTRIES = 8


def with_everything(groups: GroupQuerySet) -> GroupQuerySet:
    """Groups with what their page shows of them, in one query."""
    return groups.select_related("partner", "offering__intake", "offering__qualification").with_people().with_choices()


def members(enrolments: EnrolmentQuerySet, group: Group) -> EnrolmentQuerySet:
    """Those of `enrolments` that hold a place in the group, with their school and price, by name. One query."""
    rows = enrolments.taking_a_place().filter(group=group)
    return rows.select_related("application__school", "application__quote").order_by("application__name", "pk")


def fee_words(application: Application) -> str:
    """`Scholarship`, `10% less`, `School pays`: who pays for a person, in a word or two."""
    quote = application.quote
    if quote and quote.outcome == Outcome.SCHOLARSHIP:
        return "Scholarship"
    if quote and quote.discount_pence and quote.list_pence:
        return f"{round(100 * quote.discount_pence / quote.list_pence)}% less"
    return {"school": "School pays", "trust": "Trust pays", "self": "Pays alone"}.get(application.funding, "Full fee")


@dataclass
class Candidate:
    """Somebody who could join. `now_in` is their present place, None for the unplaced."""

    application: Application
    kilometres: int | None
    fit: rules.Fit
    now_in: Enrolment | None
    picked: bool = False

    @property
    def order(self) -> tuple:
        far = self.kilometres if self.kilometres is not None else REACH
        return (self.fit.rank, far, self.application.name, self.application.pk)

    @property
    def fee(self) -> str:
        return fee_words(self.application)


def could_join(group: Group, *, days: int, picked: Iterable[str] = ()) -> list[Candidate]:
    """Accepted people of the offering outside the group who chose it, are unplaced, or live near; best fit first.

    Two queries. `picked`: references of applications that are ticked; they are listed whatever their distance.
    """
    wanted = set(picked)
    partner = group.partner
    near = Q(preferred_partner=partner) | Q(code__partner=partner) | Q(ref__in=wanted)
    if partner.easting is not None and partner.northing is not None:
        near |= Q(
            school__easting__range=(partner.easting - REACH, partner.easting + REACH),
            school__northing__range=(partner.northing - REACH, partner.northing + REACH),
        )
    near |= Q(enrolment=None) | Q(enrolment__state=EnrolmentState.WAITING)
    settled = Q(enrolment__state__in=(EnrolmentState.WITHDRAWN, EnrolmentState.COMPLETED))
    here = Q(enrolment__group=group, enrolment__state=EnrolmentState.ENROLLED)
    rows = Application.objects.filter(near, offering=group.offering_id, state=State.ACCEPTED).exclude(settled | here)
    rows = rows.select_related("school", "quote", "code", "enrolment__group")
    others = {row.pk: row for row in siblings(group)}
    found = [_candidate(row, group, others, days, row.ref in wanted) for row in rows.distinct()]
    return sorted(found, key=lambda candidate: candidate.order)


def _candidate(row: Application, group: Group, others: dict[int, Group], days: int, picked: bool) -> Candidate:
    enrolment: Enrolment | None = getattr(row, "enrolment", None)
    if enrolment and enrolment.state != EnrolmentState.ENROLLED:
        enrolment = None
    kilometres = distance(row, group.partner)
    leaves = None
    if enrolment:
        enrolment.group = others.get(enrolment.group_id, enrolment.group)
        leaves = max(enrolment.group.minimum - getattr(enrolment.group, "people", 0) + 1, 0)
    chose = group.partner_id in (row.preferred_partner_id, row.code.partner_id if row.code else None)
    found = rules.fit(
        chose_it=chose,
        kilometres=kilometres,
        limit=row.travel_km,
        consents=row.may_offer_local,
        leaves_short=leaves,
    )
    return Candidate(row, kilometres, found, enrolment, picked)


def distance(application: Application, partner: Partner) -> int | None:
    """Kilometres from the person's school to the partner, as the crow flies."""
    school = application.school
    if school is None:
        return None
    return rules.distance_km((school.easting, school.northing), (partner.easting, partner.northing))


def siblings(group: Group) -> GroupQuerySet:
    """The offering's other groups, with their people."""
    rows = Group.objects.filter(offering=group.offering_id).exclude(pk=group.pk)
    return rows.select_related("partner").with_people()


@dataclass
class Consequences:
    """What a move changes: a table for `{% consequences %}`, and lines of words about single people."""

    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    journeys: list[str] = field(default_factory=list)
    needs_reason: bool = False
    refusal: str = ""


def move_consequences(picked: Sequence[Candidate], group: Group, *, days: int, user: User) -> Consequences:
    """What it changes when the picked people join `group`: people and standing of each group, then what rooms above add."""
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
    found.needs_reason = bool(left) or group.is_confirmed
    if changes[0].after > group.size:
        over = changes[0].after - group.size
        found.refusal = f"{group.ref} has room for {max(group.size - changes[0].before, 0)}. Take {over} fewer."
    return found


def _column_names(changes: Sequence[GroupChange]) -> list[str]:
    """The partner's short name, or the reference where a partner has two of the groups."""
    names = [change.group.partner.short_name for change in changes]
    return [change.group.ref if names.count(name) > 1 else name for change, name in zip(changes, names, strict=True)]


def _people_row(changes: Sequence[GroupChange], days: int) -> Row:
    cells = []
    for change in changes:
        group = change.group
        stands = rules.viability(change.after, group.minimum, group.size, days_left=days, state=group.state)
        cells.append((str(change.before), str(change.after), stands.tag, stands.kind))
    return ("People", cells)


def _journey(candidate: Candidate, group: Group) -> str:
    """`Grace Okafor: 14 km to Peakside, 9 km now.`"""
    if candidate.kilometres is None:
        return f"{candidate.application.name}: distance not known."
    said = f"{candidate.application.name}: {candidate.kilometres} km to {group.partner.short_name}"
    if candidate.now_in:
        now = distance(candidate.application, candidate.now_in.group.partner)
        said += f", {now} km now" if now is not None else ""
    minds = f" {candidate.fit.words}." if candidate.fit.rank >= 3 else ""
    return f"{said}.{minds}"


@dataclass
class Target:
    """A group somebody could move to."""

    group: Group
    kilometres: int | None
    viability: rules.Viability
    would_be: rules.Viability


def targets(enrolment: Enrolment, *, today: date) -> list[Target]:
    """Where somebody could move within their offering: groups with room, nearest first."""
    days = days_left(enrolment.group.offering, today=today)
    found = []
    for group in siblings(enrolment.group).filter(state__in=rules.STILL_OPEN):
        stands = viability_of(group, days=days)
        if stands.room:
            after = rules.viability(stands.people + 1, group.minimum, group.size, days_left=days, state=group.state)
            found.append(Target(group, distance(enrolment.application, group.partner), stands, after))
    return sorted(found, key=lambda target: (target.kilometres is None, target.kilometres or 0, target.group.ref))


def what_happened(group: Group) -> list[Entry]:
    """The last entries about the group, the people who are or were in it, and those who moved out."""
    people = Enrolment.objects.filter(group=group)
    latest = list(Entry.objects.about(group, *people)[:SHOWN_ENTRIES])
    out = Entry.objects.filter(happening=MOVED.key, data__before=group.ref).order_by("-at", "-pk")[:SHOWN_ENTRIES]
    found = {entry.pk: entry for entry in [*latest, *out]}
    return sorted(found.values(), key=lambda entry: (entry.at, entry.pk), reverse=True)[:SHOWN_ENTRIES]


def joined_words(enrolment: Enrolment) -> str:
    """`code`, `preferred`, `by hand`, `on the day`: how somebody came into the group, beneath who pays."""
    words = {
        JoinedBy.CODE: "code",
        JoinedBy.PREFERENCE: "preferred",
        JoinedBy.HAND: "by hand",
        JoinedBy.LATE: "on the day",
    }
    return words[JoinedBy(enrolment.joined_by)]
