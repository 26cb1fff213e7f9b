"""Rows for tests: small, named, with sensible defaults. Each function makes one thing and what it needs.

Days are relative to TODAY, so that rules about days read the same in every test.
"""

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any

from django.db.models import OuterRef

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
from cadre.programmes.models import Offering
from cadre.programmes.states import MEETINGS, Pathway
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
from tests.programme import FEES as FEES
from tests.programme import NOW as NOW
from tests.programme import SINCE as SINCE
from tests.programme import TODAY as TODAY
from tests.programme import a_qualification as a_qualification
from tests.programme import a_size_rule as a_size_rule
from tests.programme import an_intake as an_intake
from tests.programme import an_offering as an_offering
from tests.programme import at_a_distance as at_a_distance
from tests.programme import day_times as day_times
from tests.programme import number as number

JOIN_HERE = "https://meet.example/npqsl"


def a_user(name: str = "Robin Vale", email: str = "") -> User:
    return User.objects.create_user(email or f"person{number()}@cadre.example", name)


def some_users(names: Iterable[str]) -> list[User]:
    """One `a_user` for each name."""
    users = [User(email=f"person{number()}@cadre.example", name=name) for name in names]
    for user in users:
        user.set_unusable_password()
    return User.objects.bulk_create(users)


def an_officer(name: str = "Ruth Adeyemi", role: str = "ops") -> User:
    """A member of the provider's staff: role is ops, finance, marketing, quality, dpo or sysadmin."""
    user = a_user(name)
    StaffRole.objects.create(user=user, role=role, from_on=SINCE)
    return user


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
    return some_applications([name], state=state, payable=payable, **facts)[0]


def some_applications(
    names: Iterable[str], *, state: str = State.ACCEPTED, payable: int | None = None, **facts: Any
) -> list[Application]:
    """One `an_application` for each name, alike but for who they are. Each has a school of its own, unless given."""
    names = list(names)
    offering = facts.pop("offering", None) or an_offering()
    applicant = facts.pop("applicant", None)
    users = [applicant] * len(names) if applicant else some_users(names)
    usual: dict[str, Any] = {
        "submitted_at": None if state == State.DRAFT else NOW,
        "may_offer_local": True,
        "born_on": date(1988, 5, 14),
        "billing_name": "Matlock Bank Primary",
        "billing_address": "Bank Road, Matlock",
        "billing_postcode": "DE4 3AA",
        "billing_email": "finance@matlockbank.example",
        "purchase_order": "PO-4471",
    }
    rows = []
    for name, user in zip(names, users, strict=True):
        own = {"ref": f"OLP-{number():06}", "name": name, "email": user.email, "applicant": user}
        if "school" not in facts:
            own["school"] = a_school()
        rows.append(Application(offering=offering, state=state, **(usual | own | facts)))
    made = Application.objects.bulk_create(rows)
    listed = FEES.get(offering.qualification.code, 100_000)
    payable = listed if payable is None else payable
    quotes = Quote.objects.bulk_create(
        Quote(
            application=one,
            made_at=NOW,
            outcome=Outcome.SCHOLARSHIP if payable == 0 else Outcome.LIST_FEE,
            reason_code="test",
            sentence="A quote for a test.",
            list_pence=listed,
            scholarship_pence=listed - payable,
            payable_pence=payable,
        )
        for one in made
    )
    theirs = Quote.objects.filter(application=OuterRef("pk")).values("pk")
    Application.objects.filter(pk__in=[one.pk for one in made]).update(quote=theirs)
    for one, quote in zip(made, quotes, strict=True):
        one.quote = quote
    return made


def a_group(
    people: int = 0, *, partner: Partner | None = None, offering: Offering | None = None, **facts: Any
) -> Group:
    """A forming group with `people` enrolled candidates."""
    offering = offering or an_offering()
    defaults = {"ref": f"{offering.qualification.code}-S27-{number():02}", "minimum": 12, "size": 24}
    group = Group.objects.create(offering=offering, partner=partner or a_partner(), **(defaults | facts))
    school = a_school() if people else None
    some_enrolments(group, [f"Candidate {n + 1:02}" for n in range(people)], school=school)
    return group


def a_distance_group(people: int = 0, *, offering: Offering | None = None, **facts: Any) -> Group:
    """A forming group of the distance pathway, delivered by the provider itself."""
    defaults: dict[str, Any] = {"partner": provider_itself(), "pathway": Pathway.DISTANCE}
    return a_group(people, offering=at_a_distance(offering), **(defaults | facts))


def an_enrolment(group: Group, name: str = "Amina Yusuf", **facts: Any) -> Enrolment:
    """A candidate of the group; `facts` go to the application."""
    return some_enrolments(group, [name], **facts)[0]


def some_enrolments(group: Group, names: Iterable[str], **facts: Any) -> list[Enrolment]:
    """Candidates of the group, one for each name; `facts` go to their applications."""
    names = list(names)
    if not names:
        return []
    chose = None if group.is_distance else group.partner
    applications = some_applications(names, offering=group.offering, **({"preferred_partner": chose} | facts))
    taken = group.enrolments.taking_a_place().count()
    return Enrolment.objects.bulk_create(
        Enrolment(
            ref=f"C{number():07}",
            group=group,
            application=application,
            person=application.applicant,
            joined_by=JoinedBy.CODE,
            seat=seat,
        )
        for seat, application in enumerate(applications, start=taken + 1)
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
