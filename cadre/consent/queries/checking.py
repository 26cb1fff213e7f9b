"""The independent check before a plan is carried out, from rows and nothing that the plan was made with."""

from cadre.consent.models import Round
from cadre.consent.queries.answers import standing_of
from cadre.consent.rules.checking import Point, Seat, faults_of
from cadre.formation.queries.carrying_out import is_elsewhere
from cadre.partners.models import Partner


def faults_now(found: Round, places: dict[int, str]) -> list[str]:
    """What is wrong with carrying out the round's plan with these consents, by application's key."""
    seen = standing_of(found)
    rows = found.plan.seats.exclude(place="").select_related(
        "application__school",
        "application__code__partner",
        "application__preferred_partner",
        "partner__host_school",
        "now_in__partner",
    )
    unsaid = int(found.plan.terms["unsaid_km"])
    seats = []
    for row in rows:
        if row.offered or not row.changes or not is_elsewhere(row) or row.partner is None:
            continue
        person, school = row.application, row.application.school
        code = person.code
        own = row.now_in.partner if row.now_in else code.partner if code else person.preferred_partner
        seats.append(
            Seat(
                name=person.name,
                key=person.pk,
                place=row.place,
                host=row.partner.slug,
                own=own.slug if own else "",
                consents=bool(person.may_offer_local),
                limit_km=unsaid if person.travel_km is None else person.travel_km,
                school=_point(school.easting, school.northing) if school else None,
                at=_place_of(row.partner),
            )
        )
    return faults_of(seats, places, {seen.slugs[key]: terms for key, terms in seen.terms.items()})


def _place_of(partner: Partner) -> Point | None:
    host = partner.host_school
    return _point(partner.easting, partner.northing) or (_point(host.easting, host.northing) if host else None)


def _point(easting: int | None, northing: int | None) -> Point | None:
    return (easting, northing) if easting is not None and northing is not None else None
