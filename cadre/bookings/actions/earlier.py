"""Registration closes earlier than people were told: leads whose booking is not sent or not filled are mailed."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Prefetch

from cadre.bookings import emails
from cadre.bookings.actions.links import link_to_booking
from cadre.bookings.models import BookedPlace, Booking
from cadre.bookings.models.booking import EMPTY_PLACES
from cadre.bookings.queries.bookings import not_done
from cadre.bookings.states import PlaceState
from cadre.lib.dates import long_day
from cadre.lib.words import counted
from cadre.messages.actions import post_all
from cadre.messages.models import Message, id_of
from cadre.programmes.models import Intake


@transaction.atomic
def tell_leads_of_earlier_close(intake: Intake, *, before: date, entry_pk: int, now: datetime) -> int:
    """One mail to each lead for each booking, with a link of its own. Safe to repeat. How many now."""
    places = Prefetch(
        "places", BookedPlace.objects.filter(state__in=EMPTY_PLACES).order_by("number"), to_attr="open_places"
    )
    rows = not_done(intake).select_related("intake", "school", "trust").prefetch_related(places).order_by("pk")
    keys = {emails.earlier_key(booking, entry_pk): booking for booking in rows}
    told = set(Message.objects.filter(pk__in=map(id_of, keys)).values_list("key", flat=True))
    due = [booking for key, booking in keys.items() if key not in told]
    post_all(
        [
            emails.closes_earlier(
                booking, link_to_booking(booking, now=now), before=before, left=left_to_do(booking), entry_pk=entry_pk
            )
            for booking in due
        ],
        now=now,
    )
    return len(due)


def left_to_do(booking: Booking) -> list[str]:
    """A line for each sort of thing that is left. The booking comes with its `open_places`."""
    closes = long_day(booking.intake.closes_on)
    if booking.is_draft:
        return [f"Send your booking by the end of {closes}. It is not sent yet, and keeps no place until then."]
    rows: list[BookedPlace] = booking.open_places  # type: ignore[attr-defined]
    unnamed = [row for row in rows if row.state == PlaceState.UNNAMED]
    invited = [row for row in rows if row.state == PlaceState.INVITED]
    said = []
    if unnamed:
        days = [row.name_by for row in unnamed if row.name_by]
        by = long_day(min(days)) if days else closes
        said.append(f"Name {counted(len(unnamed), 'person', 'people')}, by {by}, so that they have time to apply.")
    if invited:
        names = ", ".join(row.name for row in invited)
        said.append(f"Ask {names} to apply by the end of {closes}. The booking’s page reminds them by mail.")
    return said
