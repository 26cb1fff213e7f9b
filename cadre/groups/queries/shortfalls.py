"""Confirmed groups that lost people, and where those who are left could go."""

from dataclasses import dataclass
from datetime import date

from cadre.groups import rules
from cadre.groups.models import Enrolment, EnrolmentQuerySet, Group, Shortfall, ShortfallQuerySet
from cadre.groups.queries.boards import viability_of
from cadre.groups.queries.group import distance
from cadre.groups.queries.joining import siblings
from cadre.groups.queries.placing import days_left


@dataclass(frozen=True)
class Left:
    """Somebody who is left in the group, and the nearest running group with room that they would accept, if any.

    `kilometres` from their school; `words` say what speaks against it, or that nothing does.
    """

    place: Enrolment
    nearest: Group | None
    kilometres: int | None
    words: str


@dataclass(frozen=True)
class Elsewhere:
    """Another group of the same offering that runs: its people and free places."""

    group: Group
    viability: rules.Viability


def with_groups(rows: ShortfallQuerySet) -> ShortfallQuerySet:
    """With what a list shows of each, in one query."""
    return rows.select_related(
        "group__partner", "group__offering__intake", "group__offering__qualification", "decided_by", "target"
    )


def elsewhere(group: Group, *, today: date) -> list[Elsewhere]:
    """The running groups of its offering with room, those with the most room first. One query."""
    days = days_left(group.offering, today=today)
    rows = siblings(group).filter(state__in=rules.STILL_OPEN)
    found = [Elsewhere(row, viability_of(row, days=days)) for row in rows]
    running = [one for one in found if one.viability.runs and one.viability.room]
    return sorted(running, key=lambda one: (-one.viability.room, one.group.ref))


def who_is_left(places: EnrolmentQuerySet, others: list[Elsewhere]) -> list[Left]:
    """Everybody who has one of the `places`, each with the nearest of `others`, by name. One query."""
    rows = places.taking_a_place().select_related("application__school").order_by("application__name", "pk")
    return [_left(row, others) for row in rows]


def _left(place: Enrolment, others: list[Elsewhere]) -> Left:
    application = place.application
    reached = [(distance(application, one.group.partner), one.group) for one in others]
    known = sorted(((km, group.ref, group) for km, group in reached if km is not None), key=lambda one: one[:2])
    if not known:
        return Left(place, None, None, "no running group with room, or the way is not known")
    km, _, nearest = known[0]
    chose_it = application.preferred_partner_id == nearest.partner_id
    fits = rules.fit(
        chose_it=chose_it,
        kilometres=km,
        limit=application.travel_km,
        consents=application.may_offer_local,
        leaves_short=None,
    )
    return Left(place, nearest, km, fits.words or "said yes to another group")


def shortfall_of(rows: ShortfallQuerySet, ref: str) -> Shortfall | None:
    """The one of `rows` about the group that is to be decided; else the latest."""
    about = with_groups(rows).filter(group__ref=ref)
    return about.filter(decided_at=None, past_at=None).first() or about.first()
