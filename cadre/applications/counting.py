"""Which place somebody's is, where a discount counts people otherwise than payer by payer over a whole intake."""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from cadre.applications.models import Application
from cadre.applications.rules.discount import OWN_SCOPE, Band, Place
from cadre.applications.rules.filled import Filled
from cadre.applications.states import ALIVE, Counted, Over, Payer
from cadre.programmes.models import Offering
from cadre.schools.models import Placement, School, Trust

INVOICED = (Payer.SCHOOL, Payer.TRUST)


def places_of(
    filled: Filled,
    offering: Offering,
    school: School | None,
    bands: Sequence[Band],
    *,
    team: Trust | None = None,
    apart_from: int | None = None,
) -> tuple[Place, ...]:
    """The place in every scope of `bands` but the payer's own. Nobody who pays alone, or whose school is unknown.

    At most two queries a scope, and none while the day's bands count payer by payer. `apart_from` as in
    `quote_inputs`.
    """
    scopes = list(dict.fromkeys(band.scope for band in bands if band.scope != OWN_SCOPE))
    if (school is None and team is None) or filled.payer not in INVOICED or not scopes:
        return ()
    trust = team or _trust_of(school)
    others = Application.objects.filter(offering__intake=offering.intake_id, state__in=ALIVE, payer__in=INVOICED)
    others = others.exclude(pk=apart_from) if apart_from else others
    return tuple(_place(scope, others, filled, offering, school, trust) for scope in scopes)


def hold_payers_of(people: Iterable[Application | Filled]) -> None:
    """Hold the schools and trusts of these people until the end of the transaction: only then are their people counted.

    Trusts by key, then schools by key, each at most once; whoever quotes several people calls it for all of them first.
    """
    said = list(people)
    schools = {one.school_id for one in said if one.school_id}
    trusts = {one.trust_id for one in said if one.trust_id}
    if schools:
        trusts |= set(Placement.objects.filter(school__in=schools, to_on=None).values_list("trust", flat=True)) - {None}
    for model, keys in ((Trust, trusts), (School, schools)):
        if keys:
            rows = model._default_manager.select_for_update(no_key=True).filter(pk__in=keys)
            list(rows.order_by("pk").values_list("pk"))


def _place(
    scope: tuple[str, str],
    others: QuerySet[Application],
    filled: Filled,
    offering: Offering,
    school: School | None,
    trust: Trust | None,
) -> Place:
    """Of a central team all people of its trust are counted, whichever way a band counts them."""
    counted, over = scope
    if over == Over.QUALIFICATION:
        others = (
            others.filter(offering=offering.pk)
            if offering.pk
            else others.filter(offering__qualification=offering.qualification_id)
        )
    if school is None and trust:
        return Place(counted, over, trust.name, 1 + paid_by_trust(others, trust).count())
    if counted == Counted.PAYER:
        others = others.filter(payer=filled.payer)
    together = counted == Counted.TRUST or (counted == Counted.PAYER and filled.payer == Payer.TRUST)
    if together and trust:
        members = Placement.objects.filter(trust=trust, to_on=None).values("school")
        return Place(counted, over, trust.name, 1 + others.filter(Q(school__in=members) | Q(trust=trust)).count())
    return Place(counted, over, school.name if school else "", 1 + others.filter(school=school).count())


def paid_by_trust(others: QuerySet[Application], trust: Trust) -> QuerySet[Application]:
    """Those of `others` that the trust pays: people of its schools who said so, and its central team."""
    members = Placement.objects.filter(trust=trust, to_on=None).values("school")
    return others.filter(Q(payer=Payer.TRUST, school__in=members) | Q(payer__in=INVOICED, trust=trust))


def _trust_of(school: School | None) -> Trust | None:
    """The trust the school belongs to now; a school without one counts by itself."""
    place = Placement.objects.filter(school=school, to_on=None).select_related("trust").first()
    return place.trust if place else None
