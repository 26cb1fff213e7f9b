"""Read shapes for the pages of the waiting list."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from cadre.applications.models import ApplicationQuerySet
from cadre.applications.states import State
from cadre.bookings.models import Offer, QueueEntry, QueueEntryQuerySet, QueueMember
from cadre.bookings.queries.pictures import Picture, moment, picture, pictures
from cadre.bookings.rules.queue import Outcome
from cadre.bookings.states import EntryState
from cadre.groups.models import Group
from cadre.groups.states import EnrolmentState
from cadre.journal.models import Entry
from cadre.programmes.models import Offering

ENDED = {
    EntryState.SEATED: "Has a place",
    EntryState.DECLINED: "Declined the offer",
    EntryState.EXPIRED: "The offer ended without an answer",
    EntryState.LEFT: "Left the list",
    EntryState.REMOVED: "Taken off the list",
    EntryState.SPLIT: "Split up: each waits alone",
    EntryState.LAPSED: "Waited until the intake started",
}


def for_lists(rows: QueueEntryQuerySet) -> QueueEntryQuerySet:
    """With what a row of the list shows: `course` in words, and until when and where its latest offer is."""
    latest = Offer.objects.filter(entry=OuterRef("pk")).order_by("-made_at", "-pk")
    course = Offering.objects.filter(pk=OuterRef("offering")).order_by()
    return rows.select_related("partner", "school").annotate(
        course=Subquery(course.values_list(Concat("qualification__code", Value(", "), "intake__name"))),
        offered_until=Subquery(latest.values("expires_at")[:1]),
        offered_at=Subquery(latest.values("group__partner__short_name")[:1]),
    )


class Standings:
    """Why each entry stands where it stands. The lists are read at the first that waits, all at once."""

    def __init__(self, *, today: date) -> None:
        self.today = today

    @cached_property
    def pictures(self) -> dict[int, Picture]:
        waiting = QueueEntry.objects.waiting().order_by().values_list("offering", flat=True).distinct()
        return pictures(waiting, today=self.today)

    def of(self, entry: QueueEntry) -> str:
        """The sentence. Of an offered one from `for_lists`, until when."""
        if entry.state == EntryState.WAITING:
            return self.pictures[entry.offering_id].why(entry)
        if entry.state == EntryState.OFFERED:
            until = moment(entry.offered_until)  # type: ignore[attr-defined]
            return f"Offered a place at {entry.offered_at}, to answer by {until}."  # type: ignore[attr-defined]
        said = ENDED[EntryState(entry.state)]
        plain = not entry.ended_reason or entry.state in (EntryState.SEATED, EntryState.DECLINED, EntryState.EXPIRED)
        return f"{said}." if plain else f"{said}: {entry.ended_reason}."


def for_page(rows: QueueEntryQuerySet) -> QueueEntryQuerySet:
    """With all that a page about one entry shows."""
    people = QueueMember.objects.select_related("application__school", "application__quote")
    offers = Offer.objects.select_related("group__partner")
    return (
        for_lists(rows)
        .select_related("offering__intake", "offering__qualification", "booking", "partner", "school")
        .prefetch_related(Prefetch("members", people), Prefetch("offers", offers))
    )


def history(entry: QueueEntry) -> QuerySet[Entry]:
    """What happened to it, newest first."""
    return Entry.objects.about(entry)


@dataclass(frozen=True)
class Preview:
    """One offering's next round: who would be offered what, and how many would wait on."""

    offering: Offering
    closed: str
    offers: list[tuple[QueueEntry, Group]]
    waiting: int


def next_rounds(offerings: list[int], *, today: date) -> list[Preview]:
    """What “offer now” would do, before it is done."""
    found = []
    for each in pictures(offerings, today=today).values():
        made = [
            (each.entries[verdict.need.key], each.groups[verdict.room.key])
            for verdict in ([] if each.closed else each.verdicts.values())
            if verdict.outcome == Outcome.OFFER and verdict.room
        ]
        found.append(Preview(each.offering, each.closed, made, len(each.entries) - len(made)))
    return found


def could_wait(applications: ApplicationQuerySet) -> ApplicationQuerySet:
    """Those of `applications` who may be put on the list: accepted, no place, not on it yet."""
    unplaced = Q(enrolment=None) | Q(enrolment__state=EnrolmentState.WAITING)
    waits = QueueMember.objects.filter(ended_at=None).values("application")
    rows = applications.filter(unplaced, state=State.ACCEPTED).exclude(pk__in=waits)
    return rows.select_related(
        "school", "preferred_partner", "code__partner", "offering__intake", "offering__qualification"
    ).order_by("submitted_at", "pk")


def standing_of(entry: QueueEntry, *, today: date) -> str:
    """The sentence of one entry from `for_page`."""
    if entry.state == EntryState.WAITING:
        return picture(entry.offering_id, today=today).why(entry)
    return Standings(today=today).of(entry)
