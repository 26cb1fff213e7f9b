"""The facts a plan is drawn from, as they are now: who would sit, where they may, and which groups there are."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Sum

from cadre.applications.models import Application
from cadre.applications.states import ALIVE, GONE, State
from cadre.bookings.models import Offer, QueueMember
from cadre.bookings.states import OfferState
from cadre.formation.models import FormationPolicy
from cadre.formation.rules.answering import Answers
from cadre.formation.rules.drawing import NOBODY_ANSWERED, Person, Place, Point, Settings, instance_of
from cadre.formation.states import BY_HAND
from cadre.groups.models import Group
from cadre.groups.queries.placing import size_rule
from cadre.groups.states import EnrolmentState, GroupState
from cadre.lib.errors import Refusal
from cadre.partners.models import Partner
from cadre.partners.queries.hosting import why_no_group
from cadre.programmes.models import Offering
from cadre.programmes.states import Pathway

Drawn = dict[str, Any]


def usual_settings(as_of: date) -> Settings:
    """The settings a plan is made by unless somebody chooses others. Raises Refusal without a policy."""
    policy = FormationPolicy.objects.on(as_of).first()
    if policy is None:
        raise Refusal("No policy of formation plans holds today. Whoever runs this site can load one: load_reference.")
    return Settings(unsaid_km=policy.unsaid_km)


def instance_for(offering: Offering, *, as_of: date, settings: Settings, answers: Answers = NOBODY_ANSWERED) -> Drawn:
    """{"instance": as a plan file has it, "facts": {"people", "places"}}, by references. Eight queries at
    most. A place that is `closed` says why its partner can have no group.

    Drawn from accepted and, unless the settings say otherwise, undecided applications, and the offering's forming and
    confirmed groups. Whoever sits in a confirmed group is settled and not in it. A forming group's people belong to
    its partner: who was placed by code or choice has chosen it, who was placed by hand or was offered the place keeps
    it while it runs. Others wish for their code's partner, then the one they chose, as placing by the rule does.
    Distances are straight lines between school and partner. `answers`: what was said to an earlier proposal.
    """
    rule = size_rule(as_of)
    places, facts = _places(offering, as_of, settings, rule.minimum, rule.size, answers)
    people = _people(offering, settings, {place.id for place in places}, _confirmed_of(places))
    instance = instance_of(people, places, settings, minimum=rule.minimum, maximum=rule.size, answers=answers)
    said = {
        person.id: {
            "now": person.now_in,
            "kept": person.kept,
            "undecided": person.undecided,
            "distance": person.distance,
        }
        for person in people
    }
    return {"instance": instance, "facts": {"people": said, "places": facts}}


def _places(
    offering: Offering, as_of: date, settings: Settings, minimum: int, size: int, answers: Answers
) -> tuple[list[Place], dict[str, Any]]:
    """Every partner of a forming group or of somebody's wish, and each confirmed group with free places."""
    groups = list(_groups(offering))
    hosts = _hosts(offering, groups)
    closed = why_no_group(hosts, offering.qualification, starts_on=offering.intake.starts_on, today=as_of)
    places: list[Place] = []
    facts: dict[str, dict[str, Any]] = {}
    for host in hosts:
        own = [group for group in groups if group.partner_id == host.pk and group.state == GroupState.FORMING]
        number = len(own) if own else int(settings.open_groups)
        number = number if host.pk not in closed and host.slug not in answers.closed else 0
        least = max((group.minimum for group in own), default=minimum)
        most = max(sum(group.size for group in own) // len(own), least) if own else size
        places.append(Place(host.slug, host.slug, number, least, most, _point(host)))
        facts[host.slug] = {"groups": [[group.ref, group.size, group.minimum] for group in own]}
        if host.pk in closed:
            facts[host.slug]["closed"] = closed[host.pk]
    by_key, offered = {host.pk: host for host in hosts}, _offered(offering)
    for group in groups:
        free = group.size - group.people - offered.get(group.pk, 0) if group.is_confirmed else 0
        if settings.fill_confirmed and free > 0 and group.state == GroupState.CONFIRMED:
            host = by_key[group.partner_id]
            places.append(Place(group.ref, host.slug, 1, 1, free, _point(host)))
            facts[group.ref] = {"groups": [[group.ref, group.size, 1]]}
    return places, facts


def _groups(offering: Offering) -> QuerySet[Any]:
    rows = Group.objects.in_person().filter(offering=offering, state__in=(GroupState.FORMING, GroupState.CONFIRMED))
    return rows.with_people().order_by("ref")


def _hosts(offering: Offering, groups: list[Any]) -> list[Partner]:
    chose = Application.objects.filter(offering=offering, state__in=ALIVE).order_by()
    wanted = Q(pk__in=[group.partner_id for group in groups])
    wanted |= Q(pk__in=chose.values("preferred_partner")) | Q(pk__in=chose.values("code__partner"))
    return list(Partner.objects.filter(wanted).select_related("host_school", "merged_into").order_by("slug"))


def _offered(offering: Offering) -> dict[int, int]:
    """Places of confirmed groups that are offered to others, by group."""
    rows = Offer.objects.open().filter(group__offering=offering, group__state=GroupState.CONFIRMED).order_by()
    return {row["group"]: row["n"] for row in rows.values("group").annotate(n=Sum("places"))}


def _confirmed_of(places: list[Place]) -> dict[str, str]:
    """The confirmed group with room of each partner that has one and no forming group."""
    forming = {place.partner for place in places if place.id == place.partner and place.groups}
    return {place.partner: place.id for place in places if place.id != place.partner and place.partner not in forming}


class _Row(NamedTuple):
    ref: str
    state: str
    easting: int | None
    northing: int | None
    limit_km: int | None
    local: bool | None
    distance: bool | None
    preferred: str | None
    code: str | None
    place_state: str | None
    group: str | None
    group_state: str | None
    host: str | None
    how: str | None
    key: int


FIELDS = (
    *("ref", "state", "school__easting", "school__northing", "travel_km", "may_offer_local", "may_offer_distance"),
    *("preferred_partner__slug", "code__partner__slug", "enrolment__state", "enrolment__group__ref"),
    *("enrolment__group__state", "enrolment__group__partner__slug", "enrolment__joined_by", "pk"),
)


def _people(offering: Offering, settings: Settings, places: set[str], confirmed: dict[str, str]) -> list[Person]:
    states = ALIVE if settings.undecided else (State.ACCEPTED,)
    rows = Application.objects.filter(offering=offering, state__in=states).exclude(state__in=GONE)
    settled = Q(enrolment__state__in=(EnrolmentState.WITHDRAWN, EnrolmentState.COMPLETED))
    elsewhere = ~Q(enrolment__group__state=GroupState.FORMING) | Q(enrolment__group__pathway=Pathway.DISTANCE)
    settled |= Q(enrolment__state=EnrolmentState.ENROLLED) & elsewhere
    offered = _offers_held(offering)
    found = []
    for row in map(_Row._make, rows.exclude(settled).order_by("submitted_at", "pk").values_list(*FIELDS)):
        if (offer := offered.get(row.key)) and offer[1] != GroupState.FORMING:
            continue
        found.append(_person(row, offer[0] if offer else None, places, confirmed))
    return found


def _offers_held(offering: Offering) -> dict[int, tuple[str, str]]:
    """Whoever is offered a place from the waiting list: the partner, and the state of its group."""
    rows = QueueMember.objects.filter(ended_at=None, entry__offering=offering, entry__offers__state=OfferState.OPEN)
    said = rows.values_list("application", "entry__offers__group__partner__slug", "entry__offers__group__state")
    return {application: (partner, state) for application, partner, state in said}


def _person(row: _Row, offered: str | None, places: set[str], confirmed: dict[str, str]) -> Person:
    sits = row.place_state == EnrolmentState.ENROLLED
    partner = (row.host if sits else None) or offered or row.code or row.preferred
    wish = confirmed.get(partner, partner) if partner else None
    point = (row.easting, row.northing) if row.easting is not None and row.northing is not None else None
    return Person(
        id=row.ref,
        wish=wish if wish in places else None,
        chose=tuple({one for one in (row.preferred, row.code, partner) if one}),
        point=point,
        limit_km=row.limit_km,
        local=bool(row.local),
        distance=bool(row.distance),
        undecided=row.state != State.ACCEPTED,
        now_in=row.group if sits and row.group else "",
        kept=bool(offered) or (sits and row.how in BY_HAND),
    )


def _point(partner: Partner) -> Point | None:
    """Where the partner is: its own point, or its host school's."""
    if partner.easting is not None and partner.northing is not None:
        return partner.easting, partner.northing
    host = partner.host_school
    if host and host.easting is not None and host.northing is not None:
        return host.easting, host.northing
    return None
