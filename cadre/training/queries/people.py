"""Somebody's own training, and who may be asked to help."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cadre.facilitators.models import Facilitator
from cadre.people.models import User
from cadre.scheduling.states import FacilitatorRole
from cadre.training.access import own_places
from cadre.training.models import Assisting, Helper, Place, Session, TrainingPolicy
from cadre.training.rules.places import may_be_asked_to_help, took_part
from cadre.training.states import AssistState, PlaceState


@dataclass(frozen=True)
class Own:
    """One session of somebody's: their place, whether it may still be changed, and whether they were there."""

    place: Place
    is_open: bool
    is_full: bool
    was_there: bool

    @property
    def may_book(self) -> bool:
        return self.is_open and self.place.state in (PlaceState.INVITED, PlaceState.DECLINED)

    @property
    def may_decline(self) -> bool:
        return self.is_open and self.place.state != PlaceState.DECLINED


def own_training(user: User, today: date) -> list[Own]:
    """The latest first. Three queries."""
    taken = Count("session__taken", filter=Q(session__taken__state=PlaceState.BOOKED), distinct=True)
    rows = (
        own_places(user)
        .filter(session__called_off_at=None)
        .annotate(booked=taken)
        .select_related("session__host", "facilitator__user")
        .prefetch_related("session__parts", "marks")
        .order_by("-session__first_on", "-pk")
    )
    return [
        Own(
            row,
            is_open=today < row.session.first_on,
            is_full=row.booked >= row.session.places,
            was_there=row.session.is_complete
            and took_part([one.mark for one in row.marks.all()], len(row.session.parts.all())),
        )
        for row in rows
    ]


def helpers_of(session: Session) -> QuerySet[Assisting]:
    """Who helps at a session, by name."""
    return session.assistants.filter(state=AssistState.ASSIGNED).select_related("facilitator__user")


def active_facilitators(today: date) -> QuerySet[Facilitator]:
    return Facilitator.objects.active_on(today)


def policy_on(today: date) -> TrainingPolicy | None:
    return TrainingPolicy.objects.on(today).first()


@dataclass(frozen=True)
class Experienced:
    """A facilitator with how many events they have led, and what they answered if they were asked to help."""

    facilitator: Facilitator
    led: int
    helper: Helper | None
    may_be_asked: bool


def experienced(facilitators: QuerySet[Facilitator], today: date) -> list[Experienced]:
    """Whoever has led as many events as the policy wants, most first. Two queries.

    An event is led by the lead of its group, and counts once its register is complete.
    """
    policy = policy_on(today)
    if policy is None:
        return []
    led = Count(
        "assignments__group__events",
        filter=Q(
            assignments__role=FacilitatorRole.LEAD,
            assignments__released_at=None,
            assignments__group__events__register__completed_at__isnull=False,
        ),
        distinct=True,
    )
    rows = facilitators.annotate(led=led).filter(led__gte=policy.help_after_events)
    asked = Exists(Helper.objects.filter(facilitator=OuterRef("pk")))
    found = rows.annotate(asked=asked).select_related("user", "helper").order_by("-led", "user__name")
    return [
        Experienced(
            row,
            row.led,
            row.helper if row.asked else None,
            may_be_asked_to_help(row.led, policy.help_after_events, asked=row.asked),
        )
        for row in found
    ]
