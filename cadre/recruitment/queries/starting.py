"""Who and what is affected when an intake starts on another day."""

from django.db.models import Count, Q
from django.urls import reverse

from cadre.applications.models import Application
from cadre.applications.states import WAITING, State
from cadre.bookings.models import QueueEntry
from cadre.finance.models import Invoice
from cadre.groups.models import TAKES_A_PLACE, Enrolment, Group
from cadre.groups.states import GroupState
from cadre.lib.dates import long_day
from cadre.lib.words import counted
from cadre.recruitment.queries.moving import Touched
from cadre.scheduling.queries.starting import Start


def touched_by_start(found: Start) -> list[Touched]:
    """Everything that hangs on the start; what is none is left out. Half a dozen queries, whatever the rows."""
    lines = [*_people(found), *_groups(found), *_dates(found), *_money(found)]
    return [one for one in lines if one.number]


def _people(found: Start) -> list[Touched]:
    intake, day = found.intake, long_day(found.starts_on)
    placed = Enrolment.objects.filter(group__offering__intake=intake, state__in=TAKES_A_PLACE)
    free = Q(enrolment=None) | ~Q(enrolment__state__in=TAKES_A_PLACE)
    known = Application.objects.filter(offering__intake=intake).aggregate(
        accepted=Count("pk", filter=Q(state=State.ACCEPTED) & free), waiting=Count("pk", filter=Q(state__in=WAITING))
    )
    entries = QueueEntry.objects.filter(offering__intake=intake).waiting().count()
    url = reverse("office:applications:list")
    shown = f"Their pages say {day}. They hear by mail when a date of their group moves."
    return [
        Touched("People with a place", placed.count(), shown),
        Touched("Accepted, without a place", known["accepted"], f"Their pages say {day}.", f"{url}?state=accepted"),
        Touched(
            "Applications to decide",
            known["waiting"],
            "They stay. Reminders before the start count to the new day.",
            f"{url}?state=submitted",
        ),
        Touched("On the waiting list", entries, f"They wait until {day}.", reverse("office:bookings:queue")),
    ]


def _groups(found: Start) -> list[Touched]:
    groups = Group.objects.filter(offering__intake=found.intake)
    first, last = sorted((found.intake.starts_on, found.starts_on))
    between = Q(partner__left_on__gt=first, partner__left_on__lte=last)
    known = groups.aggregate(
        forming=Count("pk", filter=Q(state=GroupState.FORMING)),
        confirmed=Count("pk", filter=Q(state=GroupState.CONFIRMED)),
        leaving=Count("pk", filter=Q(state=GroupState.FORMING) & between),
    )
    later = found.starts_on > found.intake.starts_on
    leaves = "Their partner leaves before the new start, so that they cannot be confirmed."
    stays = "Their partner stays until the new start, so that they can be confirmed."
    url = reverse("office:groups:boards")
    return [
        Touched("Groups that form", known["forming"], "Their partners are told by mail.", url),
        Touched("Confirmed groups", known["confirmed"], "They stay confirmed. Their partners are told by mail.", url),
        Touched("Groups whose partner leaves about then", known["leaving"], leaves if later else stays, url),
    ]


def _dates(found: Start) -> list[Touched]:
    there = reverse("office:programmes:intake", args=[found.intake.slug])
    by = f"{counted(abs(found.weeks), 'week')} {'later' if found.weeks > 0 else 'earlier'}"
    hit = "They no longer fit, and stay until they are picked again. They are listed below."
    return [
        Touched("Windows that move", len(found.changes), by, there),
        Touched("Windows that have begun", found.stay, "They stay.", there),
        Touched("Picked dates outside their window", len(found.affected), hit, reverse("office:scheduling:events")),
        Touched("Held days", len(found.holds), "They are let go."),
    ]


def _money(found: Start) -> list[Touched]:
    issued = Invoice.objects.invoices().filter(group__offering__intake=found.intake).count()
    url = reverse("office:finance:invoices")
    return [Touched("Invoices", issued, "Not changed, and neither are prices that were quoted.", url)]
