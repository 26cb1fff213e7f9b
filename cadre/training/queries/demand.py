"""Who wants training, where, and which sessions have free places."""

from collections import Counter
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from cadre.delivery.states import PRESENT
from cadre.facilitators.models import Accreditation, Facilitator
from cadre.schools.states import REGIONS
from cadre.training.models import Place, Session, SessionQuerySet
from cadre.training.rules.places import Demand, demand
from cadre.training.states import PARTS, PlaceState, SessionKind

BOOKED = Q(taken__state=PlaceState.BOOKED)


def untrained(today: date) -> QuerySet[Facilitator]:
    """Active, never accredited, with no place in a foundation session to come, and not there in both parts of one."""
    accredited = Accreditation.objects.filter(facilitator=OuterRef("pk"))
    placed = Place.objects.filter(
        facilitator=OuterRef("pk"),
        state=PlaceState.BOOKED,
        session__kind=SessionKind.FOUNDATION,
        session__called_off_at=None,
    )
    there = placed.annotate(present=Count("marks", filter=Q(marks__mark__in=PRESENT)))
    people = Facilitator.objects.active_on(today).filter(
        ~Exists(accredited),
        ~Exists(placed.filter(session__completed_at=None)),
        ~Exists(there.filter(present__gte=len(PARTS[SessionKind.FOUNDATION]))),
    )
    return people.select_related("user")


def with_places(sessions: SessionQuerySet) -> SessionQuerySet:
    """Each with its host, `booked`, `waiting` and `invited`."""
    waiting, invited = Q(taken__state=PlaceState.WAITING), Q(taken__state=PlaceState.INVITED)
    return sessions.select_related("host").annotate(
        booked=Count("taken", filter=BOOKED, distinct=True),
        waiting=Count("taken", filter=waiting, distinct=True),
        invited=Count("taken", filter=invited, distinct=True),
    )


def demand_by_region(today: date) -> list[Demand]:
    """Where training is wanted, against free places in foundation sessions to come. Two queries."""
    coming = Session.objects.standing().filter(kind=SessionKind.FOUNDATION, first_on__gt=today)
    free: Counter[str] = Counter()
    rows = with_places(coming).annotate(left=F("places") - F("booked"))
    for region, left in rows.values_list("region", "left"):
        free[region] += max(left, 0)
    wanting = [person.region for person in untrained(today)]
    return demand(wanting, free, REGIONS)


def to_invite(session: Session, today: date) -> list[Facilitator]:
    """Who may be invited, those of the region first: to a foundation whoever is untrained, to a half-day anybody."""
    people = untrained(today) if session.kind == SessionKind.FOUNDATION else Facilitator.objects.active_on(today)
    rows = people.exclude(training__session=session).select_related("user").order_by("user__name")
    return sorted(rows, key=lambda person: (person.region != session.region, person.region, person.user.name))
