"""Who and what is affected when registration for an intake closes or opens on another day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse

from cadre.applications.models import Application
from cadre.applications.states import WAITING, State
from cadre.bookings.models import BookedPlace, QueueEntry
from cadre.bookings.queries.bookings import not_done
from cadre.bookings.states import BookingState, PlaceState
from cadre.consent.models import Round
from cadre.formation.models import Plan
from cadre.formation.states import UNDER_WAY, PlanState
from cadre.groups.models import Group
from cadre.groups.states import GroupState
from cadre.lib.dates import long_day
from cadre.lib.words import counted
from cadre.programmes.models import Intake, TimelineElement
from cadre.programmes.queries.following import Lines, days_of, going_along
from cadre.programmes.rules.following import Days
from cadre.recruitment.models import Digest, RecruitmentPolicy
from cadre.recruitment.queries.remindable import handed_in_too
from cadre.scheduling.models import DateHold, Event

SHOWN_PLANS = (*UNDER_WAY, PlanState.READY)


@dataclass(frozen=True)
class Touched:
    """One sort of thing that is touched: how many, and what becomes of them. `url` leads to the list of them."""

    what: str
    number: int
    becomes: str
    url: str = ""


@dataclass(frozen=True)
class Moved:
    """What a move touches; `along` says of each intake that follows when it opens."""

    before: Days
    after: Days
    lines: list[Touched]
    along: list[str]

    @property
    def is_earlier(self) -> bool:
        return self.after.closes_on < self.before.closes_on


def unfinished(intake: Intake) -> QuerySet[Application]:
    """Drafts with an address, of people who have not handed in another for the same course."""
    drafts = Application.objects.filter(offering__intake=intake, state=State.DRAFT).exclude(email="")
    return drafts.filter(~handed_in_too())


def touched_by(intake: Intake, wanted: Days, *, today: date) -> Moved:
    """Everything that hangs on registration's days; what is none is left out. A dozen queries, whatever the rows."""
    before = days_of(intake)
    moved = Moved(before, wanted, [], along_words(intake, wanted))
    found = [
        *_people(intake, moved),
        *_bookings(intake, moved),
        *_digests(intake, moved, today),
        *_groups(intake, moved),
        *_timeline(intake, moved),
    ]
    moved.lines.extend(one for one in found if one.number)
    return moved


def along_words(intake: Intake, wanted: Days) -> list[str]:
    """`Autumn 2027 opens on 5 December 2026 instead of 12 December 2026.`"""
    return [
        f"{one} still opens on {long_day(day)}."
        if day == one.opens_on
        else f"{one} opens on {long_day(day)} instead of {long_day(one.opens_on)}."
        for one, day in going_along(intake, wanted, Lines())
    ]


def _people(intake: Intake, moved: Moved) -> list[Touched]:
    drafts = unfinished(intake).annotate(address=Lower("email")).values("address").distinct().count()
    states = Application.objects.filter(offering__intake=intake).aggregate(
        waiting=Count("pk", filter=Q(state__in=WAITING)), accepted=Count("pk", filter=Q(state=State.ACCEPTED))
    )
    closes = long_day(moved.after.closes_on)
    told = f"They have until {closes}. Nobody is mailed."
    if moved.is_earlier:
        told = f"Each is told by mail that registration closes earlier, on {closes}."
    url, sponsors = reverse("office:applications:list"), "They stay. Reminders to sponsors count from the new day."
    return [
        Touched("People with an unfinished application", drafts, told),
        Touched("Applications to decide", states["waiting"], sponsors, f"{url}?state=submitted"),
        Touched("Accepted", states["accepted"], "Nothing changes for them.", f"{url}?state=accepted"),
    ]


def _bookings(intake: Intake, moved: Moved) -> list[Touched]:
    places = BookedPlace.objects.filter(booking__intake=intake, booking__state=BookingState.OPEN)
    unnamed = places.filter(state__in=(PlaceState.UNNAMED, PlaceState.INVITED)).count()
    entries = QueueEntry.objects.filter(offering__intake=intake).waiting().count()
    names = "The day by which they want names is counted from the new closing."
    leads = not_done(intake).count() if moved.is_earlier else 0
    told = f"Each lead is told by mail what remains to do by {long_day(moved.after.closes_on)}."
    stay = "They stay on the list until the programme starts."
    return [
        Touched("Booked places without an application", unnamed, names, reverse("office:bookings:bookings")),
        Touched("Bookings that are not sent or not filled", leads, told, reverse("office:bookings:bookings")),
        Touched("On the waiting list", entries, stay, reverse("office:bookings:queue")),
    ]


def _digests(intake: Intake, moved: Moved, today: date) -> list[Touched]:
    policy = RecruitmentPolicy.objects.on(today).first()
    if policy is None or moved.before.closes_on == moved.after.closes_on:
        return []
    days = [moved.after.closes_on - timedelta(days=number) for number in sorted(policy.digest_days, reverse=True)]
    to_come = [long_day(day) for day in days if day >= today]
    said = f"Sent on {' and '.join(to_come)}, and daily at the end." if to_come else "Sent daily from now on."
    sent = Digest.objects.filter(intake=intake, closes_on=moved.before.closes_on).count()
    again = f" {counted(sent, 'digest')} went out for the old day; readers are told the new one." if sent else ""
    return [Touched("Digests to operations and partners", len(days), said + again)]


def _groups(intake: Intake, moved: Moved) -> list[Touched]:
    forming = Group.objects.filter(offering__intake=intake, state=GroupState.FORMING).count()
    holds = DateHold.objects.filter(group__offering__intake=intake, ended_at=None).count()
    events = Event.objects.standing().filter(group__offering__intake=intake, group__state=GroupState.FORMING).count()
    plans = Plan.objects.filter(offering__intake=intake, state__in=SHOWN_PLANS).count()
    rounds = Round.objects.live().filter(offering__intake=intake).count()
    run = f"Whether they run is seen when registration has closed, after {long_day(moved.after.closes_on)}."
    start = "They stay: the programme starts as before."
    return [
        Touched("Groups that form", forming, run, reverse("office:groups:boards")),
        Touched("Held days", holds, "They stay, until their own time is over."),
        Touched("Picked dates of groups that form", events, start, reverse("office:scheduling:events")),
        Touched("Formation plans", plans, "They stand. Work them out again when more people have come."),
        Touched("Rounds of consent", rounds, "They go on, with their own days.", reverse("office:consent:rounds")),
    ]


def _timeline(intake: Intake, moved: Moved) -> list[Touched]:
    """Windows that would begin while registration is still open."""
    early = TimelineElement.objects.filter(offering__intake=intake, starts_on__lte=moved.after.closes_on).count()
    look, url = "Whoever applies late misses their beginning.", reverse("office:programmes:intake", args=[intake.slug])
    return [Touched("Windows that begin before registration has closed", early, look, url)]
