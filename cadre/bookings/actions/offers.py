"""Offers: made in order, answered once, ended by time. See `queue` for the order of locks."""

from datetime import datetime, timedelta

from django.db import transaction

from cadre.bookings import emails
from cadre.bookings.actions.links import link_to_entry
from cadre.bookings.actions.queue import end_entry, lock_list, locked_entry, take_back_open_offer
from cadre.bookings.models import Offer, QueueEntry, QueuePolicy
from cadre.bookings.queries.pictures import last_day, moment, picture, policy_on
from cadre.bookings.rules.queue import Outcome, Verdict, fits
from cadre.bookings.states import (
    ENTRY_WORKFLOW,
    OFFER_ACCEPTED,
    OFFER_DECLINED,
    OFFER_EXPIRED,
    OFFER_MADE,
    OFFER_TAKEN_BACK,
    OFFER_WORKFLOW,
    PASSED_OVER,
    EntryState,
    OfferState,
)
from cadre.groups import actions as groups
from cadre.groups.models import Group
from cadre.groups.states import JoinedBy
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.locking import hold_all
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.words import counted
from cadre.messages.actions import post
from cadre.programmes.models import Intake

THE_LIST = System("The waiting list")


@transaction.atomic
def make_offers(offering_id: int, *, now: datetime, by: journal.Actor = THE_LIST) -> list[Offer]:
    """Offer every free place of the offering to whoever is next in line for it. Safe to repeat, and at once.

    Who is passed over because their party does not fit has the reason recorded. Nothing is offered once offers ended.
    """
    if not QueueEntry.objects.waiting().filter(offering=offering_id).exists():
        return []
    lock_list(offering_id)
    list(QueueEntry.objects.waiting().filter(offering=offering_id).order_by("pk").select_for_update())
    seen = picture(offering_id, today=clock.day_of(now))
    if seen.closed or seen.policy is None:
        return []
    made: list[Offer] = []
    verdicts = list(seen.verdicts.values())
    for at, verdict in enumerate(verdicts):
        entry = seen.entries[verdict.need.key]
        if verdict.outcome == Outcome.OFFER and verdict.room:
            group = seen.groups[verdict.room.key]
            made.append(_offer(entry, group, seen.policy, seen.offering.intake, by=by, now=now))
        elif verdict.outcome == Outcome.PARTY_TOO_LARGE and any(
            _takes_from(verdict, one) for one in verdicts[at + 1 :]
        ):
            _passed_over(entry, seen.why(entry), by=by)
    return made


@transaction.atomic
def accept_offer(entry: QueueEntry, *, by: journal.Actor, now: datetime) -> QueueEntry:
    """Take the places that are held: everybody behind the entry is enrolled, all of them or none. Once, however often.

    Raises Refusal when nothing is offered (any more), or a place cannot be given after all.
    """
    entry = locked_entry(entry)
    if entry.state == EntryState.SEATED:
        return entry
    offer = _open_offer(entry, now=now)
    people = [member.application for member in entry.members.filter(ended_at=None).select_related("application")]
    offer.state = OFFER_WORKFLOW.after("accept", offer.state)
    _ended(offer, by=by, now=now)
    end_entry(entry, "seat", reason="accepted an offer", by=by, now=now)
    for person in hold_all(people):
        reason = f"accepted the offer of {moment(offer.made_at)}"
        groups.enrol(person, offer.group, how=JoinedBy.QUEUE, by=by, now=now, reason=reason)
    journal.record(OFFER_ACCEPTED, entry, by=by, group=offer.group.ref, places=_places(offer.places))
    post(emails.queue_seated(entry, offer), now=now)
    return entry


@transaction.atomic
def decline_offer(entry: QueueEntry, *, by: journal.Actor, now: datetime) -> QueueEntry:
    """Turn the offer down and leave the list; the places go to the next in line. Declined already, as it stands."""
    entry = locked_entry(entry)
    if entry.state == EntryState.DECLINED:
        return entry
    offer = _open_offer(entry, now=now)
    offer.state = OFFER_WORKFLOW.after("decline", offer.state)
    _ended(offer, by=by, now=now)
    end_entry(entry, "decline", reason="declined the offer", by=by, now=now)
    journal.record(OFFER_DECLINED, entry, by=by, group=offer.group.ref, places=_places(offer.places))
    return entry


@transaction.atomic
def take_back(offer: Offer, *, reason: str, by: journal.Actor, now: datetime) -> QueueEntry:
    """End an open offer from our side. The entry waits again where it stood. Raises Refusal once it is answered."""
    entry = locked_entry(offer.entry)
    ended = take_back_open_offer(entry, why=reason, by=by, now=now)
    if ended is None or ended.pk != offer.pk:
        raise Refusal("This offer has been answered or has ended.")
    journal.record(OFFER_TAKEN_BACK, entry, by=by, group=ended.group.ref, reason=reason)
    post(emails.offer_taken_back(entry, ended, link_to_entry(entry, now=now)), now=now)
    return entry


@transaction.atomic
def end_overdue_offers(*, now: datetime) -> list[QueueEntry]:
    """Expire every offer whose time is over, each once. The places go to the next in line. Safe to repeat."""
    ended, overdue = [], Offer.objects.open().filter(expires_at__lte=now).select_related("entry")
    lock_list(*{offer.entry.offering_id for offer in overdue})
    for offer in sorted(overdue, key=lambda one: one.entry_id):
        entry = locked_entry(offer.entry)
        still = Offer.objects.open().filter(pk=offer.pk).select_related("group__partner").first()
        if still is None:
            continue
        still.state = OFFER_WORKFLOW.after("expire", still.state)
        _ended(still, by=THE_LIST, now=now)
        end_entry(entry, "expire", reason=f"no answer by {moment(still.expires_at)}", by=THE_LIST, now=now)
        journal.record(OFFER_EXPIRED, entry, by=THE_LIST, group=still.group.ref, places=_places(still.places))
        post(emails.offer_expired(entry, still), now=now)
        ended.append(entry)
    return ended


@transaction.atomic
def remind_of_offers(*, now: datetime) -> int:
    """Recall each open offer once, when its last hours begin. Safe to repeat. How many were recalled."""
    longest = max(QueuePolicy.objects.values_list("remind_hours", flat=True), default=0)
    soon = Offer.objects.open().filter(
        reminded_at=None, expires_at__gt=now, expires_at__lte=now + timedelta(hours=longest)
    )
    sent = 0
    for offer in soon.select_related("entry__offering__intake", "entry__offering__qualification", "group__partner"):
        policy = policy_on(clock.day_of(offer.made_at))
        if policy and offer.made_at < offer.expires_at - timedelta(hours=policy.remind_hours) <= now:
            if Offer.objects.open().filter(pk=offer.pk, reminded_at=None).update(reminded_at=now):
                post(emails.offer_reminder(offer.entry, offer, link_to_entry(offer.entry, now=now)), now=now)
                sent += 1
    return sent


def _offer(
    entry: QueueEntry, group: Group, policy: QueuePolicy, intake: Intake, *, by: journal.Actor, now: datetime
) -> Offer:
    """Hold the places, and write. It ends with the last day on which places are offered, at the latest."""
    until = min(now + timedelta(hours=policy.offer_hours), clock.end_of(last_day(intake, policy)))
    entry.offering.intake = intake
    entry.state = ENTRY_WORKFLOW.after("offer", entry.state)
    entry.passed_over = ""
    entry.save(update_fields=["state", "passed_over"])
    offer = Offer.objects.create(entry=entry, group=group, places=entry.places, made_at=now, expires_at=until)
    journal.record(
        OFFER_MADE,
        entry,
        by=by,
        group=group.ref,
        places=_places(entry.places),
        until=moment(until),
        policy=policy.pk,
    )
    post(emails.offer(entry, offer, link_to_entry(entry, now=now)), now=now)
    return offer


def _open_offer(entry: QueueEntry, *, now: datetime) -> Offer:
    offer = entry.offers.select_related("group__partner").first()
    if offer is None:
        raise Refusal("No place is offered to you now. We write as soon as one is.")
    if offer.state == OfferState.OPEN and now >= offer.expires_at:
        raise Refusal(f"This offer ended on {moment(offer.expires_at)}, and the place goes to the next in line.")
    if entry.state != EntryState.OFFERED:
        raise Refusal(f"There is nothing to answer: {entry.get_state_display().lower()}.")
    return offer


def _passed_over(entry: QueueEntry, reason: str, *, by: journal.Actor) -> None:
    """Record why the next in line did not get the places that went to somebody behind; once for the same reason."""
    if entry.passed_over == reason:
        return
    entry.passed_over = reason
    entry.save(update_fields=["passed_over"])
    journal.record(PASSED_OVER, entry, by=by, reason=reason)


def _takes_from(verdict: Verdict, later: Verdict) -> bool:
    """Whether somebody later in line is offered a place that the need had asked for too."""
    return later.outcome == Outcome.OFFER and later.room is not None and fits(verdict.need, later.room)


def _ended(offer: Offer, *, by: journal.Actor, now: datetime) -> None:
    offer.ended_at, offer.ended_by_name = now, by.name[:200]
    offer.save(update_fields=["state", "ended_at", "ended_by_name"])


def _places(number: int) -> str:
    return counted(number, "place")
