"""What falls due in applications as time passes."""

from datetime import date, datetime

from django.db.models import Q

from cadre.applications import actions
from cadre.applications.models import Deferral
from cadre.applications.states import DeferralState, State
from cadre.journal.actions import System
from cadre.lib.errors import Refusal
from cadre.programmes.models import Offering

CALENDAR = System("The calendar")


def remind_sponsors(today: date, now: datetime) -> int:
    """Remind sponsors who have not answered, on the days that the rules say. Safe to repeat."""
    return actions.remind_when_due(today, now)


def remind_payers(today: date, now: datetime) -> int:
    """Remind people who must say who pays, on the days that the rule says. Safe to repeat."""
    return actions.remind_payers_when_due(today, now)


def requote_by_list(today: date, now: datetime) -> int:
    """Scholarships that wait are decided again when another list of districts is in use. Safe to repeat."""
    return actions.requote_by_list_of(today, now)


def take_up_deferrals(today: date, now: datetime) -> None:
    """Move every deferred application whose intake is open. Safe to repeat; one that cannot be moved waits."""
    waits = Deferral.objects.filter(state=DeferralState.GRANTED, application__state=State.DEFERRED)
    opened = waits.filter(Q(wanted=None) | Q(wanted__intake__opens_on__lte=today)).order_by("pk")
    for deferral in opened.select_related("application", "left__intake", "wanted__intake", "wanted__qualification"):
        wanted = deferral.wanted or _next_open(deferral, today)
        if wanted is None:
            continue
        try:
            actions.take_up_deferral(deferral, wanted=wanted, by=CALENDAR, now=now)
        except Refusal:  # no fee for the new date yet, or somebody was quicker: looked at again the next time
            continue


def _next_open(deferral: Deferral, today: date) -> Offering | None:
    later = Offering.objects.filter(
        qualification=deferral.left.qualification_id,
        intake__starts_on__gt=deferral.left.intake.starts_on,
        intake__opens_on__lte=today,
        intake__closes_on__gte=today,
    )
    return later.select_related("intake", "qualification").order_by("intake__starts_on").first()
