"""The waiting list of offerings as the rules read it: needs, groups with room, and the policy of the day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Max, Sum

from cadre.bookings.elsewhere import held_elsewhere
from cadre.bookings.models import Offer, QueueEntry, QueuePolicy
from cadre.bookings.rules.queue import Need, Room, Terms, Verdict, positions, round_of_offers
from cadre.bookings.rules.why import why
from cadre.bookings.states import JoinedQueueBy, OffersEnd, PartyRule
from cadre.groups.models import Group
from cadre.groups.rules import STILL_OPEN
from cadre.lib.dates import LONDON, long_day
from cadre.programmes.models import Intake, Offering


@dataclass
class Picture:
    """One offering's list at a moment. `entries` are those that wait, by key; `asked` the keys of those who
    are offered a place by a room above."""

    offering: Offering
    policy: QueuePolicy | None
    today: date
    groups: dict[int, Group] = field(default_factory=dict)
    rooms: list[Room] = field(default_factory=list)
    entries: dict[int, QueueEntry] = field(default_factory=dict)
    asked: set[int] = field(default_factory=set)

    @cached_property
    def terms(self) -> Terms:
        return Terms(self.policy.party_rule, self.policy.released_first, self.policy.pk) if self.policy else Terms()

    @cached_property
    def needs(self) -> list[Need]:
        return [need_of(entry) for entry in self.entries.values()]

    @property
    def closed(self) -> str:
        """Why nothing is offered any more, or empty."""
        return offers_ended(self.offering.intake, self.policy, today=self.today)

    @cached_property
    def verdicts(self) -> dict[int, Verdict]:
        """What each who waits would get now, by the entry's key, in order. No offers once they have ended."""
        return {verdict.need.key: verdict for verdict in round_of_offers(self.needs, self.rooms, self.terms)}

    def ahead_of(self, application_id: int | None) -> list[Verdict]:
        """What those get who stand before the application; everybody when it does not wait here."""
        own = next(
            (e.pk for e in self.entries.values() if any(m.application_id == application_id for m in e.members.all())),
            None,
        )
        found = []
        for key, verdict in self.verdicts.items():
            if key == own:
                break
            found.append(verdict)
        return found

    @cached_property
    def positions(self) -> dict[int, int]:
        """The place in line of each who waits, by the entry's key."""
        return positions(self.needs, self.rooms, self.terms)

    def why(self, entry: QueueEntry) -> str:
        """Why an entry that waits here was not offered a place, in a sentence."""
        if entry.pk in self.asked:
            return "Another place is offered just now, by mail. Until it is answered, nothing is offered from here."
        if entry.pk not in self.verdicts:
            return "Somebody who waits here is no longer accepted, or has a place by now."
        return why(
            self.verdicts[entry.pk],
            self.rooms,
            self.terms,
            position=self.positions[entry.pk],
            need_words=entry.need_words,
            closed=self.closed,
        )


def need_of(entry: QueueEntry) -> Need:
    """The entry as the rules read it. Its school is at hand (`select_related`)."""
    return Need(
        key=entry.pk,
        places=entry.places,
        joined_at=entry.joined_at,
        partner=entry.partner_id,
        region=entry.region,
        within_km=entry.within_km,
        point=(entry.school.easting, entry.school.northing) if entry.school else (None, None),
        released=entry.how == JoinedQueueBy.RELEASED,
    )


def policy_on(today: date) -> QueuePolicy | None:
    return QueuePolicy.objects.on(today).first()


def terms_words(policy: QueuePolicy | None) -> str:
    """The policy of the list as a page says it, with its source."""
    if policy is None:
        return "No policy is set up for today, so nothing is offered from the list."
    first = " Whoever’s group did not run stands before everybody." if policy.released_first else ""
    return (
        f"An offer holds a place for {policy.offer_hours} hours. When the next party does not fit: "
        f"{PartyRule(policy.party_rule).label.lower()}. Offers end {OffersEnd(policy.offers_end).label}.{first} "
        f"From {long_day(policy.from_on)}. Source: {policy.source}."
    )


def last_day(intake: Intake, policy: QueuePolicy | None) -> date:
    """The last day on which places are offered: of registration, or before the intake starts."""
    if policy and policy.offers_end == OffersEnd.START:
        return date.fromordinal(intake.starts_on.toordinal() - 1)
    return intake.closes_on


def offers_ended(intake: Intake, policy: QueuePolicy | None, *, today: date) -> str:
    """Why no places are offered from the list on that day, or empty while they are."""
    if policy is None:
        return "No waiting list is set up for today, so no places are offered from it."
    if today >= intake.starts_on:
        return f"{intake} started on {long_day(intake.starts_on)}, so no more places are offered."
    if today > last_day(intake, policy):
        return (
            f"Registration for {intake} closed on {long_day(intake.closes_on)}, so no more places are offered by "
            "themselves. Our team still looks for one."
        )
    return ""


def moment(at: datetime | None) -> str:
    """`3 December, 10:00`, as London's clocks say."""
    return f"{at.astimezone(LONDON):%-d %B, %H:%M}" if at else ""


def rooms_of(groups: Sequence[Group], elsewhere: Mapping[int, int]) -> list[Room]:
    """Groups from `with_people()`, with their partner, as the rules read them. One query.

    `elsewhere`: seats that rooms above hold, by group.
    """
    open_offers = Offer.objects.open().filter(group__in=[group.pk for group in groups]).order_by()
    rows = open_offers.values("group").annotate(n=Sum("places"), until=Max("expires_at"))
    held = {row["group"]: (row["n"], moment(row["until"])) for row in rows}
    return [
        Room(
            key=group.pk,
            partner=group.partner_id,
            partner_name=group.partner.short_name,
            region=group.partner.region,
            point=(group.partner.easting, group.partner.northing),
            size=group.size,
            people=group.people,  # type: ignore[attr-defined]
            offered=held.get(group.pk, (0, ""))[0] + elsewhere.get(group.pk, 0),
            offered_until=held.get(group.pk, (0, ""))[1],
        )
        for group in groups
    ]


def pictures(offerings: Iterable[int], *, today: date) -> dict[int, Picture]:
    """The lists of these offerings, by the offering's key. Six queries, however many there are of anything, and
    those of rooms above that hold places."""
    keys, policy = set(offerings), policy_on(today)
    rows = Offering.objects.filter(pk__in=keys).select_related("intake", "qualification")
    found = {row.pk: Picture(row, policy, today) for row in rows}
    waiting = QueueEntry.objects.waiting().seatable().filter(offering__in=keys).select_related("school", "partner")
    elsewhere = held_elsewhere(keys)
    for entry in waiting.prefetch_related("members"):
        if any(member.application_id in elsewhere.people for member in entry.members.all()):
            found[entry.offering_id].asked.add(entry.pk)
        else:
            found[entry.offering_id].entries[entry.pk] = entry
    groups = (
        Group.objects.in_person()
        .filter(offering__in=keys, state__in=STILL_OPEN)
        .select_related("partner")
        .with_people()
    )
    in_order = list(groups.order_by("pk"))
    for group, room in zip(in_order, rooms_of(in_order, elsewhere.seats), strict=True):
        found[group.offering_id].groups[group.pk] = group
        found[group.offering_id].rooms.append(room)
    return found


def picture(offering: int, *, today: date) -> Picture:
    """One offering's list."""
    return pictures([offering], today=today)[offering]
