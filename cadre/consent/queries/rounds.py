"""Where a round stands, and the rows that pages list."""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from cadre.consent.models import Agreement, AlternateOffer, ConsentPolicy, Round, RoundQuerySet
from cadre.consent.states import AgreementState, OfferState, Option
from cadre.formation.models import Plan
from cadre.journal.models import EntryQuerySet
from cadre.journal.queries import entries_about

LOOK = (
    *("offering__intake", "offering__qualification", "plan", "asked", "policy", "started_by"),
    *("plan__offering__intake", "plan__offering__qualification"),
)
REMINDED_ONCE_IN = timedelta(hours=1)


def for_page(rows: RoundQuerySet) -> RoundQuerySet:
    """Rounds with what their page shows, without the facts of their plans."""
    heavy = [f"{one}__{name}" for one in ("plan", "asked") for name in ("drawn", "result", "applied")]
    return rows.select_related(*LOOK).defer(*heavy)


def for_lists(rows: RoundQuerySet) -> RoundQuerySet:
    """With `partners_open`, `offers_open` and `accepted` counted."""
    agreements = Count("agreements", filter=Q(agreements__state=AgreementState.OPEN), distinct=True)
    return for_page(rows).annotate(
        partners_open=agreements,
        offers_open=Count("offers", filter=Q(offers__state=OfferState.OPEN), distinct=True),
        accepted=Count("offers", filter=Q(offers__state=OfferState.ACCEPTED), distinct=True),
    )


def offers_of(found: Round) -> QuerySet[AlternateOffer]:
    rows = AlternateOffer.objects.filter(round=found).select_related(
        "application__school", "application__trust", "partner", "group", "next_offering__intake"
    )
    return rows.order_by("application__name", "pk")


def not_reminded(offers: QuerySet[AlternateOffer], *, now: datetime) -> QuerySet[AlternateOffer]:
    """Those of `offers` that may be recalled: open, and not recalled within the hour."""
    rows = offers.filter(state=OfferState.OPEN, expires_at__gt=now)
    return rows.exclude(reminded_at__gt=now - REMINDED_ONCE_IN)


def agreements_of(found: Round) -> list[Agreement]:
    rows = list(found.agreements.select_related("partner").order_by("partner__name", "turn"))
    for row in rows:
        row.round = found
    return rows


def counts_of(found: Round) -> tuple[Counter[str], Counter[str]]:
    """(agreements, offers) by state. Two queries."""
    agreements = Counter(found.agreements.values_list("state", flat=True))
    return agreements, Counter(found.offers.values_list("state", flat=True))


def too_few(found: Round) -> list[tuple[str, int, int, list[AlternateOffer]]]:
    """Places where those who accepted are fewer than its minimum, with nobody else to come: (partner, how many would
    sit, minimum, who accepted). Read when a round is stuck."""
    least = dict(found.plan.places.values_list("partner", "least"))
    accepted = found.offers.filter(state=OfferState.ACCEPTED, answer=Option.LOCAL).select_related(
        "application", "partner"
    )
    by_partner: dict[int, list[AlternateOffer]] = {}
    for offer in accepted:
        by_partner.setdefault(offer.partner_id or 0, []).append(offer)
    own = Counter(found.plan.seats.filter(kind="choice").values_list("partner", flat=True))
    rows = [
        (offers[0].partner.name if offers[0].partner else "", len(offers) + own[key], least.get(key, 0), offers)
        for key, offers in by_partner.items()
    ]
    short = [row for row in rows if row[1] < row[2]]
    return sorted(short or rows, key=lambda row: (row[1] - row[2], row[0]))


def policy_on(today: object) -> ConsentPolicy | None:
    return ConsentPolicy.objects.on(today).first()  # type: ignore[arg-type]


MOST_AGREEMENTS = 100


def what_happened(found: Round) -> EntryQuerySet:
    """Of the round and its agreements, newest first."""
    return entries_about(found, *found.agreements.all()[:MOST_AGREEMENTS])


def plan_of(found: Round) -> Plan:
    """The plan with its facts and seats, which pages leave out."""
    return Plan.objects.select_related("offering__intake", "offering__qualification").get(pk=found.plan_id)
