"""A changed policy is a new dated row; what was offered or booked before keeps the row of its day."""

from datetime import date

from django.db import models, transaction

from cadre.applications.actions.policies import end_before, refuse_past
from cadre.bookings.models import BookingPolicy, QueuePolicy
from cadre.bookings.rules.policy import refuse_offers, refuse_terms
from cadre.bookings.states import POLICY_ADDED, OffersEnd, PartyRule
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal


@transaction.atomic
def add_queue_policy(
    *,
    offer_hours: int,
    remind_hours: int,
    party_rule: PartyRule,
    offers_end: OffersEnd,
    released_first: bool,
    from_on: date,
    source: str,
    by: Actor,
    today: date,
) -> QueuePolicy:
    """How places are offered from a day on; the row before it ends the day before. Raises Refusal."""
    refuse_past(from_on, today=today, source=source)
    if refused := refuse_offers(offer_hours=offer_hours, remind_hours=remind_hours):
        raise Refusal(refused, field="remind_hours")
    end_before(QueuePolicy.objects.all(), from_on)
    row = QueuePolicy.objects.create(
        offer_hours=offer_hours,
        remind_hours=remind_hours,
        party_rule=party_rule,
        offers_end=offers_end,
        released_first=released_first,
        from_on=from_on,
        source=source,
    )
    _record(row, f"offers of {offer_hours} hours from the waiting list", by=by, from_on=from_on)
    return row


@transaction.atomic
def add_booking_policy(
    *,
    name_by_days: int,
    remind_days: int,
    most_places: int,
    from_on: date,
    source: str,
    by: Actor,
    today: date,
) -> BookingPolicy:
    """What holds for parties from a day on; the row before it ends the day before. Raises Refusal."""
    refuse_past(from_on, today=today, source=source)
    if refused := refuse_terms(name_by_days=name_by_days, remind_days=remind_days, most_places=most_places):
        raise Refusal(refused, field="most_places")
    end_before(BookingPolicy.objects.all(), from_on)
    row = BookingPolicy.objects.create(
        name_by_days=name_by_days, remind_days=remind_days, most_places=most_places, from_on=from_on, source=source
    )
    _record(row, f"bookings of at most {most_places} places", by=by, from_on=from_on)
    return row


def _record(row: models.Model, what: str, *, by: Actor, from_on: date) -> None:
    journal.record(POLICY_ADDED, row, by=by, what=what, day=long_day(from_on))
