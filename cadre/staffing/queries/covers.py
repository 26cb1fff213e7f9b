"""Dates that somebody cannot come to: who could stand in, who is next, and which are not covered."""

from datetime import date

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from cadre.facilitators.models import Facilitator
from cadre.people.models import User
from cadre.scheduling.models import Assignment, DateAnswer, Event
from cadre.scheduling.queries.people import team_of
from cadre.staffing.models import Cover, Invitation, Substitution
from cadre.staffing.queries.able import Able, able_for, days_from

LOOK = ("event__element", "event__venue", "event__group__partner", "out__user")
LOOK_FURTHER = ("event__group__offering__qualification", "event__group__offering__intake")


def could_stand_in(event: Event, *, today: date) -> list[Able]:
    """Everybody who is not at the event, the best first."""
    there = {row.facilitator_id for row in team_of(event.group)}
    there |= set(Substitution.objects.standing().filter(event=event).values_list("stand_in", flat=True))
    people = Facilitator.objects.exclude(pk__in=there)
    return able_for(event.group, days_from(event.starts_on, event.ends_on), people, today=today)


def next_to_stand_in(cover: Cover, *, today: date) -> Facilitator | None:
    """The best of those who can come and were not asked for this date yet."""
    asked = set(cover.invitations.values_list("facilitator", flat=True))
    found = could_stand_in(cover.event, today=today)
    return next((one.facilitator for one in found if not one.against and one.facilitator.pk not in asked), None)


def with_all(rows: QuerySet[Cover]) -> QuerySet[Cover]:
    return rows.select_related(*LOOK, *LOOK_FURTHER)


def open_covers(event: Event) -> QuerySet[Cover]:
    return with_all(Cover.objects.open().filter(event=event)).prefetch_related("invitations__facilitator__user")


def not_covered(today: date) -> QuerySet[Cover]:
    """Every date to come that nobody has taken, the soonest first."""
    return with_all(Cover.objects.open().filter(event__ends_on__gte=today)).order_by("event__starts_on", "pk")


def own_covers(user: User, today: date) -> QuerySet[Cover]:
    """Dates to come on which the user is not there, and somebody is looked for or was found."""
    rows = Cover.objects.filter(out__user=user, ended_at=None, event__ends_on__gte=today, event__called_off_at=None)
    return with_all(rows).order_by("event__starts_on", "pk")


def somebody_missing() -> Q:
    """Events at which somebody is not there and nobody stands in yet, as a filter: a stand-in is looked for, or who
    facilitates said that they cannot come on the day it was moved to."""
    here = {"event": OuterRef("event"), "out__user": OuterRef("person")}
    back = Cover.objects.filter(**here, ended_at__gt=OuterRef("answered_at"))
    on_team = Assignment.objects.current().filter(group=OuterRef("event__group"), facilitator__user=OuterRef("person"))
    cannot = DateAnswer.objects.filter(
        Exists(on_team),
        ~Exists(Substitution.objects.standing().filter(**here)),
        ~Exists(back),
        event=OuterRef("pk"),
        sequence=F("event__sequence"),
        can_come=False,
    )
    return Q(Exists(Cover.objects.open().filter(event=OuterRef("pk")))) | Q(Exists(cannot))


def with_uncovered(events: QuerySet[Event]) -> QuerySet[Event]:
    """Each with `uncovered`: whether somebody is not there and nobody stands in yet."""
    return events.annotate(uncovered=ExpressionWrapper(somebody_missing(), output_field=BooleanField()))


def is_next_wanted(before: Invitation) -> bool:
    """Whether somebody else is to be asked after this one: the date is open, and nobody is asked for it now."""
    cover = before.cover
    return cover is not None and cover.is_open and not cover.invitations.open().exists()
