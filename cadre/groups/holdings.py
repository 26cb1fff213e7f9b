"""What rooms below cannot ask: the places that applications hold, and what a partner's leaving touches."""

from datetime import date

from cadre.applications.models import Application
from cadre.groups.actions.hosting import counted
from cadre.groups.models import TAKES_A_PLACE, Enrolment
from cadre.partners.consequences import Line
from cadre.partners.models import Partner


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


def touched_by(partner: Partner, into: Partner | None, on_day: date) -> list[Line]:
    """Its groups, and whoever chose it and has no place. Three queries."""
    running, forming, people = counted(partner)
    heir = into.short_name if into else ""
    return [
        Line("Groups that run", running, f"keep their name; leads of {heir} look after them" if into else "run off"),
        Line("Groups that form", forming, f"go to {heir}" if into else "stay; move their people or close them"),
        Line("People without a place", people, f"choose {heir}" if into else "stay on the board, to be placed nearby"),
    ]
