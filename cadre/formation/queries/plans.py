"""What pages show of plans: lists, one plan, two side by side."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from cadre.applications.models import Application
from cadre.formation.models import Plan, PlannedGroup, PlannedSeat, PlanQuerySet
from cadre.journal.models import EntryQuerySet
from cadre.journal.queries import entries_about
from cadre.programmes.models import Offering


def for_page(rows: PlanQuerySet) -> PlanQuerySet:
    """Plans with what their page shows of them, without their facts and seats."""
    return rows.light().select_related("offering__intake", "offering__qualification", "made_by", "committed_by", "base")


def plans_of(rows: PlanQuerySet, offering: Offering) -> PlanQuerySet:
    return rows.filter(offering=offering).light().select_related("made_by", "base")


def group_rows(plan: Plan) -> QuerySet[PlannedGroup]:
    """The plan's groups, those that run first. Without partners that nobody chose and that hold no group."""
    rows = PlannedGroup.objects.filter(plan=plan).select_related("partner", "group")
    return rows.exclude(groups=0, wished=0).order_by("-seated", "-wished", "partner__name", "pk")


def closed_places(plan: Plan) -> list[tuple[PlannedGroup, str]]:
    """Partners that people chose and that could have no group, each with why. Two queries."""
    facts = Plan.objects.filter(pk=plan.pk).values_list("drawn__facts__places", flat=True).first() or {}
    rows = PlannedGroup.objects.filter(plan=plan, groups=0, group=None).select_related("partner")
    told = ((row, facts.get(row.place, {}).get("closed", "")) for row in rows.order_by("partner__name", "pk"))
    return [(row, why) for row, why in told if why]


def seat_rows(plan: Plan) -> QuerySet[PlannedSeat]:
    rows = PlannedSeat.objects.filter(plan=plan)
    return rows.select_related("application__school", "application__trust", "partner", "group", "now_in__partner")


def place_choices(plan: Plan, *, holding: bool = True) -> list[tuple[str, str]]:
    """(place, words) of the plan's groups, by name. `holding`: those that can hold a group alone."""
    rows = group_rows(plan).order_by("partner__name", "pk")
    rows = rows.filter(groups__gt=0) if holding else rows
    return [(row.place, f"{row.partner.name}, {row.group.ref}" if row.group else row.partner.name) for row in rows]


def places_open_to(plan: Plan, person: Application) -> list[tuple[str, str]]:
    """(place, words) of where somebody may be pinned: what they chose, then what they accept, nearest first."""
    names = dict(place_choices(plan))
    one = next(row for row in plan.drawn["instance"]["applicants"] if row["id"] == person.ref)
    wish = one["preferred"]
    near = sorted((option["km"], option["partner"]) for option in one["options"])
    found = [(wish, f"{names[wish]}, chosen")] if wish in names else []
    return found + [(place, f"{names[place]}, {km:.0f} km") for km, place in near if place in names]


def applied_counts(plan: Plan) -> dict[str, Any]:
    """What carrying the plan out changed: `moves` (how many people), `closed` and `opened` groups."""
    said = plan.applied
    return {"moves": len(said.get("moves", [])), "closed": said.get("closed", []), "opened": said.get("opened", [])}


def what_happened(plan: Plan) -> EntryQuerySet:
    return entries_about(plan)


@dataclass(frozen=True)
class GroupPair:
    """One place in two plans: who would sit there in each; None where the plan does not have it."""

    name: str
    first: int | None
    second: int | None


@dataclass(frozen=True)
class Comparison:
    """Two plans of one offering. `groups`: those that differ. `seats`: the first one's rows of people who would sit
    elsewhere in the second, with `other_place` and `other_name`. `only`: how many people only one plan knows."""

    groups: list[GroupPair]
    seats: QuerySet[Any]
    only: tuple[int, int]


def comparison(first: Plan, second: Plan) -> Comparison:
    """Six queries with a page of people."""
    rows = {row.place: row for row in group_rows(first)}, {row.place: row for row in group_rows(second)}
    pairs = [_pair(place, rows[0].get(place), rows[1].get(place)) for place in {**rows[0], **rows[1]}]
    differ = sorted((one for one in pairs if one.first != one.second), key=lambda one: one.name)
    other = PlannedSeat.objects.filter(plan=second, application=OuterRef("application"))
    seats = seat_rows(first).annotate(
        other_place=Subquery(other.values("place")[:1]), other_name=Subquery(other.values("partner__short_name")[:1])
    )
    known = seats.filter(other_place__isnull=False)
    only_second = PlannedSeat.objects.filter(plan=second).count() - known.count()
    return Comparison(differ, known.filter(~Q(other_place=F("place"))), (first.people - known.count(), only_second))


def _pair(place: str, one: PlannedGroup | None, other: PlannedGroup | None) -> GroupPair:
    row = one or other
    name = place if row is None else f"{row.partner.name}, {row.group.ref}" if row.group else row.partner.name
    return GroupPair(name, one.seated if one else None, other.seated if other else None)
