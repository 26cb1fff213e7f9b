"""What stands before any intake: partners with their people, schools, and facilitators."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from cadre.demo.network import partnerships, weeks
from cadre.demo.network.names import address_of
from cadre.demo.network.places import PLACES, SCHOOL_KINDS, SCHOOL_NAMES, Place
from cadre.facilitators.models import Accreditation, Facilitator
from cadre.journal.actions import System
from cadre.lib import clock
from cadre.lib.refs import normal_code
from cadre.partners.models import AllocationCode, Contact, Partner, Venue
from cadre.partners.states import ContactPurpose
from cadre.people.actions import ask_role, end_role, grant_role, person_for
from cadre.people.models import User
from cadre.programmes.models import Qualification
from cadre.schools.actions import add_school
from cadre.schools.models import Diocese, District, School, Trust

DEMO = System("The demo")
FIRST_URN = 900_001
SCHOOLS_EACH = 14
AROUND_METRES = 14_000
FACILITATORS = 60
SINCE = timedelta(days=3 * 365)
COLLEAGUES = [
    *[("Iris Cole", "sysadmin"), ("Omar Reid", "sysadmin"), ("Hannah Frost", "quality"), ("Leo Marsh", "marketing")],
    *[("Priya Nair", "dpo"), ("Edwin Sharpe", "ops")],
]


@dataclass
class Network:
    """What the intakes are made with. `near` are the schools around each partner, by its slug."""

    today: date
    random: Random
    officer: User
    finance: User
    partners: dict[str, Partner] = field(default_factory=dict)
    leads: dict[str, User] = field(default_factory=dict)
    near: dict[str, list[School]] = field(default_factory=dict)
    facilitators: dict[str, list[Facilitator]] = field(default_factory=dict)


def _colleagues(network: Network, since: date) -> None:
    """The rest of the office: two who give roles, one who left, and a role that waits for a second."""
    found = {}
    for name, role in COLLEAGUES:
        email = f"{name.lower().replace(' ', '.')}@provider.example"
        found[name] = person_for(email=email, name=name, by=DEMO)
        grant_role(user=found[name], role=role, from_on=since, by=DEMO)
    end_role(user=found["Edwin Sharpe"], role="ops", to_on=network.today - timedelta(days=90), by=found["Iris Cole"])
    ask_role(
        user=found["Hannah Frost"],
        role="ops",
        from_on=network.today,
        reason="Stands in for Ruth over the holidays",
        by=found["Iris Cole"],
        now=clock.now(),
    )


def build(today: date, random: Random, names) -> Network:
    """Staff, partners, schools and facilitators. `names` yields people's names."""
    since = today - SINCE
    network = Network(
        today,
        random,
        officer=person_for(email="ruth.adeyemi@provider.example", name="Ruth Adeyemi", by=DEMO),
        finance=person_for(email="martin.hale@provider.example", name="Martin Hale", by=DEMO),
    )
    grant_role(user=network.officer, role="ops", from_on=since, by=DEMO)
    grant_role(user=network.finance, role="finance", from_on=since, by=DEMO)
    _colleagues(network, since)
    for place in PLACES:
        _partner(network, place, since, names)
    partnerships.build(network)
    _facilitators(network, since, names)
    return network


def _partner(network: Network, place: Place, since: date, names) -> None:
    district = District.objects.get(code=place.district)
    diocese = (
        Diocese.objects.get_or_create(code=place.diocese[0], defaults={"name": place.diocese[1]})[0]
        if place.diocese
        else None
    )
    trust = Trust.objects.create(uid=str(90_000 + len(network.partners)), name=f"{place.short} Schools Trust")
    network.near[place.slug] = schools = _schools(network, place, district, trust, diocese)
    partner = Partner.objects.create(
        slug=place.slug,
        name=place.name,
        short_name=place.short,
        kind=place.kind,
        host_school=schools[0],
        region=place.region,
        town=place.town,
        postcode=f"{place.postcode_area} 1AA",
        address=f"{place.venue}\n{place.town}\n{place.postcode_area} 1AA",
        easting=place.easting,
        northing=place.northing,
        overview=(
            f"{place.name} brings together schools in and around {place.town}. Our leadership groups are led by "
            f"serving heads and deputies, and meet at {place.venue}."
        ),
        signed_on=since,
    )
    network.partners[place.slug] = partner
    Venue.objects.create(
        partner=partner,
        name=f"{place.venue}, {place.town}",
        address=f"Station Road, {place.town}",
        postcode=f"{place.postcode_area} 1AA",
        capacity=40,
        getting_there=f"Ten minutes on foot from {place.town} station. Parking on site for 20 cars.",
        step_free=True,
    )
    AllocationCode.objects.create(partner=partner, normal=normal_code(place.code), shown=place.code, from_on=since)
    lead_name = {"peakside": "Joanna Pike", "trent-reach": "Samuel Okoro"}.get(place.slug) or next(names)
    network.leads[place.slug] = _contact(partner, lead_name, ContactPurpose.LEAD, since)
    _contact(partner, next(names), ContactPurpose.FINANCE, since)


def _contact(partner: Partner, name: str, purpose: str, since: date) -> User:
    user = person_for(email=address_of(name, partner.slug.replace("-", "")), name=name, by=DEMO)
    Contact.objects.create(partner=partner, user=user, purpose=purpose, from_on=since)
    return user


def _schools(network: Network, place: Place, district: District, trust: Trust, diocese: Diocese | None) -> list[School]:
    """Fourteen schools around a partner. A third belong to its trust, church schools to its diocese."""
    made, random = [], network.random
    first = FIRST_URN + len(network.partners) * SCHOOLS_EACH
    for number in range(SCHOOLS_EACH):
        village = place.villages[number % len(place.villages)]
        kind, type_code, phase = SCHOOL_KINDS[number % len(SCHOOL_KINDS)]
        church = type_code == "02"
        made.append(
            add_school(
                urn=str(first + number),
                name=f"{village} {SCHOOL_NAMES[number]} {kind}",
                type_code=type_code,
                district=district,
                trust=trust if number % 3 == 0 else None,
                diocese=diocese if church else None,
                source="demo network",
                phase=phase,
                street=f"{SCHOOL_NAMES[number]} Road",
                town=village,
                postcode=_postcode(place, number),
                region=place.region,
                easting=place.easting + random.randint(-AROUND_METRES, AROUND_METRES),
                northing=place.northing + random.randint(-AROUND_METRES, AROUND_METRES),
                pupils=random.randint(90, 1400),
            )
        )
    return made


def _postcode(place: Place, number: int) -> str:
    return f"{place.postcode_area} {1 + number % 9}{'ABDEFGHJLN'[number % 10]}{'PQRSTUWXYZ'[number % 10]}"


def _facilitators(network: Network, since: date, names) -> None:
    """Five around each partner, each accredited for two qualifications."""
    qualifications = list(Qualification.objects.all())
    wanted = ["Dev Anand", "Sara Linden"]
    for number in range(FACILITATORS):
        place = PLACES[number // 5 % len(PLACES)]
        name = wanted.pop(0) if wanted else next(names)
        user = person_for(email=address_of(name, "facilitators"), name=name, by=DEMO)
        schools = network.near[place.slug]
        facilitator = Facilitator.objects.create(
            user=user,
            employer=schools[number % len(schools)].name,
            phone=f"+441632960{number:03}",
            region=place.region,
            easting=schools[number % len(schools)].easting,
            northing=schools[number % len(schools)].northing,
            joined_on=since,
        )
        for offset in (0, 1):
            qualification = qualifications[(number + offset) % len(qualifications)]
            Accreditation.objects.create(facilitator=facilitator, qualification=qualification, from_on=since)
        if number < 2:  # the two named ones run the group whose day is tomorrow
            middle = Qualification.objects.get(code="NPQML")
            Accreditation.objects.get_or_create(
                facilitator=facilitator, qualification=middle, defaults={"from_on": since}
            )
        network.facilitators.setdefault(place.slug, []).append(facilitator)
    weeks.say([person for near in network.facilitators.values() for person in near], network.today)
