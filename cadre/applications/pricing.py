"""The facts a quote needs, read from the rows that hold on its day, and the quote as a row."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from cadre.applications.counting import INVOICED, hold_payers_of, paid_by_trust, places_of
from cadre.applications.models import Application, Confirmation, DiscountBand, Quote, ScholarshipRule, Settlement
from cadre.applications.rules import stored
from cadre.applications.rules.discount import Band
from cadre.applications.rules.filled import Filled
from cadre.applications.rules.pricing import Inputs, Price, priced
from cadre.applications.rules.scholarship import Settled
from cadre.applications.states import ALIVE, Answered, Funding, Payer
from cadre.lib.errors import Refusal
from cadre.programmes.models import ListFee, Offering
from cadre.schools.facts import ScholarshipFacts
from cadre.schools.models import Placement, School, Trust
from cadre.schools.queries import scholarship_facts, trust_facts


class NoPrice(Refusal):
    """There is no list fee for the qualification on that day."""


def quote_inputs(
    filled: Filled, offering: Offering, *, on: date, apart_from: int | None = None, lock: bool = False
) -> tuple[Inputs, dict[str, Any]]:
    """The inputs of a price for `filled` on a day, and the keys of the dated rows it is decided by.

    `apart_from`: the key of the application itself, so that it does not count as its own school's first place.
    `lock` holds the payer until the transaction ends, so that two people never get the same place. Raises NoPrice.
    """
    fee = ListFee.objects.on(on).filter(qualification=offering.qualification_id).first()
    if fee is None:
        raise NoPrice(f"{offering.qualification} has no fee for {on:%d/%m/%Y} yet.")
    school = School.objects.filter(pk=filled.school_id).first() if filled.school_id else None
    trust = Trust.objects.filter(pk=filled.trust_id).first() if filled.trust_id else None
    asks = filled.funding == Funding.SCHOLARSHIP
    rule = ScholarshipRule.objects.on(on).first() if asks else None
    bands = _bands(DiscountBand.objects.on(on)) if filled.payer in INVOICED else ()
    if lock and filled.payer in INVOICED:
        hold_payers_of([filled])
    places = places_of(filled, offering, school, bands, team=trust, apart_from=apart_from)
    payer_name, place = _place(filled, offering, school, trust, apart_from=apart_from)
    inputs = Inputs(
        qualification=offering.qualification.code,
        intake=offering.intake.name,
        list_pence=fee.pence,
        funding=str(filled.funding),
        payer=str(filled.payer),
        payer_name=payer_name,
        place=place,
        before=str(filled.before),
        workplace=trust.name if trust else school.name if school else filled.school_typed,
        bands=bands,
        facts=_facts(school, trust, on=on) if rule else None,
        criteria=rule.rule if rule else None,
        places=places,
        paid_before=asks and _paid_before(filled, apart_from=apart_from),
        settled=_settled(apart_from) if asks and apart_from else None,
    )
    versions = {
        "decided_on": on.isoformat(),
        "list_fee": fee.pk,
        "bands": [band.row for band in inputs.bands],
        "scholarship_rule": rule.pk if rule else None,
        "inputs": stored.VERSION,
    }
    return inputs, versions


def _facts(school: School | None, trust: Trust | None, *, on: date) -> ScholarshipFacts | None:
    """Of the school, or of the trust whose central team it is."""
    if trust:
        return trust_facts(trust, on=on)
    return scholarship_facts(school, on=on) if school else None


def _place(
    filled: Filled, offering: Offering, school: School | None, team: Trust | None, *, apart_from: int | None
) -> tuple[str, int]:
    """The payer's name, and which of its people in this intake this is. A central team's payer is its trust."""
    if team and filled.payer != Payer.SELF:
        others = Application.objects.filter(offering__intake=offering.intake_id, state__in=ALIVE)
        others = others.exclude(pk=apart_from) if apart_from else others
        return team.name, 1 + (paid_by_trust(others, team).count() if filled.payer else 0)
    if filled.payer == Payer.SELF or school is None:
        return ("" if filled.payer == Payer.SELF else filled.school_typed), 1
    others = Application.objects.filter(offering__intake=offering.intake_id, payer=filled.payer, state__in=ALIVE)
    others = others.exclude(pk=apart_from) if apart_from else others
    if filled.payer == Payer.TRUST:
        place = Placement.objects.filter(school=school, to_on=None).select_related("trust").first()
        if place and place.trust:
            others = Application.objects.filter(offering__intake=offering.intake_id, state__in=ALIVE)
            others = others.exclude(pk=apart_from) if apart_from else others
            return place.trust.name, 1 + paid_by_trust(others, place.trust).count()
        return f"the trust of {school.name}", 1
    return school.name, 1 + (others.filter(school=school).count() if filled.payer else 0)


def _bands(rows: Any) -> tuple[Band, ...]:
    return tuple(row.rule for row in sorted(rows, key=lambda row: (row.people, row.pk)))


def _paid_before(filled: Filled, *, apart_from: int | None) -> bool:
    """Whether a scholarship was approved for somebody with the same teacher number, or the same name and birth date."""
    same = Q()
    if filled.trn:
        same |= Q(application__trn=filled.trn)
    if filled.born_on and filled.name:
        same |= Q(application__born_on=filled.born_on, application__name__iexact=filled.name)
    approved = Confirmation.objects.filter(same, state=Answered.APPROVED) if same else Confirmation.objects.none()
    return approved.exclude(application=apart_from).exists() if apart_from else approved.exists()


def prices_by_payer(application: Application, *, on: date) -> dict[str, Price]:
    """What a submitted application would cost for each payer. Raises NoPrice."""
    said, found = filled_from(application), {}
    for payer in Payer:
        filled = replace(said, payer=payer.value)
        found[payer.value] = priced(quote_inputs(filled, application.offering, on=on, apart_from=application.pk)[0])
    return found


def _settled(application: int) -> Settled | None:
    """What a person found out about the scholarship of this application."""
    found = Settlement.objects.filter(application=application, ended_at=None).first()
    return found.rule if found else None


def quote_row(
    application: Application, inputs: Inputs, price: Price, versions: dict[str, Any], *, now: datetime
) -> Quote:
    """The quote as it is kept, with everything it was decided by."""
    return Quote(
        application=application,
        made_at=now,
        outcome=price.outcome,
        reason_code=price.code,
        sentence=price.sentence,
        list_pence=price.list_pence,
        discount_pence=price.discount_pence,
        scholarship_pence=price.scholarship_pence,
        payable_pence=price.payable_pence,
        inputs=stored.as_json(inputs),
        versions=versions,
    )


def filled_from(application: Application) -> Filled:
    """What a submitted application says, as far as its price depends on it."""
    return Filled(
        offering_id=application.offering_id,
        name=application.name,
        born_on=application.born_on,
        trn=application.trn,
        before=application.before,
        school_id=application.school_id,
        school_typed=application.school_typed,
        workplace_kind=application.workplace_kind,
        trust_id=application.trust_id,
        funding=application.funding,
        payer=application.payer,
    )
