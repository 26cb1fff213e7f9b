"""A world with two of everything, so that a refusal is due to ownership and never to absence.

Side A's people are the personas; side B is their twin. Every text of side B holds CANARY-B, and the fields that few
may see hold values found nowhere else.
"""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.contrib.auth.models import AnonymousUser

from cadre.applications import reference as applications
from cadre.applications.models import Application, Arrangement
from cadre.bookings.models import BookedPlace, Booking, QueueEntry, QueueMember
from cadre.commitments import reference as commitments
from cadre.consent import reference as consent
from cadre.consent.models import Agreement, AlternateOffer, ConsentPolicy, Round
from cadre.delivery.actions import complete_register, mark_many, register_of
from cadre.delivery.models import Attendance
from cadre.documents.rehearsing import undrawn
from cadre.evaluation import reference as evaluation
from cadre.exports import reference as exports
from cadre.facilitators.models import AssociateApplication, Facilitator
from cadre.finance import reference as finance
from cadre.finance.models import EventFee, Invoice
from cadre.formation import reference as formation
from cadre.formation import tasks as planning
from cadre.formation.actions import ask_plan
from cadre.formation.models import ForeseenMail, Plan, Rehearsal
from cadre.formation.queries.facts import usual_settings
from cadre.groups.models import Enrolment, Group, Shortfall
from cadre.journal.worker import drain
from cadre.lib import clock
from cadre.messages.sealing import seal
from cadre.partners import actions as memoranda
from cadre.partners import reference as partners
from cadre.partners.models import OrgChange, Partner, PayeeDetails, ProfileVersion
from cadre.people import reference as people
from cadre.people.models import User
from cadre.programmes.models import Offering
from cadre.scheduling.actions import confirm_group
from cadre.scheduling.models import Event
from cadre.training.models import Assisting, Part, PartMark, Place, Session
from tests import world
from tests.access.staffing_scene import suggest
from tests.scenes import kept

BANK = "99010002"
TRN, BORN, PHONE = "7654321", date(1979, 7, 13), "+447700900777"
SECRETS = {
    "email": "only-ops-a@canary.example",
    "trn": "76/54321",
    "trn as stored": TRN,
    "born": "13 July 1979",
    "born in figures": "13/07/1979",
    "born as stored": "1979-07-13",
    "needed": "CANARY-NEEDED-A",
    "dietary": "CANARY-DIETARY-A",
    "bank": BANK,
    "telephone": "07700 900777",
    "telephone as stored": PHONE,
    "purchase order": "CANARY-ORDER-A",
    "absence": "CANARY-ABSENCE-A",
    "referee's words": "CANARY-REFEREE-A",
    "facilitator's fee": "£437.19",
    "price": "£617.13",
    "facilitator's telephone": "01632 960111",
    "facilitator's telephone as stored": "+441632960111",
}
FIELDS = {
    "email": ("candidate_profile", "personal_email"),
    "trn": ("application", "trn"),
    "trn as stored": ("application", "trn"),
    "born": ("application", "date_of_birth"),
    "born in figures": ("application", "date_of_birth"),
    "born as stored": ("application", "date_of_birth"),
    "needed": ("special_requirement_adjustment", "arrangement_needed"),
    "dietary": ("special_requirement_adjustment", "dietary"),
    "bank": ("partner_org", "bank_details"),
    "telephone": ("candidate_profile", "phone"),
    "telephone as stored": ("candidate_profile", "phone"),
    "purchase order": ("sponsor_profile", "purchase_order"),
    "absence": ("attendance", "absence_reason"),
    "facilitator's fee": ("facilitator_fee", "amount"),
    "price": ("candidate_profile", "price_paid"),
    "referee's words": ("associate_application", "references"),
    "facilitator's telephone": ("facilitator_profile", "phone"),
    "facilitator's telephone as stored": ("facilitator_profile", "phone"),
}
"""The field group of the matrix that each stands in."""
TWIN = "CANARY-B"


@dataclass
class Side:
    """One partner with its people, a confirmed group whose day 1 is over, and a forming group."""

    partner: Partner
    lead: User
    finance: User
    facilitator: Facilitator
    group: Group
    forming: Group
    event: Event
    place: Enrolment
    application: Application
    waiting: Application
    queued: QueueEntry
    booking: Booking
    invoice: Invoice | None
    associate: AssociateApplication
    training: Session
    plan: Plan | None = None
    agreement: Agreement | None = None
    offer: AlternateOffer | None = None


@dataclass(eq=False)
class World:
    a: Side
    b: Side
    personas: dict[str, object] = field(default_factory=dict)


@kept
def two_sides() -> World:
    """Built once a test; call it with the clock at `world.NOW`."""
    for reference in (people, exports, applications, commitments, consent, evaluation, finance, formation, partners):
        reference.load(world.TODAY)
    world.a_category_list(Ashfield="5")
    world.a_category_upload()
    world.a_register_load()
    made = World(_side("A"), _side("B"))
    drain(limit=10_000)
    EventFee.objects.filter(event=made.a.event).exclude(facilitator=None).update(pence=43_719)
    plan = _plan(made.a.group.offering)
    for side in (made.a, made.b):
        side.invoice = Invoice.objects.filter(group=side.group).first()
        side.plan = plan
        _asked(side)
        _to_sign(side)
    suspended = world.an_officer("Suspended Officer")
    suspended.is_active = False
    suspended.save()
    made.personas = {
        "anonymous": AnonymousUser(),
        "nobody": world.a_user("Nobody Special"),
        "suspended": suspended,
        "ops": world.an_officer("Ruth Adeyemi", "ops"),
        "finance": world.an_officer("Martin Hale", "finance"),
        "marketing": world.an_officer("Mara Keting", "marketing"),
        "quality": world.an_officer("Quin Ality", "quality"),
        "dpo": world.an_officer("Dee Po", "dpo"),
        "sysadmin": world.an_officer("Sys Admin", "sysadmin"),
        "partner_lead": made.a.lead,
        "partner_finance": made.a.finance,
        "facilitator": made.a.facilitator.user,
        "candidate": made.a.place.person,
        "applicant": made.a.waiting.applicant,
    }
    return made


def _plan(offering: Offering) -> Plan:
    """Of the offering, which both sides are in."""
    planner, today = world.an_officer("Planning Officer"), clock.today()
    asked, _ = ask_plan(offering, usual_settings(today), by=planner, today=today, now=clock.now())
    made = planning.begin(asked)
    _foreseen(made, planner)
    return made


def _foreseen(plan: Plan, by: User) -> None:
    """One mail that carrying it out would cause."""
    listed = Rehearsal.objects.create(plan=plan, state="ready", asked_at=clock.now(), asked_by=by, ready_at=clock.now())
    words = {"subject": "Your group details", "text": "Dear Joanna", "html": "<p>Dear Joanna</p>"}
    reader = {"kind": "scheduling.group_details", "to": "lead@partner.example", "to_name": "Joanna Pike"}
    ForeseenMail.objects.create(rehearsal=listed, number=1, files=["group.pdf"], **reader, **words)


def _asked(side: Side) -> None:
    """A round about the plan, one for both sides: what the side's partner is asked, and its candidate is offered."""
    assert side.plan
    now, until = clock.now(), clock.now() + timedelta(days=3)
    found, _ = Round.objects.get_or_create(
        ref="CR-000001",
        defaults={
            "offering": side.group.offering,
            "asked": side.plan,
            "plan": side.plan,
            "policy": ConsentPolicy.objects.get(),
            "state": "candidates",
            "started_at": now,
            "started_by": side.plan.made_by,
        },
    )
    letter = side.application.name[-1]
    proposal = {"going": [[side.application.ref, 4.0]], "left": [], "coming": [7.5], "opens": False, "closes": []}
    side.agreement = Agreement.objects.create(
        ref=f"PA-{letter}00001",
        round=found,
        partner=side.partner,
        proposal=proposal | {"seated": 12},
        asked_at=now,
        due_at=until,
    )
    side.offer = AlternateOffer.objects.create(
        ref=f"AO-{letter}00001",
        round=found,
        application=side.application,
        options=["local", "withdrawal"],
        place=side.partner.slug,
        partner=side.partner,
        group=side.forming,
        km=4.0,
        made_at=now,
        expires_at=until,
    )
    suggest(side)


def _partner(letter: str, mark: str) -> Partner:
    """With a version of its public page that waits to be approved, and bank details that wait to be confirmed."""
    partner = world.a_partner(f"{mark}Partner {letter}")
    about = {"overview": f"{mark}Schools of {letter}", "made_by_name": f"{mark}Lead {letter}"}
    ProfileVersion.objects.create(partner=partner, number=1, state="waiting", sent_at=clock.now(), **about)
    sealed = {"sealed": seal({"sort_code": "1", "account": BANK, "roll": ""}), "last_four": "0002"}
    held = {"entered_by": world.a_user("Giver"), "entered_at": world.NOW, "expires_at": world.NOW + timedelta(days=9)}
    PayeeDetails.objects.create(partner=partner, number=1, account_name=f"{mark}Account", **sealed, **held)
    decided = {"decided_by": held["entered_by"], "decided_at": world.NOW, "reason": f"{mark}Reason"}
    OrgChange.objects.create(partner=partner, kind="leaving", on_day=world.TODAY + timedelta(days=999), **decided)
    return partner


def _side(letter: str) -> Side:
    mark = f"{TWIN} " if letter == "B" else ""
    partner = _partner(letter, mark)
    facilitator = world.a_facilitator(f"{mark}Facilitator {letter}")
    group = world.a_group(12, partner=partner)
    place = _candidate(group, letter, mark)
    world.staffed(group, facilitator)
    event = world.an_event(group, 1, on=clock.today())
    world.an_event(group, 2), world.an_event(group, 3)
    _confirm(group)
    register = register_of(event)
    everyone = {e.ref: ("attended", "") for e in group.enrolments.taking_a_place()}
    mark_many(register, everyone, by=facilitator.user, now=clock.now())
    complete_register(register, by=facilitator.user, now=clock.now())
    Shortfall.objects.create(
        group=group, people=11, least=12, because=f"{mark}Somebody {letter} left", raised_at=clock.now()
    )
    Attendance.objects.filter(enrolment=place).update(note=f"CANARY-ABSENCE-{letter}")
    Facilitator.objects.filter(pk=facilitator.pk).update(
        phone=SECRETS["facilitator's telephone as stored"] if letter == "A" else ""
    )
    return Side(
        partner=partner,
        lead=world.a_partner_lead(partner, f"{mark}Lead {letter}"),
        finance=world.a_partner_lead(partner, f"{mark}Money {letter}", "finance"),
        facilitator=facilitator,
        group=group,
        forming=world.a_group(2, partner=partner),
        event=event,
        place=place,
        application=place.application,
        waiting=world.an_application(
            f"{mark}Waiting {letter}", state="submitted", preferred_partner=partner, phone=PHONE
        ),
        queued=_queued(place, letter, mark),
        booking=_booking(place, letter, mark),
        invoice=None,
        training=_training(facilitator, partner),
        associate=_associate(partner, letter, mark),
    )


def _associate(partner: Partner, letter: str, mark: str) -> AssociateApplication:
    """Nominated by the side's partner, with a referee who has answered and one who was not asked."""
    made = world.an_associate(f"{mark}Associate {letter}", nominated_by=partner, referees=2)
    made.referees.filter(number=2).update(words=f"CANARY-REFEREE-{letter}", support="yes", answered_at=world.NOW)
    return made


def _training(facilitator: Facilitator, host: Partner) -> Session:
    """A session of today in which the side's facilitator was there throughout and helped, hosted by its partner."""
    by = world.an_officer("Training Officer")
    said = {"region": host.region, "venue": "Here", "places": 3, "planned_by": by, "completed_at": clock.now()}
    day = clock.today()
    ref = f"TR-{facilitator.pk:06}"
    made = Session.objects.create(
        ref=ref, kind="half_day", title="Half-day", host=host, first_on=day, last_on=day, completed_by=by, **said
    )
    part = Part.objects.create(session=made, number=1, title="Half-day", on=day, starts=time(9), ends=time(12))
    place = Place.objects.create(session=made, facilitator=facilitator, state="booked")
    PartMark.objects.create(part=part, place=place, mark="attended", marked_by=by)
    Assisting.objects.create(session=made, facilitator=facilitator, assigned_by=by)
    return made


def _queued(place: Enrolment, letter: str, mark: str) -> QueueEntry:
    """An entry that the side's candidate stands behind."""
    entry = QueueEntry.objects.create(
        ref=f"W-{letter}00001",
        offering=place.group.offering,
        name=f"{mark}Queued {letter}",
        email="queue@canary.example",
        how="office",
    )
    QueueMember.objects.create(entry=entry, application=place.application)
    return entry


def _booking(place: Enrolment, letter: str, mark: str) -> Booking:
    """A party with one place without a name."""
    booking = Booking.objects.create(
        ref=f"OLP-B-{letter}00001",
        state="open",
        intake=place.group.offering.intake,
        started_with=f"side {letter}",
        submitted_at=world.NOW,
        lead_name=f"{mark}Booker {letter}",
        lead_email="booker@canary.example",
        payer="school",
        school=place.application.school,
    )
    BookedPlace.objects.create(booking=booking, number=1, offering=place.group.offering)
    return booking


def _to_sign(side: Side) -> None:
    """A memorandum that waits for the partner's lead, without pages."""
    assert side.plan
    when = {"by": side.plan.made_by, "today": world.TODAY, "now": world.NOW}
    with undrawn():
        memoranda.send_memorandum(memoranda.draft_memorandum(side.partner, **when), **when)


def _candidate(group: Group, letter: str, mark: str) -> Enrolment:
    place = world.an_enrolment(
        group,
        f"{mark}Candidate {letter}",
        phone=PHONE,
        trn=TRN,
        born_on=BORN,
        purchase_order=f"CANARY-ORDER-{letter}",
        payable=61_713,
    )
    application = place.application
    application.email = SECRETS["email"] if letter == "A" else f"{TWIN.lower()}@canary.example"
    application.save()
    Arrangement.objects.create(
        application=application,
        needed=f"CANARY-NEEDED-{letter}",
        dietary=f"CANARY-DIETARY-{letter}",
        consent_text="yes",
        consented_at=world.NOW,
    )
    return place


def _confirm(group: Group) -> None:
    confirm_group(group, by=world.an_officer("Confirming Officer"), now=clock.now())
