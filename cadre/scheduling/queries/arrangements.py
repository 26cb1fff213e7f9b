"""What must be arranged for the people of an event: who may see it, how much of it, and when."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from cadre.applications.models import Arrangement
from cadre.groups.models import Group
from cadre.lib.dates import LONDON
from cadre.partners.access import partners_led_by
from cadre.people.access import holds
from cadre.people.models import User
from cadre.scheduling.access import groups_staffed_by
from cadre.scheduling.models import Event
from cadre.scheduling.queries.terms import known_terms
from cadre.scheduling.rules.arrangements import arrangements_shown, shown_to_host


@dataclass(frozen=True)
class Needs:
    """What to arrange on the day, never the condition behind it. `dietary` is empty for those who do not cater."""

    needed: str
    dietary: str

    def __str__(self) -> str:
        return "; ".join(filter(None, (self.needed, self.dietary)))


def arrangements_for(event: Event, user: User, *, today: date) -> dict[int, Needs] | None:
    """{enrolment pk: Needs} of the event's people, or None when `user` may not see them on `today`.

    Operations see them at any time; the partner's lead around the event, as the dated terms say (four weeks before to
    four weeks after); the group's facilitators from confirmation (or 28 days before) to 14 days after it.
    Facilitators do not see the dietary part. Whoever shows the answer records
    the reading: `actions.read_arrangements` does both.
    """
    group = event.group
    if holds(user, "ops"):
        return needs_of(group)
    caters = partners_led_by(user, today=today).filter(pk=group.partner_id).exists()
    if not caters and not groups_staffed_by(user).filter(pk=group.pk).exists():
        return None
    if caters:
        terms = known_terms(today)
        shown = terms is not None and shown_to_host(
            starts_on=event.starts_on,
            ends_on=event.ends_on,
            before_days=terms.shown_before_days,
            after_days=terms.shown_after_days,
            today=today,
        )
        return needs_of(group) if shown else None
    confirmed_on = timezone.localtime(group.confirmed_at, LONDON).date() if group.confirmed_at else None
    if not arrangements_shown(starts_on=event.starts_on, ends_on=event.ends_on, confirmed_on=confirmed_on, today=today):
        return None
    return needs_of(group, dietary=False)


def needs_of(group: Group, *, dietary: bool = True) -> dict[int, Needs]:
    """{enrolment pk: Needs} of everybody with a place who needs something. The caller has checked the reader."""
    rows = Arrangement.objects.filter(application__enrolment__in=group.enrolments.taking_a_place()).values_list(
        "application__enrolment", "needed", "dietary"
    )
    found = {pk: Needs(needed, food if dietary else "") for pk, needed, food in rows}
    return {pk: needs for pk, needs in found.items() if str(needs)}
