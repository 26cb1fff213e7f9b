"""The homes of partner leads, facilitators and candidates."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from cadre.applications.models import Application
from cadre.applications.states import State
from cadre.commitments.queries import Progress, progress, years
from cadre.consent.access import agreements_visible_to
from cadre.consent.models import Agreement
from cadre.consent.queries.partner import to_answer
from cadre.delivery.queries import register_due
from cadre.evaluation.access import events_hosted_by
from cadre.finance.access import own_schedules, schedule_copies_of
from cadre.finance.models import ContractSchedule, latest_schedules
from cadre.groups.models import Enrolment, Group
from cadre.groups.queries.history import tell_history
from cadre.groups.states import EnrolmentState, GroupState
from cadre.partners.access import may_sign, memoranda_visible_to, partners_led_by
from cadre.partners.models import AllocationCode, Memorandum, Partner
from cadre.partners.queries import checklist
from cadre.partners.queries.memoranda import closed_partners
from cadre.partners.states import MemorandumState, Stage
from cadre.people.models import User
from cadre.portals.queries.office import next_events
from cadre.programmes.models import Intake, TimelineElement
from cadre.programmes.states import ElementKind
from cadre.scheduling.access import staffed_by
from cadre.scheduling.models import Event
from cadre.staffing.access import own_invitations
from cadre.staffing.models import Invitation
from cadre.staffing.queries.suggestions import for_lists

MEMORANDA, REPORTS, COPIES = 6, 4, 4
ON_FILE = (MemorandumState.SENT, MemorandumState.SIGNED, MemorandumState.IN_FORCE)


@dataclass(frozen=True)
class DateToPick:
    """An event of a group whose date is not picked yet."""

    group: Group
    element: TimelineElement


@dataclass(frozen=True)
class PartnerHome:
    """`joining`: partners that are not signed yet, each with how much of its checklist is open."""

    partners: list[Partner]
    intake: Intake | None
    days_left: int
    groups: list[Group]
    to_pick: list[DateToPick]
    events: list[Event]
    codes: list[AllocationCode]
    waiting: int
    asked: list[Agreement]
    joining: list[tuple[Partner, int]]
    closed: list[str]
    to_sign: list[Memorandum]
    memoranda: list[Memorandum]
    copies: list[ContractSchedule]
    reports: list[Event]
    promises: list[Progress]


def partner_home(user: User, today: date) -> PartnerHome:
    """What waits for a partner's lead, their groups against the minimum, and their next days."""
    partners = list(partners_led_by(user, today=today))
    running = Group.objects.filter(partner__in=partners, state__in=(GroupState.FORMING, GroupState.CONFIRMED))
    groups = list(
        running.with_people()
        .select_related("offering__qualification", "offering__intake", "partner")
        .order_by("state", "offering__intake__starts_on", "offering__qualification__position")
    )
    intake = Intake.objects.open_on(today).order_by("closes_on").first()
    memoranda = list(memoranda_visible_to(user).with_look()[:MEMORANDA])
    return PartnerHome(
        partners=partners,
        intake=intake,
        days_left=(intake.closes_on - today).days if intake else 0,
        groups=[group for group in groups if group.state == GroupState.FORMING],
        to_pick=_dates_to_pick(groups, today),
        events=list(next_events(Event.objects.filter(group__partner__in=partners), today)[:6]),
        codes=[code for code in AllocationCode.objects.filter(partner__in=partners) if _holds(code, today)],
        waiting=Application.objects.filter(preferred_partner__in=partners, state=State.SUBMITTED).count(),
        asked=list(to_answer(agreements_visible_to(user))[:3]),
        closed=[why for _, why in closed_partners(partners, today)],
        to_sign=[row for row in memoranda if may_sign(user, row)],
        memoranda=[row for row in memoranda if row.state in ON_FILE],
        copies=_copies(user),
        reports=list(_with_reports(user, today)[:REPORTS]),
        promises=_promises(partners, today),
        joining=[(one, open_needs(one, today)) for one in partners[:3] if one.stage_on(today) == Stage.ONBOARDING],
    )


def open_needs(partner: Partner, today: date) -> int:
    """How many lines of the checklist are for the partner to fill in. Four queries."""
    return sum(not need.done and bool(need.page) for need in checklist(partner, today))


def _copies(user: User) -> list[ContractSchedule]:
    rows = schedule_copies_of(user).select_related("group", "facilitator__user").defer("terms")
    return list(rows.order_by("-issued_at", "pk")[:COPIES])


def _with_reports(user: User, today: date) -> QuerySet[Event]:
    """Events that are over and were answered, the latest first."""
    over = events_hosted_by(user).filter(ends_on__lt=today, responses__isnull=False).distinct()
    return over.select_related("element", "group__offering__qualification").order_by("-starts_on", "ref")


def _promises(partners: list[Partner], today: date) -> list[Progress]:
    """Of each partner that signed, this year; none without a policy."""
    known, signed = years(today), [one for one in partners if one.signed_on]
    return list(progress(signed, known[0], today=today).values()) if known and signed else []


def _holds(code: AllocationCode, today: date) -> bool:
    return code.from_on <= today and (code.to_on is None or code.to_on > today)


def _dates_to_pick(groups: list[Group], today: date) -> list[DateToPick]:
    """In two queries: the face-to-face windows that are not over, less those that have their event."""
    windows = TimelineElement.objects.filter(
        offering__in={group.offering_id for group in groups}, kind=ElementKind.FACE_TO_FACE, ends_on__gte=today
    )
    by_offering: dict[int, list[TimelineElement]] = {}
    for element in windows:
        by_offering.setdefault(element.offering_id, []).append(element)
    picked = set(Event.objects.filter(group__in=groups).values_list("group_id", "element_id"))
    wanted = [
        DateToPick(group, element)
        for group in groups
        for element in by_offering.get(group.offering_id, [])
        if (group.pk, element.pk) not in picked
    ]
    return sorted(wanted, key=lambda date_: (date_.element.starts_on, date_.group.ref))


@dataclass(frozen=True)
class FacilitatorHome:
    """`invitations` wait for an answer, `schedules` to be read and accepted; a schedule of a group that is over does
    not."""

    invitations: list[Invitation]
    schedules: list[ContractSchedule]
    events: list[Event]
    registers_due: list[Event]
    past: list[Event]


def facilitator_home(user: User, today: date) -> FacilitatorHome:
    """Their next days, registers that still wait, and the days behind them."""
    mine = Event.objects.filter(staffed_by(user, "group"))
    shown = mine.select_related("group__partner", "group__offering__qualification", "element", "venue")
    home = FacilitatorHome(
        invitations=list(for_lists(own_invitations(user).open())[:5]),
        schedules=_to_accept(user, today),
        events=list(next_events(mine, today)[:12]),
        registers_due=list(shown.filter(register_due(today)).order_by("starts_on")),
        past=list(shown.filter(ends_on__lt=today, called_off_at=None).order_by("-starts_on")[:12]),
    )
    tell_history([event.group for event in (*home.events, *home.registers_due, *home.past)])
    return home


def _to_accept(user: User, today: date) -> list[ContractSchedule]:
    to_come = Event.objects.filter(group=OuterRef("group"), ends_on__gte=today, called_off_at=None)
    waiting = latest_schedules().filter(Exists(to_come), pk__in=own_schedules(user).values("pk"), accepted_at=None)
    return list(waiting.select_related("group__partner").defer("terms").order_by("issued_at", "pk")[:5])


@dataclass(frozen=True)
class CandidateHome:
    places: list[Enrolment]
    applications: list[Application]
    events: list[Event]
    programme: list[tuple[TimelineElement, Event | None]]


def candidate_home(user: User, today: date) -> CandidateHome:
    """Their places with the dates of confirmed groups, and applications that are not a place yet."""
    places = list(
        Enrolment.objects.filter(
            person=user, state__in=(EnrolmentState.ENROLLED, EnrolmentState.COMPLETED)
        ).select_related("group__partner", "group__offering__qualification", "group__offering__intake", "application")
    )
    waits = Q(enrolment=None) | Q(enrolment__state=EnrolmentState.WAITING)
    open_applications = (
        Application.objects.standing()
        .filter(waits, applicant=user)
        .select_related("offering__qualification", "offering__intake", "preferred_partner", "quote")
    )
    tell_history([place.group for place in places])
    confirmed = [place.group_id for place in places if place.group.confirmed_at]
    dated = Event.objects.standing().filter(group__in=confirmed)
    events = list(dated.select_related("element", "venue", "group").order_by("starts_on"))
    return CandidateHome(
        places=places,
        applications=list(open_applications),
        events=[event for event in events if event.ends_on >= today - timedelta(days=1)],
        programme=_programme(places, events),
    )


def _programme(places: list[Enrolment], events: list[Event]) -> list[tuple[TimelineElement, Event | None]]:
    """The programme of their first place, each element with the event that has its date."""
    if not places:
        return []
    group = places[0].group
    elements: QuerySet[TimelineElement] = TimelineElement.objects.along(group.pathway)
    picked = {event.element_id: event for event in events if event.group_id == group.pk}
    return [(element, picked.get(element.pk)) for element in elements.filter(offering=group.offering)]
