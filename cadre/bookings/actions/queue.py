"""Onto the waiting list and off it.

Locks are taken in one order: the offering and its open groups by key, then entries by key, then applications. Whatever
changes an entry holds the offering, so that offers, answers and withdrawals of one offering come one after another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from cadre.applications.actions.locking import locked
from cadre.applications.models import Application
from cadre.applications.states import State
from cadre.bookings import emails
from cadre.bookings.actions.links import link_to_entry
from cadre.bookings.models import Booking, Offer, QueueEntry, QueueMember
from cadre.bookings.queries.pictures import Picture, need_of, offers_ended, picture, policy_on
from cadre.bookings.rules.queue import Outcome, round_of_offers
from cadre.bookings.states import (
    ENTRY_WORKFLOW,
    LIVE_ENTRIES,
    OFFER_WORKFLOW,
    PARTY_SPLIT,
    QUEUE_JOINED,
    QUEUE_LAPSED,
    QUEUE_LEFT,
    QUEUE_REMOVED,
    QUEUE_SEATED,
    EntryState,
    JoinedQueueBy,
    OfferState,
)
from cadre.groups.actions.placing import lock_groups
from cadre.groups.models import Enrolment, Group
from cadre.groups.rules import STILL_OPEN
from cadre.groups.states import EnrolmentState
from cadre.journal import actions as journal
from cadre.journal.locking import held, hold_all
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.refs import reference
from cadre.messages.actions import post
from cadre.partners.models import Partner
from cadre.programmes.models import Offering
from cadre.schools.models import School

LOOK = ("offering__intake", "offering__qualification", "partner", "school", "booking")


@dataclass(frozen=True)
class Wish:
    """What somebody waits for: a partner, an area, or both; the area is measured from `school`."""

    partner: Partner | None = None
    region: str = ""
    within_km: int | None = None
    school: School | None = None


def wish_of(application: Application) -> Wish:
    """What an application says: its code's or preferred partner, and nearby groups where they may be offered."""
    partner = application.code.partner if application.code else application.preferred_partner
    near = application.travel_km if application.may_offer_local and partner else None
    return Wish(partner, within_km=near, school=application.school)


@transaction.atomic
def join_queue(
    applications: Sequence[Application],
    *,
    wish: Wish,
    how: JoinedQueueBy,
    by: journal.Actor,
    now: datetime,
    booking: Booking | None = None,
) -> QueueEntry:
    """One need for these people, who stay together, at the end of the line. Raises Refusal naming who cannot join."""
    lock_list(applications[0].offering_id)
    hold_all(applications)
    applications = [locked(application) for application in applications]
    for application in applications:
        _refuse_joining(application, applications[0], today=clock.day_of(now))
    first = applications[0]
    name = first.name if len(applications) == 1 else f"{first.name} and {len(applications) - 1} more"
    try:
        with transaction.atomic():
            entry = QueueEntry.objects.create(
                ref=reference("W"),
                offering=first.offering,
                booking=booking,
                places=len(applications),
                partner=wish.partner,
                region=wish.region,
                within_km=wish.within_km,
                school=wish.school,
                name=str(booking) if booking and len(applications) > 1 else name,
                email=booking.lead_email if booking else first.email,
                how=how,
                joined_at=now,
            )
            QueueMember.objects.bulk_create(QueueMember(entry=entry, application=one) for one in applications)
    except IntegrityError as twice:
        raise Refusal(f"{name} is on the waiting list already.") from twice
    journal.record(QUEUE_JOINED, entry, by=by, how=how.label.lower())
    post(emails.queue_joined(entry, link_to_entry(entry, now=now)), now=now)
    return entry


@transaction.atomic
def join_each(
    applications: Iterable[Application], *, wish: Wish | None, how: JoinedQueueBy, by: journal.Actor, now: datetime
) -> list[QueueEntry]:
    """One need for each, in the order they applied, all of them or none. Without a `wish` each by what they said."""
    applications = list(applications)
    lock_list(*{one.offering_id for one in applications})
    hold_all(applications)
    in_order = sorted(applications, key=lambda one: (one.submitted_at is None, one.submitted_at, one.pk))
    wishes = [replace(wish, school=one.school) if wish else wish_of(one) for one in in_order]
    return [join_queue([one], wish=own, how=how, by=by, now=now) for one, own in zip(in_order, wishes, strict=True)]


@transaction.atomic
def join_if_unseatable(
    application: Application, *, how: JoinedQueueBy, by: journal.Actor, now: datetime
) -> QueueEntry | None:
    """Put somebody accepted on the list when no free place fits them that nobody ahead needs. Safe to repeat.

    Somebody of a party that stays together joins the party's entry while it waits.
    """
    lock_list(application.offering_id)
    hold_all([application])
    if not _is_unplaced(application) or QueueMember.objects.filter(application=application, ended_at=None).exists():
        return None
    seen = picture(application.offering_id, today=clock.day_of(now))
    if seen.closed:
        return None
    wish = wish_of(application)
    booked = getattr(application, "booked_place", None)
    booking = booked.booking if booked and booked.booking.keeps_together else None
    party = QueueEntry.objects.waiting().filter(booking=booking, offering=application.offering).first()
    if booking and party:
        QueueMember.objects.create(entry=party, application=application)
        party.places, party.name = party.places + 1, str(booking)
        party.save(update_fields=["places", "name"])
        journal.record(QUEUE_JOINED, party, by=by, about=application.name, how=f"with {booking}")
        return party
    own = QueueEntry(pk=0, places=1, joined_at=now, how=how, **vars(wish))
    if _would_be_offered(seen, own):
        return None
    return join_queue([application], wish=wish, how=how, by=by, now=now, booking=booking)


@transaction.atomic
def leave_queue(entry: QueueEntry, *, reason: str, by: journal.Actor, now: datetime) -> QueueEntry:
    """Leave by one's own wish. Left already, it is answered as it stands."""
    entry = locked_entry(entry)
    if entry.state == EntryState.LEFT:
        return entry
    end_entry(entry, "leave", reason=reason, by=by, now=now)
    journal.record(QUEUE_LEFT, entry, by=by, reason=reason)
    return entry


@transaction.atomic
def remove_entries(entries: Iterable[QueueEntry], *, reason: str, by: journal.Actor, now: datetime) -> list[QueueEntry]:
    """Take several off the list with one reason, all of them or none. Raises Refusal naming the one that is off it."""
    removed, entries = [], list(entries)
    lock_list(*{one.offering_id for one in entries})
    for entry in hold_all(entries):
        row = locked_entry(entry)
        if row.state not in LIVE_ENTRIES:
            raise Refusal(f"{row} is off the list already: {row.get_state_display().lower()}. Nobody was taken off.")
        end_entry(row, "remove", reason=reason, by=by, now=now)
        journal.record(QUEUE_REMOVED, row, by=by, reason=reason)
        post(emails.queue_removed(row, reason), now=now)
        removed.append(row)
    return removed


@transaction.atomic
def member_leaves(application: Application, *, by: journal.Actor, now: datetime, seated: bool = False) -> None:
    """Somebody behind a need has a place by another way, or is out. The rest of a party waits on. Safe to repeat."""
    member = QueueMember.objects.filter(application=application, ended_at=None).select_related("entry").first()
    if member is None:
        return
    entry = locked_entry(member.entry)
    member.refresh_from_db()
    if member.ended_at is not None:
        return
    rest = entry.members.filter(ended_at=None).exclude(pk=member.pk).count()
    if rest:
        take_back_open_offer(entry, why="the party is smaller now", by=by, now=now)
        QueueMember.objects.filter(pk=member.pk).update(ended_at=now)
        entry.places = rest
        entry.save(update_fields=["places", "state"])
        journal.record(QUEUE_LEFT, entry, by=by, about=application.name, reason="the party waits on")
        return
    reason = "has a place" if seated else f"the application is {application.get_state_display().lower()}"
    end_entry(entry, "seat" if seated else "leave", reason=reason, by=by, now=now)
    journal.record(QUEUE_SEATED if seated else QUEUE_LEFT, entry, by=by, reason=reason)


@transaction.atomic
def split_party(entry: QueueEntry, *, reason: str, by: journal.Actor, now: datetime) -> list[QueueEntry]:
    """Each person of a waiting party waits alone, at the party's place in line. Raises Refusal while it is offered."""
    entry = locked_entry(entry)
    people = [member.application for member in entry.members.filter(ended_at=None).select_related("application")]
    if len(people) <= 1:
        raise Refusal("One person cannot be split up.")
    end_entry(entry, "split", reason=reason, by=by, now=now)
    alone = []
    for person in people:
        one = QueueEntry.objects.create(
            ref=reference("W"),
            offering=entry.offering,
            partner=entry.partner,
            region=entry.region,
            within_km=entry.within_km,
            school=entry.school,
            name=person.name,
            email=person.email,
            how=entry.how,
            joined_at=entry.joined_at,
        )
        QueueMember.objects.create(entry=one, application=person)
        post(emails.queue_joined(one, link_to_entry(one, now=now)), now=now)
        alone.append(one)
    journal.record(PARTY_SPLIT, entry, by=by, reason=reason)
    return alone


@transaction.atomic
def lapse_entries(*, today: date, by: journal.Actor, now: datetime) -> int:
    """End what still waits for an intake that has started. Safe to repeat."""
    rows = QueueEntry.objects.waiting().filter(offering__intake__starts_on__lte=today).select_related(*LOOK)
    lock_list(*{row.offering_id for row in rows})
    for entry in hold_all(rows):
        row = locked_entry(entry)
        if row.state == EntryState.WAITING:
            end_entry(row, "lapse", reason=f"{row.offering.intake} has started", by=by, now=now)
            journal.record(QUEUE_LAPSED, row, by=by)
            post(emails.queue_lapsed(row), now=now)
    return len(rows)


def lock_list(*offerings: int) -> None:
    """Hold these offerings and their open groups until the end of the transaction, both by key.

    Whoever does has their lists to themselves, also where no group is open yet. Several are held in one call.
    """
    rows = Offering.objects.select_for_update(no_key=True).filter(pk__in=offerings).order_by("pk")
    list(rows.values_list("pk"))
    lock_groups(Group.objects.filter(offering__in=offerings, state__in=STILL_OPEN).values_list("pk", flat=True))


def locked_entry(entry: QueueEntry) -> QueueEntry:
    """The entry as it is once its list is held, with what its page shows."""
    lock_list(entry.offering_id)
    return held(QueueEntry.objects.select_related(*LOOK), entry.pk)


def end_entry(entry: QueueEntry, verb: str, *, reason: str, by: journal.Actor, now: datetime) -> None:
    """Bring a held entry to its end, with its people and its open offer. Raises Refusal when it has ended."""
    entry.state = ENTRY_WORKFLOW.after(verb, entry.state)
    entry.ended_at, entry.ended_reason = now, reason
    entry.save(update_fields=["state", "ended_at", "ended_reason"])
    entry.members.filter(ended_at=None).update(ended_at=now)
    offers = Offer.objects.open().filter(entry=entry)
    offers.update(state=OfferState.TAKEN_BACK, ended_at=now, ended_by_name=by.name, why=reason)


def take_back_open_offer(entry: QueueEntry, *, why: str, by: journal.Actor, now: datetime) -> Offer | None:
    """The open offer of a held entry, ended from our side: the entry waits again where it stood. None without one."""
    offer = Offer.objects.open().filter(entry=entry).select_related("group__partner").first()
    if offer is None:
        return None
    offer.state = OFFER_WORKFLOW.after("take_back", offer.state)
    offer.ended_at, offer.ended_by_name, offer.why = now, by.name, why
    offer.save(update_fields=["state", "ended_at", "ended_by_name", "why"])
    entry.state = ENTRY_WORKFLOW.after("take_back", entry.state)
    entry.save(update_fields=["state"])
    return offer


def _would_be_offered(seen: Picture, own: QueueEntry) -> bool:
    verdicts = round_of_offers([*seen.needs, need_of(own)], seen.rooms, seen.terms)
    return any(verdict.need.key == 0 and verdict.outcome == Outcome.OFFER for verdict in verdicts)


def _refuse_joining(application: Application, first: Application, *, today: date) -> None:
    name = application.name
    if application.offering_id != first.offering_id:
        raise Refusal(f"{name} applied for another qualification or intake than {first.name}.")
    if application.state != State.ACCEPTED:
        raise Refusal(f"{name} is not accepted: the application is {application.get_state_display().lower()}.")
    if not _is_unplaced(application):
        raise Refusal(f"{name} has a place already, or has left the programme.")
    if QueueMember.objects.filter(application=application, ended_at=None).exists():
        raise Refusal(f"{name} is on the waiting list already.")
    if ended := offers_ended(application.offering.intake, policy_on(today), today=today):
        raise Refusal(ended)


def _is_unplaced(application: Application) -> bool:
    """Accepted, and without a place by its present row, not by what was read earlier."""
    settled = Enrolment.objects.filter(application=application).exclude(state=EnrolmentState.WAITING)
    return Application.objects.filter(pk=application.pk, state=State.ACCEPTED).exists() and not settled.exists()
