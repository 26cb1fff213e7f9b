"""Fills an empty, migrated database as it would stand after some seasons: straight into the tables, in bulk.

Every candidate has an account, an application with its answers, search words, quote, mail and journal entries, and a
seat in a group of 30; each group a lead, an event that was held with its completed register, and one that is today.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.models import OuterRef, Subquery

from bench import places
from cadre.applications.models import Application, Quote, SearchWord
from cadre.applications.rules.search import index_words
from cadre.applications.states import APPLICATION_ACCEPTED, APPLICATION_SUBMITTED, Outcome, State
from cadre.delivery.models import Attendance, Register
from cadre.delivery.states import Mark
from cadre.facilitators.models import Facilitator
from cadre.groups.models import Enrolment, Group
from cadre.groups.states import GroupState, JoinedBy
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.messages.models import Message, id_of
from cadre.partners.models import Partner
from cadre.people.models import User
from cadre.programmes.actions import open_intake
from cadre.programmes.models import Intake, ListFee, Offering, Qualification
from cadre.programmes.states import ElementKind
from cadre.scheduling.models import Assignment, Event
from cadre.scheduling.states import FacilitatorRole
from cadre.schools.models import School

IN_A_SEASON, IN_A_GROUP, GROUPS_EACH, AT_A_TIME = 5_000, 30, 4, 2_500
BENCH = System("The bench")
ANSWERS = {
    "you": {"typed": {"name": "As printed", "email": "a@b.example", "phone": "01632 960 000"}, "ok": True},
    "role": {"typed": {"job_title": "Deputy head", "leading_years": "6"}, "ok": True},
    "support": {"typed": {"sponsor_name": "Helen Marsh"}, "ok": True},
    "days": {"typed": {"needed": "", "dietary": "", "local": "yes", "travel_km": "25"}, "ok": True},
}


@dataclass
class Loaded:
    """What the figures ask for. `open` takes applications, `running` has its second event today."""

    officer: User
    open: Intake
    running: Intake
    partners: list[Partner]
    schools: list[School]
    facilitators: list[Facilitator] = field(default_factory=list)
    people: int = 0


def load(candidates: int, schools: int) -> Loaded:
    """`candidates` in seasons of 5,000, the running one first; an open intake without applications."""
    call_command("load_reference", verbosity=0)
    today = clock.today()
    with transaction.atomic():
        made = places.schools(schools)
        loaded = Loaded(
            officer=places.officer(today),
            open=_intake("Open", 30, -30, -90),
            running=_intake("Running", 300, 220, 200),
            partners=places.partners(made, today),
            schools=made,
        )
    intake, left = loaded.running, candidates
    while left > 0:
        season(loaded, intake, min(left, IN_A_SEASON))
        left -= IN_A_SEASON
        if left > 0:
            number = loaded.people // IN_A_SEASON
            intake = _intake(f"Past {number}", 400 + 100 * number, 350 + 100 * number, 330 + 100 * number)
    settle()
    return loaded


def apply(loaded: Loaded, many: int) -> None:
    """`many` more applications for the open intake, waiting for a decision."""
    offerings = list(loaded.open.offerings.select_related("qualification", "intake"))
    for some in _some(many):
        with transaction.atomic():
            _applications(loaded, [offerings[n % len(offerings)] for n in some], State.SUBMITTED)
            _count_rows()
    settle()


def settle() -> None:
    """What PostgreSQL's autovacuum does by itself within minutes."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _count_rows() -> None:
    """So that PostgreSQL knows how large tables have become, and checks keys by their index."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _intake(name: str, opened: int, closed: int, started: int) -> Intake:
    """An intake by how many days ago it opened, closed and started."""
    today = clock.today()
    return open_intake(
        name=name,
        slug=name.lower().replace(" ", "-"),
        opens_on=today - timedelta(days=opened),
        closes_on=today - timedelta(days=closed),
        starts_on=today - timedelta(days=started),
        qualifications=Qualification.objects.all(),
        opens_reason="For measuring",
        by=BENCH,
        today=today,
    )


def season(loaded: Loaded, intake: Intake, many: int) -> None:
    """`many` more people of the intake, accepted and in groups."""
    offerings = list(intake.offerings.select_related("qualification", "intake"))
    for some in _some(many):
        with transaction.atomic():
            blocks = [offerings[n // IN_A_GROUP % len(offerings)] for n in some]
            applications = _applications(loaded, blocks, State.ACCEPTED)
            for first in range(0, len(applications), IN_A_GROUP):
                _group(loaded, applications[first : first + IN_A_GROUP])
            _count_rows()


def _applications(loaded: Loaded, offerings: Sequence[Offering], state: str) -> list[Application]:
    """One for each offering given, each of another person."""
    at = clock.now() - timedelta(days=10)
    fees = dict(ListFee.objects.on(clock.today()).values_list("qualification", "pence"))
    people = list(places.people(loaded.people, len(offerings)))
    users = User.objects.bulk_create([User(email=email, name=name) for name, email in people])
    made = []
    for number, (user, offering) in enumerate(zip(users, offerings, strict=True), loaded.people):
        made.append(_application(loaded, number, user, offering, state, at - timedelta(minutes=number % 9_000)))
    Application.objects.bulk_create(made)
    loaded.people += len(made)
    Quote.objects.bulk_create([_quote(one, fees[one.offering.qualification_id]) for one in made])
    quote = Quote.objects.filter(application=OuterRef("pk")).values("pk")[:1]
    Application.objects.filter(pk__gte=made[0].pk, quote=None).update(quote=Subquery(quote))
    SearchWord.objects.bulk_create(
        [SearchWord(application=one, word=word) for one in made for word in _words(one)], batch_size=10_000
    )
    Entry.objects.bulk_create([entry for one in made for entry in _entries(one)], batch_size=5_000)
    Message.objects.bulk_create([_message(one) for one in made], batch_size=1_000)
    return made


def _application(loaded: Loaded, number: int, user: User, offering: Offering, state: str, at: datetime) -> Application:
    school = loaded.schools[number * 7 % len(loaded.schools)]
    return Application(
        ref=f"OLP-B{number:07}",
        state=state,
        offering=offering,
        applicant=user,
        answers=ANSWERS,
        created_at=at,
        changed_at=at,
        preferred_partner=loaded.partners[number // IN_A_GROUP % len(loaded.partners)],
        name=user.name,
        email=user.email,
        phone="01632 960 000",
        trn=f"{number % 10_000_000:07}",
        school=school,
        job_title="Deputy head",
        before="no",
        funding="school",
        payer="school",
        billing_name=school.name,
        billing_email=f"finance@school{school.urn}.example",
        billing_address=school.place,
        billing_postcode=school.postcode,
        may_offer_local=True,
        may_offer_distance=False,
        submitted_at=at,
        decided_at=at if state == State.ACCEPTED else None,
        decided_by=loaded.officer if state == State.ACCEPTED else None,
    )


def _quote(one: Application, pence: int) -> Quote:
    return Quote(
        application=one,
        made_at=one.created_at,
        outcome=Outcome.LIST_FEE,
        reason_code="list_fee",
        sentence="The list fee, paid by the school.",
        list_pence=pence,
        payable_pence=pence,
    )


def _words(one: Application) -> list[str]:
    return index_words(one.name, one.email, one.ref, one.workplace)


def _entries(one: Application) -> Iterator[Entry]:
    for happening in (APPLICATION_SUBMITTED, APPLICATION_ACCEPTED)[: 2 if one.decided_at else 1]:
        yield Entry(
            happening=happening.key,
            subject_kind="applications.application",
            subject_id=str(one.pk),
            subject_label=one.name,
            by_name=BENCH.name,
            at=one.created_at,
            data={"total": "£1,250.00", "reason": "Eligible."},
        )


def _message(one: Application) -> Message:
    key = f"applications.received:{one.pk}"
    text = f"Dear {one.name},\n\n" + "We have your application. " * 20
    return Message(
        id=id_of(key),
        key=key,
        kind="applications.received",
        to=one.email,
        to_name=one.name,
        subject="We have your application",
        text=text,
        html=f"<p>{text}</p>",
        about_kind="applications.application",
        about_id=str(one.pk),
        about_label=one.name,
        state="sent",
        created_at=one.created_at,
        sent_at=one.created_at,
    )


def _group(loaded: Loaded, applications: Sequence[Application]) -> None:
    """A confirmed group of these people with its lead, the event held a month ago, and today's."""
    offering, now, today = applications[0].offering, clock.now(), clock.today()
    number, partner = applications[0].pk, applications[0].preferred_partner
    assert partner
    group = Group.objects.create(
        ref=f"{offering.qualification}-{number:07}",
        offering=offering,
        partner=partner,
        state=GroupState.CONFIRMED,
        minimum=12,
        size=IN_A_GROUP,
        confirmed_at=now,
        confirmed_people=len(applications),
    )
    members = Enrolment.objects.bulk_create(
        Enrolment(
            ref=f"B{one.pk:08}", group=group, application=one, person=one.applicant, seat=seat, joined_by=JoinedBy.CODE
        )
        for seat, one in enumerate(applications, 1)
    )
    if not loaded.facilitators or loaded.facilitators[-1].assignments.count() >= GROUPS_EACH:
        loaded.facilitators.append(places.facilitator(len(loaded.facilitators), today))
    Assignment.objects.create(
        group=group, facilitator=loaded.facilitators[-1], role=FacilitatorRole.LEAD, assigned_at=now
    )
    for element, day in zip(_days(offering), (today - timedelta(days=30), today), strict=False):
        event = Event.objects.create(
            ref=f"{group.ref}-{element.number}",
            group=group,
            element=element,
            starts_on=day,
            ends_on=day,
            arrival=time(8, 30),
            starts=time(9),
            ends=time(16),
            venue=group.partner.venues.first(),
        )
        if day < today:
            _held(event, members)


def _days(offering: Offering) -> models.QuerySet[Any]:
    return offering.timeline.filter(kind=ElementKind.FACE_TO_FACE).order_by("number")


def _held(event: Event, members: Sequence[Enrolment]) -> None:
    at = datetime.combine(event.ends_on, time(16), tzinfo=UTC)
    register = Register.objects.create(event=event, completed_at=at)
    random = Random(event.pk)  # noqa: S311  the same marks each time
    Attendance.objects.bulk_create(
        Attendance(register=register, enrolment=one, mark=random.choice(Mark.values()), marked_at=at) for one in members
    )


def _some(many: int) -> Iterator[range]:
    """The numbers from 0 to `many`, whole groups at a time."""
    step = AT_A_TIME // IN_A_GROUP * IN_A_GROUP
    for first in range(0, many, step):
        yield range(first, min(first + step, many))
