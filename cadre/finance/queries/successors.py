"""Where a partner that went into another is paid: to that one or to itself, as finance decided; until then nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from cadre.finance.models import PaidAfterMerger
from cadre.lib.clock import day_of
from cadre.lib.dates import long_day
from cadre.partners.models import OrgChange, Partner


@dataclass(frozen=True)
class Way:
    """Of one partner that has gone into another: `to` is paid, or nobody while finance has not decided on `open`.

    `decided`: one decision for each merger on the way, the first first.
    """

    partner: Partner
    to: Partner | None
    open: OrgChange | None
    decided: list[PaidAfterMerger] = field(default_factory=list)

    @property
    def words(self) -> str:
        """A sentence for each merger on the way, with its day, and the day of finance's decision."""
        said = [_decided_words(one) for one in self.decided]
        if self.open:
            said.append(f"{gone_words(self.open)}. Our finance team confirms to which of the two it is paid.")
        return " ".join(said)


def gone_words(change: OrgChange) -> str:
    """`Peak Alliance went into Dales Trust on 24 November 2026`."""
    return f"{change.partner} went into {change.into} on {long_day(change.on_day)}"


def _decided_words(one: PaidAfterMerger) -> str:
    day, change = long_day(day_of(one.decided_at)), one.change
    if one.paid_to_id == change.into_id:
        return f"{gone_words(change)}, so {change.into} is paid, as decided on {day}."
    return f"{gone_words(change)}, but is still paid itself, as decided on {day}: “{one.reason}”."


def ways(partners: Iterable[int], day: date) -> dict[int, Way]:
    """By key, of those partners that had gone into another by a day, whether or not that is carried out. Two queries.

    A merger of the other partner later on is followed too, each with its own decision.
    """
    gone = OrgChange.objects.standing().filter(into__isnull=False, on_day__lte=day)
    changes = {one.partner_id: one for one in gone.select_related("partner", "into")}
    if not changes:
        return {}
    rows = PaidAfterMerger.objects.filter(change__in=changes.values())
    rows = rows.select_related("change__partner", "change__into", "paid_to", "decided_by").order_by("decided_at", "pk")
    decisions = {one.change_id: one for one in rows}
    return {pk: _way(changes[pk].partner, changes, decisions) for pk in partners if pk in changes}


def _way(partner: Partner, changes: dict[int, OrgChange], decisions: dict[int, PaidAfterMerger]) -> Way:
    here = partner
    decided: list[PaidAfterMerger] = []
    while change := changes.get(here.pk):
        decision = decisions.get(change.pk)
        if decision is None:
            return Way(partner, None, change, decided)
        decided.append(decision)
        if decision.paid_to_id == here.pk:
            break
        assert change.into is not None
        here = change.into
    return Way(partner, here, None, decided)


def places_paid(partners: Iterable[int], found: dict[int, Way]) -> dict[int, int]:
    """`{partner: whose details it is paid to}`, by keys; without those that wait for a decision."""
    keys = {pk: _key(found.get(pk), pk) for pk in partners}
    return {pk: to for pk, to in keys.items() if to is not None}


def _key(way: Way | None, pk: int) -> int | None:
    if way is None:
        return pk
    return way.to.pk if way.to else None


def merger_of(partner: Partner) -> OrgChange | None:
    """The merger by which a partner goes into another, planned or done. One query."""
    rows = partner.changes.standing().filter(into__isnull=False)
    return rows.select_related("partner", "into", "decided_by").first()


def decisions_on(change: OrgChange) -> list[PaidAfterMerger]:
    """Every decision, the last first. One query."""
    return list(change.payment_decisions.select_related("paid_to", "decided_by").order_by("-decided_at", "-pk"))
