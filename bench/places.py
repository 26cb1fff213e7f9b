"""What candidates stand among: names, schools, partners, staff."""

from collections.abc import Iterator
from datetime import date, timedelta

from cadre.facilitators.models import Accreditation, Facilitator
from cadre.lib import clock
from cadre.lib.refs import normal_code
from cadre.partners.models import AllocationCode, Memorandum, Partner, Venue
from cadre.partners.states import MemorandumState, PartnerKind
from cadre.people.models import StaffRole, User
from cadre.programmes.models import Qualification
from cadre.schools.actions import index_schools
from cadre.schools.models import District, Placement, School, Trust
from cadre.schools.rules import search_text

FIRST = "Amina Tom Grace Owen Farah Leah Priya Callum Sunita Mark Ife Jo Peter Helen Kofi Rhys Siân Zoë Daniel".split()
LAST = "Siddiqui Bratt Okafor Marsh Mensah Pugh Nair Doyle Rao Elsden Adebayo Whitlam Crowther Nguyễn O’Neill".split()
TOWNS = "Matlock Arnold Derby Mansfield Leicester Norwich Halifax Corby Hull Exeter Gloucester Boston Ely".split()
TREES = "Oak Elm Ash Willow Rowan Hazel Beech Cedar Larch Poplar Alder Maple Holly Birch Lime Hornbeam".split()
KINDS = ("Primary School", "Academy", "Community College", "Church of England Primary School", "High School")
PARTNERS = 25
DAYS_KNOWN = 3_650


def people(first: int, many: int) -> Iterator[tuple[str, str]]:
    """Names and addresses of `many` people from number `first` on; no address comes twice."""
    for number in range(first, first + many):
        given, family = FIRST[number % len(FIRST)], LAST[number // len(FIRST) % len(LAST)]
        yield f"{given} {family}", f"person{number}@school{number % 997}.example"


def schools(many: int) -> list[School]:
    """Open schools, each in a district, a third of them in a trust."""
    districts = list(District.objects.filter(to_on=None).order_by("code"))
    trusts = Trust.objects.bulk_create(
        [Trust(uid=str(50_000 + n), name=f"{TREES[n % len(TREES)]} Learning Trust {n}") for n in range(many // 36 + 1)]
    )
    made = School.objects.bulk_create([_school(n) for n in range(many)], batch_size=5_000)
    Placement.objects.bulk_create(
        [
            Placement(
                school=one,
                district=districts[n % len(districts)],
                trust=trusts[n // 36 % len(trusts)] if n % 3 == 0 else None,
                source="bench",
            )
            for n, one in enumerate(made)
        ],
        batch_size=5_000,
    )
    index_schools([one.pk for one in made])
    return made


def _school(number: int) -> School:
    town = TOWNS[number % len(TOWNS)]
    street, kind = TREES[number // len(TOWNS) % len(TREES)], KINDS[number // 7 % len(KINDS)]
    name, postcode, urn = (
        f"{street} Lane {kind} {number}",
        f"DE{number % 90 + 1} {number % 9 + 1}AA",
        f"{100_000 + number}",
    )
    return School(
        urn=urn,
        name=name,
        search=search_text(name=name, town=town, postcode=postcode, urn=urn),
        type_code="01",
        street=f"{street} Lane",
        town=town,
        postcode=postcode,
        region="East Midlands",
    )


def partners(hosts: list[School], today: date) -> list[Partner]:
    """Signed partners, each with a venue and a code `BENCH-n`."""
    made = []
    for number in range(PARTNERS):
        partner = Partner.objects.create(
            slug=f"partner-{number}",
            name=f"{TOWNS[number % len(TOWNS)]} {TREES[number % len(TREES)]} Partnership",
            short_name=f"{TOWNS[number % len(TOWNS)]} {number}",
            kind=PartnerKind.TEACHING_SCHOOL,
            host_school=hosts[number],
            region="East Midlands",
            town=TOWNS[number % len(TOWNS)],
            postcode="DE4 3AA",
            easting=430_000 + 1_000 * number,
            northing=360_000 + 1_000 * number,
            signed_on=today - timedelta(days=DAYS_KNOWN),
        )
        Venue.objects.create(partner=partner, name="Lecture hall", address="1 Hall Lane", postcode="DE4 3AA")
        shown, since = f"BENCH-{number}", today - timedelta(days=DAYS_KNOWN)
        Memorandum.objects.create(
            ref=f"MOU-B{number:05}",
            partner=partner,
            state=MemorandumState.IN_FORCE,
            on_paper=True,
            in_force_on=since,
            drafted_at=clock.now(),
        )
        AllocationCode.objects.create(partner=partner, normal=normal_code(shown), shown=shown, from_on=since)
        made.append(partner)
    return made


def officer(today: date) -> User:
    user = User.objects.create_user("officer@bench.example", "Ruth Adeyemi")
    StaffRole.objects.create(user=user, role="ops", from_on=today - timedelta(days=DAYS_KNOWN))
    return user


def facilitator(number: int, today: date) -> Facilitator:
    since = today - timedelta(days=DAYS_KNOWN)
    user = User.objects.create_user(f"facilitator{number}@bench.example", f"Dev Anand {number}")
    made = Facilitator.objects.create(user=user, region="East Midlands", joined_on=since)
    for qualification in Qualification.objects.all():
        Accreditation.objects.create(facilitator=made, qualification=qualification, from_on=since)
    return made
