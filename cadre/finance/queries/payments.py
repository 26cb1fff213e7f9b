"""What each partner is still owed, what was approved of it, and whether it can be paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from cadre.finance.models import Approval, EventFee, EventFeeQuerySet, PaymentRun, VatRule
from cadre.finance.rules.payments import Hindrance, Standing, hindrance, spread
from cadre.finance.states import Product
from cadre.lib.clock import day_of, end_of
from cadre.lib.dates import long_day
from cadre.partners.models import Partner, PayeeDetails
from cadre.partners.states import PayeeState
from cadre.programmes.models import Intake


@dataclass(frozen=True)
class Payable:
    """One partner to whom something is owed and not paid. `payee`: what is in use on the day."""

    partner: Partner
    standing: Standing
    payee: PayeeDetails | None

    @property
    def hindrance(self) -> Hindrance | None:
        return hindrance(self.standing)

    @property
    def can_be_paid(self) -> bool:
        return self.standing.approved > 0 and self.hindrance is None


def payables(fees: EventFeeQuerySet, day: date) -> list[Payable]:
    """Of the partners these hosting fees are owed to, by name: whom something is owed or approved. Five queries."""
    owed = dict(fees.hosting().order_by().values_list("partner").annotate(Sum("pence")))
    approvals = Approval.objects.filter(fee__partner__in=owed).order_by()
    sums = {
        row["fee__partner"]: (row["waits"], row["paid"])
        for row in approvals.values("fee__partner").annotate(
            waits=Coalesce(Sum("pence", filter=Q(line=None)), 0),
            paid=Coalesce(Sum("pence", filter=Q(line__isnull=False)), 0),
        )
    }
    standing_of = _standings(owed, sums, day)
    open_ = [pk for pk, (one, _) in standing_of.items() if one.unpaid or one.approved]
    partners = Partner.objects.in_bulk(open_)
    rows = [Payable(partners[pk], *standing_of[pk]) for pk in open_ if pk in partners]
    return sorted(rows, key=lambda row: row.partner.name)


def _standings(
    owed: dict[int, int], sums: dict[int, tuple[int, int]], day: date
) -> dict[int, tuple[Standing, PayeeDetails | None]]:
    payees = payees_in_use(owed, day)
    known = PayeeDetails.objects.filter(partner__in=owed).order_by()
    counts = {
        row["partner"]: row
        for row in known.values("partner").annotate(
            versions=Count("pk"), waits=Count("pk", filter=Q(state=PayeeState.WAITING))
        )
    }
    made = {}
    for pk, pence in owed.items():
        count, (waits, paid) = counts.get(pk, {"versions": 0, "waits": 0}), sums.get(pk, (0, 0))
        standing = Standing(count["versions"], bool(count["waits"]), pk in payees, pence or 0, waits, paid)
        made[pk] = (standing, payees.get(pk))
    return made


def payees_in_use(partners: Iterable[int], day: date) -> dict[int, PayeeDetails]:
    """The details each partner is paid to on a day: what had been confirmed last by its end. One query."""
    rows = PayeeDetails.objects.filter(partner__in=list(partners)).in_force(end_of(day)).defer("sealed")
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
    """Where a statement is paid to on its day, or why it cannot be paid yet; and what it says of VAT."""

    payee: PayeeDetails | None
    hindrance: Hindrance | None
    waits: bool
    vat: str

    def words(self, *, shows: bool) -> str:
        """In a sentence or two. `shows`: the reader may see the name of the account and its last four figures."""
        if self.payee is None:
            return f"Cannot be paid yet. {self.hindrance or ''}".strip()
        confirmed = long_day(day_of(self.payee.decided_at)) if self.payee.decided_at else ""
        account = f"“{self.payee.account_name}”, ending in {self.payee.last_four}," if shows else "that was"
        said = f"We pay to the account {account} confirmed on {confirmed}."
        return f"{said} A change waits to be confirmed; until then nothing else is paid to." if self.waits else said


def paying(partner: Partner, day: date) -> Paying:
    """Three queries."""
    payee = payees_in_use([partner.pk], day).get(partner.pk)
    states = list(partner.payees.values_list("state", flat=True))
    waits = PayeeState.WAITING in states
    standing = Standing(len(states), waits, payee is not None, owed=0, approved=0, paid=0)
    return Paying(payee, hindrance(standing), waits, _vat_words(payee, day))


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
