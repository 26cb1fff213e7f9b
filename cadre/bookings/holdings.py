"""The booked places that applications fill, told to the room below, which cannot ask."""

from cadre.applications.models import Application
from cadre.bookings.models import BookedPlace


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
