"""The booked places that applications fill, told to the room below, which cannot ask."""

from datetime import date

from cadre.applications.models import Application
from cadre.bookings.actions.following import counted
from cadre.bookings.models import BookedPlace
from cadre.partners.consequences import Line
from cadre.partners.models import Partner


def booked_place(application: Application) -> str:
    """`a place that Dale House booked`, or empty."""
    found = BookedPlace.objects.filter(application=application).select_related("booking").first()
    return f"a place of the booking by {found.booking}" if found else ""


def why_booked_stays(goes: Application, stands: Application) -> str:
    """Two booked places cannot become one: the school decides which one it keeps."""
    both = booked_place(goes) and booked_place(stands)
    return f"{goes.ref} and {stands.ref} both fill a booked place. Free one of them first." if both else ""


def move_booked(goes: Application, stands: Application) -> None:
    BookedPlace.objects.filter(application=goes).update(application=stands)


def touched_by(partner: Partner, into: Partner | None, on_day: date) -> list[Line]:
    """Who waits for the partner, and bookings that wish for it. Two queries."""
    entries, bookings = counted(partner)
    becomes = f"wish for {into.short_name}" if into else "keep their wish; staff place them nearby"
    return [Line("On the waiting list", entries, becomes), Line("Bookings", bookings, becomes)]
