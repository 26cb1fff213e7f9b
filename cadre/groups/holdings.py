"""The places that applications hold in groups, told to the room below, which cannot ask."""

from cadre.applications.models import Application
from cadre.groups.models import TAKES_A_PLACE, Enrolment


def place_held(application: Application) -> str:
    """`a place in NPQSL-S27-01`, or empty."""
    held = Enrolment.objects.filter(application=application, state__in=TAKES_A_PLACE).select_related("group").first()
    return f"a place in {held.group.ref}" if held else ""


def why_place_stays(goes: Application, stands: Application) -> str:
    """Why a place cannot move to the other application, or empty: whoever had one before keeps its history."""
    had = Enrolment.objects.filter(application=stands).select_related("group").first()
    if place_held(goes) and had:
        return f"{stands.ref} has been in {had.group.ref} before. Keep the one that holds the place."
    return ""


def move_place(goes: Application, stands: Application) -> None:
    """The place is the kept application's from now on, in the same seat, and of its account."""
    held = Enrolment.objects.filter(application=goes, state__in=TAKES_A_PLACE)
    held.update(application=stands, person=stands.applicant_id or goes.applicant_id)
