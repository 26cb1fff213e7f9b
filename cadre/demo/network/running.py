"""Groups on their way: dates picked, staffed, confirmed, their days held and evaluated."""

from contextlib import suppress
from datetime import date, timedelta

from cadre.delivery.actions import complete_register, mark_many, register_of
from cadre.demo.network.base import Network
from cadre.demo.network.calendar import Season, on
from cadre.demo.network.work import work_through
from cadre.facilitators.models import Facilitator
from cadre.groups.models import Group
from cadre.lib.dates import working_days
from cadre.lib.errors import Refusal
from cadre.programmes.models import TimelineElement
from cadre.programmes.states import ElementKind
from cadre.scheduling.actions import assign, confirm_group, hold_date, pick_date
from cadre.scheduling.models import Event
from cadre.scheduling.states import FacilitatorRole


def pick_dates(
    network: Network, group: Group, day: date, *, fixed: dict[int, date] | None = None, all_of_them: bool = True
) -> None:
    """The partner's lead picks each face-to-face date on `day`; `fixed` says some by the element's number."""
    elements = group.offering.timeline.filter(kind=ElementKind.FACE_TO_FACE).order_by("number")
    for element in elements if all_of_them else elements[:1]:
        wanted = [fixed[element.number]] if fixed and element.number in fixed else _days(network, element)
        with on(day, 14, element.number) as now:
            _pick_first_free(network, group, element, wanted, now)


def _days(network: Network, element: TimelineElement) -> list[date]:
    found = working_days(element.starts_on, element.ends_on - timedelta(days=element.days - 1))
    network.random.shuffle(found)
    return sorted(found, key=lambda day: day.weekday() in (0, 4))


def _pick_first_free(network: Network, group: Group, element: TimelineElement, days: list[date], now) -> Event:
    refused: Refusal | None = None
    for reason in ("", "The hall is free on this day only."):
        for day in days:
            try:
                return pick_date(group, element, day, by=network.leads[group.partner.slug], now=now, reason=reason)
            except Refusal as refusal:
                refused = refusal
    raise refused or Refusal(f"{group.ref} has no day for {element}.")


def hold_a_day(network: Network, group: Group) -> None:
    """The partner's lead holds a day of the first window, where one is free."""
    element = group.offering.timeline.filter(kind=ElementKind.FACE_TO_FACE).order_by("number")[0]
    for day in _days(network, element):
        with suppress(Refusal), on(network.today, 9, 40) as now:
            hold_date(group, element, day, by=network.leads[group.partner.slug], now=now)
            return


def staff(network: Network, group: Group, day: date, *, two: bool, named: list[Facilitator] | None = None) -> None:
    """A lead, and with `two` somebody beside them, from around the partner."""
    near = network.facilitators[group.partner.slug]
    fit = [f for f in near if f.accreditations.filter(qualification=group.offering.qualification).exists()] or near
    chosen = named or network.random.sample(fit, min(len(fit), 2 if two else 1))
    with on(day, 15) as now:
        for facilitator, role in zip(chosen, (FacilitatorRole.LEAD, FacilitatorRole.CO), strict=False):
            assign(group, facilitator, role, by=network.officer, now=now)


def confirm(network: Network, group: Group, day: date) -> None:
    """Confirm, and let everything follow on that day."""
    with on(day, 16) as now:
        confirm_group(group, by=network.officer, now=now)
        work_through()


def hold(network: Network, event: Event) -> None:
    """Keep and complete the register on the day, and let most of those who came answer."""
    random = network.random
    keeper = event.group.assignments.current()[0].facilitator.user
    with on(event.ends_on, 15, 30) as now:
        register = register_of(event)
        choices = {enrolment.ref: (_mark(random), "") for enrolment in event.group.enrolments.taking_a_place()}
        mark_many(register, choices, by=keeper, now=now)
        complete_register(register, by=keeper, now=now)
        work_through()


def _mark(random) -> str:
    return random.choices(("attended", "late", "left_early", "absent"), weights=(88, 4, 2, 6))[0]


def past_events(season: Season, today: date):
    """The events of an intake that are over, earliest first."""
    events = Event.objects.filter(group__offering__intake__slug=season.slug, ends_on__lt=today)
    return events.select_related("group__partner", "group__offering__qualification", "element").order_by("starts_on")
