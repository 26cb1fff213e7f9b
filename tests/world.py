"""Rows for tests: small, named, with sensible defaults. Each function makes one thing and what it needs.

Days are relative to TODAY, so that rules about days read the same in every test.
"""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from cadre.applications.models import Application, Quote
from cadre.applications.states import Outcome, State
from cadre.facilitators.models import Accreditation, AssociateApplication, Facilitator, Referee
from cadre.groups.models import Enrolment, Group
from cadre.groups.states import GroupState, JoinedBy
from cadre.lib.refs import normal_code
from cadre.partners.actions import provider_itself
from cadre.partners.models import AllocationCode, Contact, Partner, Venue
from cadre.partners.states import ContactPurpose, PartnerKind
from cadre.people.models import StaffRole, User
from cadre.programmes.models import (
    DayTimes,
    GroupSizeRule,
    Intake,
    ListFee,
    Offering,
    Qualification,
    TimelineElement,
)
from cadre.programmes.states import MEETINGS, ElementKind, Pathway
from cadre.scheduling.models import Assignment, Event
from cadre.scheduling.states import ROLES
from cadre.schools.actions import index_schools
from cadre.schools.models import (
    CategoryList,
    CategoryUpload,
    District,
    DistrictCategory,
    Placement,
    RegisterLoad,
    School,
)
from cadre.schools.rules import search_text
from cadre.schools.states import LoadState
from tests.memoranda import in_force

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
SINCE = date(2016, 1, 1)
USUAL_INTAKE = {"intake__slug": "spring-2027"}
JOIN_HERE = "https://meet.example/npqsl"
FEES = {"NPQML": 95_000, "NPQSL": 125_000, "NPQH": 225_000, "NPQEL": 495_000}
_numbers = count(1)


def number() -> int:
    """A number no other row of this run has."""
    return next(_numbers)


def a_user(name: str = "Robin Vale", email: str = "") -> User:
    return User.objects.create_user(email or f"person{number()}@cadre.example", name)


def an_officer(name: str = "Ruth Adeyemi", role: str = "ops") -> User:
    """A member of the provider's staff: role is ops, finance, marketing, quality, dpo or sysadmin."""
    user = a_user(name)
    StaffRole.objects.create(user=user, role=role, from_on=SINCE)
    return user


def a_qualification(code: str = "NPQSL") -> Qualification:
    """A qualification with three face-to-face days and its list fee; the same one each time."""
    made, new = Qualification.objects.get_or_create(
        code=code,
        defaults={
            "slug": code.lower(),
            "name": f"National Professional Qualification ({code})",
            "level": "Senior leadership",
            "scope": "leading across a school",
            "headline": "Lead across the whole school",
            "summary": "Three days with leaders from schools near you.",
            "in_person_days": 3,
            "guided_hours": 84,
            "position": sorted(FEES).index(code) if code in FEES else 9,
            "submission_months": [12, 15, 18],
            "needs_gateway": code in ("NPQH", "NPQEL"),
        },
    )
    if new:
        ListFee.objects.create(
            qualification=made, pence=FEES.get(code, 100_000), from_on=SINCE, source="partner information document"
        )
    return made


def a_size_rule(minimum: int = 12, size: int = 24) -> GroupSizeRule:
    return GroupSizeRule.objects.get_or_create(
        from_on=SINCE, pathway="", defaults={"minimum": minimum, "size": size, "source": "partner information document"}
    )[0]


def day_times() -> DayTimes:
    return DayTimes.objects.get_or_create(
        from_on=SINCE,
        pathway=Pathway.IN_PERSON,
        defaults={
            "arrival": time(8, 30),
            "starts": time(9),
            "ends": time(16),
            "source": "partner information document",
        },
    )[0]


def an_intake(name: str = "Spring 2027", *, closes_in: int = 17, starts_in: int = 97) -> Intake:
    """An intake whose registration is open and closes in `closes_in` days."""
    return Intake.objects.get_or_create(
        slug=name.lower().replace(" ", "-"),
        defaults={
            "name": name,
            "opens_on": TODAY - timedelta(days=80),
            "closes_on": TODAY + timedelta(days=closes_in),
            "starts_on": TODAY + timedelta(days=starts_in),
        },
    )[0]


def an_offering(code: str = "NPQSL", intake: Intake | None = None) -> Offering:
    """A qualification in an intake with three two-week windows, eight weeks apart, each from a Monday."""
    known = Offering.objects.filter(qualification__code=code, **({"intake": intake} if intake else USUAL_INTAKE))
    if made := known.select_related("intake", "qualification").first():
        return made
    intake = intake or an_intake()
    offering, new = Offering.objects.get_or_create(intake=intake, qualification=a_qualification(code))
    if new:
        monday = intake.starts_on - timedelta(days=intake.starts_on.weekday())
        for day in (1, 2, 3):
            start = monday + timedelta(weeks=8 * (day - 1))
            TimelineElement.objects.create(
                offering=offering,
                kind=ElementKind.FACE_TO_FACE,
                number=day,
                title=f"Day {day}",
                short=str(day),
                starts_on=start,
                ends_on=start + timedelta(days=11),
            )
    a_size_rule()
    day_times()
    return offering


def at_a_distance(offering: Offering | None = None) -> Offering:
    """The offering with its distance pathway too: three online events, in windows as the three days have."""
    offering = offering or an_offering()
    if not offering.timeline.along(Pathway.DISTANCE).exists():
        for day in offering.timeline.filter(kind=ElementKind.FACE_TO_FACE):
            TimelineElement.objects.create(
                offering=offering,
                pathway=Pathway.DISTANCE,
                kind=ElementKind.ONLINE_EVENT,
                number=day.number,
                title=f"Online event {day.number}",
                short=str(day.number),
                starts_on=day.starts_on,
                ends_on=day.ends_on,
            )
    times = {"arrival": time(9, 15), "starts": time(9, 30), "ends": time(12, 30), "source": "EXAMPLE"}
    DayTimes.objects.get_or_create(from_on=SINCE, pathway=Pathway.DISTANCE, defaults=times)
    return offering


def a_category_list(**rows: str) -> CategoryList:
    """A list in use since SINCE, of districts as at SINCE: `Ashfield="5"`; the same one each time."""
    made, _ = CategoryList.objects.get_or_create(
        name="List of March 2016",
        defaults={"from_on": SINCE, "districts_as_at": SINCE, "source": "the department"},
    )
    for name, category in rows.items():
        district = District.objects.filter(name=name).first() or District.objects.create(
            code=f"E98{number():06}", name=name, region="East Midlands"
        )
        DistrictCategory.objects.create(
            list=made, district=district, from_on=SINCE, category=category, source="the department"
        )
    return made


def a_category_upload() -> CategoryUpload:
    """A file that was read, and waits to be published."""
    rows = [{"code": "E07000170", "name": "Ashfield", "category": "5"}]
    return CategoryUpload.objects.create(file_name="list.csv", digest=str(number()), rows=rows, uploaded_at=NOW)


def a_register_load() -> RegisterLoad:
    """A file of the school register that was read, and waits to be applied."""
    about = {"file_name": "edubasealldata.csv", "file_hash": str(number()), "by_name": "Ruth Adeyemi"}
    return RegisterLoad.objects.create(dated=TODAY, state=LoadState.STAGED, counts={"new": 1}, **about)


def a_school(name: str = "Matlock Bank Primary", **facts: Any) -> School:
    """An open maintained school in a district of its own, unless `district=` is given."""
    n = number()
    district = facts.pop("district", None) or District.objects.create(
        code=f"E99{n:06}", name=f"District {n}", region="East Midlands"
    )
    trust, diocese = facts.pop("trust", None), facts.pop("diocese", None)
    defaults = {"urn": str(900_000 + n), "type_code": "01", "town": "Matlock", "postcode": "DE4 3AA"}
    said = defaults | facts
    search = search_text(name=name, **{key: said[key] for key in ("town", "postcode", "urn")})
    school = School.objects.create(name=name, search=search, **said)
    index_schools([school.pk])
    Placement.objects.create(school=school, district=district, trust=trust, diocese=diocese, source="test")
    return school


def a_partner(name: str = "Peakside Schools Partnership", **facts: Any) -> Partner:
    """A partner with a memorandum in force (none with `signed_on=None`), a venue and an allocation code of its own."""
    n = number()
    defaults = {
        "slug": f"{name.split()[0].lower()}-{n}",
        "short_name": name.split()[0],
        "kind": PartnerKind.TEACHING_SCHOOL,
        "region": "East Midlands",
        "town": "Matlock",
        "postcode": "DE4 3AA",
        "signed_on": SINCE,
    }
    partner = Partner.objects.create(name=name, **(defaults | facts))
    Venue.objects.create(
        partner=partner, name="Darley House", address="Darley House, Matlock", postcode="DE4 3AA", capacity=30
    )
    if partner.signed_on:
        in_force(partner)
    shown = f"PEAK-{n:04}"
    AllocationCode.objects.create(partner=partner, normal=normal_code(shown), shown=shown, from_on=SINCE)
    return partner


def a_partner_lead(partner: Partner, name: str = "Joanna Pike", purpose: str = ContactPurpose.LEAD) -> User:
    user = a_user(name)
    Contact.objects.create(partner=partner, user=user, purpose=purpose, from_on=SINCE)
    return user


def a_facilitator(name: str = "Dev Anand", *codes: str) -> Facilitator:
    """A facilitator accredited for `codes`, NPQSL when none is named."""
    made = Facilitator.objects.create(user=a_user(name), region="East Midlands", joined_on=SINCE)
    for code in codes or ("NPQSL",):
        Accreditation.objects.create(facilitator=made, qualification=a_qualification(code), from_on=SINCE)
    return made


def an_associate(
    name: str = "Ann Lee", *, state: str = "submitted", email: str = "", referees: int = 0, **facts: Any
) -> AssociateApplication:
    """An associate application, with so many referees who were not asked yet."""
    n = number()
    made = AssociateApplication.objects.create(
        ref=f"FA-{n:08}",
        state=state,
        name=name,
        email=email or f"associate{n}@school.example",
        started_with=f"associate {n}",
        submitted_at=None if state == "draft" else NOW,
        created_at=NOW,
        changed_at=NOW,
        **({"employer": "Bonsall School", "region": "East Midlands", "years_leading": 6} | facts),
    )
    for position in range(1, referees + 1):
        Referee.objects.create(
            application=made,
            number=position,
            name=f"Referee {position}",
            email=f"r{n}.{position}@x.example",
            role="Head",
        )
    return made


def an_application(
    name: str = "Amina Yusuf", *, state: str = State.ACCEPTED, payable: int | None = None, **facts: Any
) -> Application:
    """A submitted application with a quote of the list fee, or of `payable` pence (0 is a full scholarship)."""
    offering = facts.pop("offering", None) or an_offering()
    user = facts.pop("applicant", None) or a_user(name)
    defaults: dict[str, Any] = {
        "ref": f"OLP-{number():06}",
        "name": name,
        "email": user.email,
        "applicant": user,
        "submitted_at": None if state == State.DRAFT else NOW,
        "may_offer_local": True,
        "born_on": date(1988, 5, 14),
        "billing_name": "Matlock Bank Primary",
        "billing_address": "Bank Road, Matlock",
        "billing_postcode": "DE4 3AA",
        "billing_email": "finance@matlockbank.example",
        "purchase_order": "PO-4471",
    }
    if "school" not in facts:
        facts["school"] = a_school()
    made = Application.objects.create(offering=offering, state=state, **(defaults | facts))
    listed = FEES.get(offering.qualification.code, 100_000)
    payable = listed if payable is None else payable
    made.quote = Quote.objects.create(
        application=made,
        made_at=NOW,
        outcome=Outcome.SCHOLARSHIP if payable == 0 else Outcome.LIST_FEE,
        reason_code="test",
        sentence="A quote for a test.",
        list_pence=listed,
        scholarship_pence=listed - payable,
        payable_pence=payable,
    )
    made.save()
    return made


def a_group(
    people: int = 0, *, partner: Partner | None = None, offering: Offering | None = None, **facts: Any
) -> Group:
    """A forming group with `people` enrolled candidates."""
    offering = offering or an_offering()
    defaults = {"ref": f"{offering.qualification.code}-S27-{number():02}", "minimum": 12, "size": 24}
    group = Group.objects.create(offering=offering, partner=partner or a_partner(), **(defaults | facts))
    school = a_school() if people else None
    for n in range(people):
        an_enrolment(group, name=f"Candidate {n + 1:02}", school=school)
    return group


def a_distance_group(people: int = 0, *, offering: Offering | None = None, **facts: Any) -> Group:
    """A forming group of the distance pathway, delivered by the provider itself."""
    defaults: dict[str, Any] = {"partner": provider_itself(), "pathway": Pathway.DISTANCE}
    return a_group(people, offering=at_a_distance(offering), **(defaults | facts))


def an_enrolment(group: Group, name: str = "Amina Yusuf", **facts: Any) -> Enrolment:
    """A candidate of the group; `facts` go to the application."""
    chose = None if group.is_distance else group.partner
    application = an_application(name, offering=group.offering, **({"preferred_partner": chose} | facts))
    return Enrolment.objects.create(
        ref=f"C{number():07}",
        group=group,
        application=application,
        person=application.applicant,
        joined_by=JoinedBy.CODE,
        seat=group.enrolments.taking_a_place().count() + 1,
    )


def an_event(group: Group, day: int = 1, on: date | None = None) -> Event:
    """The group's day 1, 2 or 3, at 09:00 on the first Wednesday of its window, or on the day given.

    At a distance it is online event 1, 2 or 3, from 09:30 to 12:30.
    """
    element = group.offering.timeline.along(group.pathway).get(kind__in=MEETINGS, number=day)
    on = on or element.starts_on + timedelta(days=2)
    if group.is_distance:
        times = {"arrival": time(9, 15), "starts": time(9, 30), "ends": time(12, 30), "joining_link": JOIN_HERE}
    else:
        times = {"arrival": time(8, 30), "starts": time(9), "ends": time(16), "venue": group.partner.venues.first()}
    return Event.objects.create(
        ref=f"{group.ref}-{day}",
        group=group,
        element=element,
        starts_on=on,
        ends_on=on,
        **times,
    )


def staffed(group: Group, *facilitators: Facilitator) -> Group:
    """The group with its lead facilitator and perhaps a second, or with its tutor."""
    for facilitator, role in zip(facilitators, ROLES[Pathway(group.pathway)], strict=False):
        Assignment.objects.create(group=group, facilitator=facilitator, role=role, assigned_at=NOW)
    return group


def a_confirmed_group(people: int = 14, *facilitators: Facilitator, **facts: Any) -> Group:
    """A confirmed group with dates picked and facilitators; Dev Anand alone when none is named.

    `pathway` distance makes it one of distance learning.
    """
    make = a_distance_group if facts.get("pathway") == Pathway.DISTANCE else a_group
    group = make(people, **facts)
    staffed(group, *(facilitators or (a_facilitator(),)))
    for day in (1, 2, 3):
        an_event(group, day)
    group.state, group.confirmed_at, group.confirmed_people = GroupState.CONFIRMED, NOW, people
    group.save()
    return group


def the_rates() -> None:
    """Every rate, head-count rule and number series a new deployment starts with."""
    from cadre.finance import reference

    reference.load(TODAY)
