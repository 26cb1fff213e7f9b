"""What each partner is still owed, what was approved of it, and whether it can be paid."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from cadre.finance.models import Approval, EventFee, EventFeeQuerySet, PaymentRun, VatRule
from cadre.finance.queries.successors import Way, places_paid, ways
from cadre.finance.rules.payments import Hindrance, Standing, hindrance, spread
from cadre.finance.states import Product
from cadre.lib.clock import day_of, end_of
from cadre.lib.dates import long_day
from cadre.partners.models import Partner, PayeeDetails
from cadre.partners.queries import tell_mergers
from cadre.partners.states import PayeeState
from cadre.programmes.models import Intake

NOBODY = 0
"""The key of no partner: finance has not decided who is paid."""


@dataclass(frozen=True)
class ToApprove:
    """What one statement owes and nobody approved yet, in pence."""

    intake: Intake
    pence: int


@dataclass(frozen=True)
class Payable:
    """One partner to whom something is owed and not paid. `payee`: what is in use on the day.

    `way`: where it is paid after it went into another. `statements`: those with something to approve.
    """

    partner: Partner
    standing: Standing
    payee: PayeeDetails | None
    way: Way | None = None
    statements: list[ToApprove] = field(default_factory=list)

    @property
    def hindrance(self) -> Hindrance | None:
        return hindrance(self.standing)

    @property
    def can_be_paid(self) -> bool:
        return self.standing.approved > 0 and self.hindrance is None


def payables(fees: EventFeeQuerySet, day: date) -> list[Payable]:
    """Of the partners these hosting fees are owed to, by name: whom something is owed or approved. Nine queries."""
    owed = dict(fees.hosting().order_by().values_list("partner").annotate(Sum("pence")))
    approvals = Approval.objects.filter(fee__partner__in=owed).order_by()
    sums = {
        row["fee__partner"]: (row["waits"], row["paid"])
        for row in approvals.values("fee__partner").annotate(
            waits=Coalesce(Sum("pence", filter=Q(line=None)), 0),
            paid=Coalesce(Sum("pence", filter=Q(line__isnull=False)), 0),
        )
    }
    way_of = ways(owed, day)
    standing_of = _standings(owed, sums, day, way_of)
    open_ = [pk for pk, (one, _) in standing_of.items() if one.unpaid or one.approved]
    partners, due = Partner.objects.in_bulk(open_), _due_of({pk: standing_of[pk][0].unapproved for pk in open_})
    tell_mergers(partners.values())
    rows = [Payable(partners[pk], *standing_of[pk], way_of.get(pk), due.get(pk, [])) for pk in open_ if pk in partners]
    return sorted(rows, key=lambda row: row.partner.name)


def due_by_statement(fees: EventFeeQuerySet) -> dict[tuple[int, int], int]:
    """What is to approve, in pence, by the keys of partner and intake; nothing where that is nothing. Four queries."""
    owed = dict(fees.hosting().order_by().values_list("partner").annotate(Sum("pence")))
    approvals = Approval.objects.filter(fee__partner__in=owed).order_by()
    done = dict(approvals.values_list("fee__partner").annotate(Sum("pence")))
    due = _due_of({pk: max((pence or 0) - done.get(pk, 0), 0) for pk, pence in owed.items()})
    return {(pk, one.intake.pk): one.pence for pk, found in due.items() for one in found}


def _due_of(unapproved: dict[int, int]) -> dict[int, list[ToApprove]]:
    """By partner, the statements with something to approve, the earliest intake first, as each of them says. Two
    queries."""
    wanted = [pk for pk, pence in unapproved.items() if pence]
    fees = EventFee.objects.hosting().filter(partner__in=wanted).annotate(done=Coalesce(Sum("approvals__pence"), 0))
    more: dict[tuple[int, int], int] = defaultdict(int)
    for partner, intake, pence, done in fees.order_by().values_list(
        "partner", "event__group__offering__intake", "pence", "done"
    ):
        more[partner, intake] += max((pence or 0) - done, 0)
    found: dict[int, list[ToApprove]] = defaultdict(list)
    for one in Intake.objects.filter(pk__in={intake for _, intake in more}):
        for partner in wanted:
            if pence := min(more.get((partner, one.pk), 0), unapproved[partner]):
                found[partner].append(ToApprove(one, pence))
    return found


def _standings(
    owed: dict[int, int], sums: dict[int, tuple[int, int]], day: date, way_of: dict[int, Way]
) -> dict[int, tuple[Standing, PayeeDetails | None]]:
    places = places_paid(owed, way_of)
    payees = payees_in_use(places.values(), day)
    known = PayeeDetails.objects.filter(partner__in=set(places.values())).order_by()
    counts = {
        row["partner"]: row
        for row in known.values("partner").annotate(
            versions=Count("pk"), waits=Count("pk", filter=Q(state=PayeeState.WAITING))
        )
    }
    made = {}
    for pk, pence in owed.items():
        place, (waits, paid) = places.get(pk, NOBODY), sums.get(pk, (0, 0))
        count, payee = counts.get(place, {"versions": 0, "waits": 0}), payees.get(place)
        known_of = count["versions"], bool(count["waits"]), payee is not None
        made[pk] = (Standing(*known_of, pence or 0, waits, paid, undecided=place == NOBODY), payee)
    return made


def payees_in_use(partners: Iterable[int], day: date) -> dict[int, PayeeDetails]:
    """The details each partner is paid to on a day: what had been confirmed last by its end. One query."""
    rows = (
        PayeeDetails.objects.filter(partner__in=list(partners))
        .in_force(end_of(day))
        .select_related("partner")
        .defer("sealed")
    )
    found: dict[int, PayeeDetails] = {}
    for row in rows:
        found.setdefault(row.partner_id, row)
    return found


def to_approve(partner: Partner, intake: Intake | None = None) -> list[tuple[EventFee, int]]:
    """What is owed, event by event, and not approved yet, in pence; what was paid too much elsewhere is taken off.

    Three queries. Approving holds the partner first.
    """
    fees = EventFee.objects.hosting().filter(partner=partner)
    approved = dict(Approval.objects.filter(fee__in=fees).order_by().values_list("fee").annotate(Sum("pence")))
    rows = list(fees.select_related("event__group__offering").order_by("event__starts_on", "pk"))
    rest = sum(row.pence or 0 for row in rows) - sum(approved.values())
    here = [row for row in rows if intake is None or row.event.group.offering.intake_id == intake.pk]
    wanted = [(row.pence or 0) - approved.get(row.pk, 0) for row in here]
    return [(row, pence) for row, pence in zip(here, spread(rest, wanted), strict=True) if pence]


def runs_for_list(runs: QuerySet[PaymentRun]) -> QuerySet[PaymentRun]:
    """Each with `total`, in pence, and `payments`, how many."""
    rows = runs.select_related("made_by", "cancelled_by")
    return rows.annotate(total=Coalesce(Sum("lines__pence"), 0), payments=Count("lines"))


@dataclass(frozen=True)
class Paying:
    """Where a statement is paid to on its day, or why it cannot be paid yet; and what it says of VAT.

    `way`: after the partner went into another.
    """

    payee: PayeeDetails | None
    hindrance: Hindrance | None
    waits: bool
    vat: str
    way: Way | None = None

    @property
    def turns(self) -> Partner | None:
        """The partner on whose merger it hangs who is paid: the one that is not decided, or the last."""
        if self.way is None:
            return None
        change = self.way.open or self.way.decided[-1].change
        return change.partner

    def words(self, *, shows: bool) -> str:
        """In a sentence or two. `shows`: the reader may see the name of the account and its last four figures."""
        before = f"{self.way.words} " if self.way else ""
        if self.payee is None:
            why = "" if self.way and self.way.open else self.hindrance or ""
            return f"Cannot be paid yet. {before}{why}".strip()
        confirmed = long_day(day_of(self.payee.decided_at)) if self.payee.decided_at else ""
        account = f"“{self.payee.account_name}”, ending in {self.payee.last_four}," if shows else "that was"
        whose = f"of {self.payee.partner} " if self.way else ""
        said = f"{before}We pay to the account {whose}{account} confirmed on {confirmed}."
        return f"{said} A change waits to be confirmed; until then nothing else is paid to." if self.waits else said


def paying(partner: Partner, day: date) -> Paying:
    """Five queries."""
    way = ways([partner.pk], day).get(partner.pk)
    place = way.to if way else partner
    payee = payees_in_use([place.pk], day).get(place.pk) if place else None
    states = list(place.payees.values_list("state", flat=True)) if place else []
    waits = PayeeState.WAITING in states
    known = len(states), waits, payee is not None
    standing = Standing(*known, owed=0, approved=0, paid=0, undecided=place is None)
    return Paying(payee, hindrance(standing), waits, _vat_words(payee, day), way)


def _vat_words(payee: PayeeDetails | None, day: date) -> str:
    """By the rule of the day for who is registered, and for who is not; nothing while no details are in use."""
    if payee is None:
        return ""
    product = Product.HOSTING_REGISTERED if payee.vat_number else Product.HOSTING
    rule = VatRule.objects.filter(product=product).on(day).first()
    said = rule.words if rule else ""
    return f"VAT number GB {payee.vat_number}. {said}".strip() if payee.vat_number else said


def paid_of(fees: Iterable[EventFee]) -> dict[int, list[tuple[str, date, int]]]:
    """`{fee: [(run, day it pays on, pence)]}` of what was paid. One query."""
    rows = Approval.objects.filter(fee__in=list(fees), line__isnull=False)
    found: dict[int, list[tuple[str, date, int]]] = {}
    for fee, number, day, pence in rows.values_list("fee", F("line__run__number"), F("line__run__pays_on"), "pence"):
        found.setdefault(fee, []).append((number, day, pence))
    return found
