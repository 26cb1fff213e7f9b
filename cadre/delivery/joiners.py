"""Who may join an event on the day: accepted people without a place, and people of another group of the offering."""

from dataclasses import dataclass
from datetime import datetime

from cadre.applications.models import Application
from cadre.applications.states import State
from cadre.delivery import actions
from cadre.delivery.models import Register
from cadre.delivery.sheets import Found
from cadre.groups import actions as groups
from cadre.groups.models import TAKES_A_PLACE, Enrolment
from cadre.groups.states import JoinedBy
from cadre.people.models import User
from cadre.scheduling.models import Event
from cadre.schools.rules import plain_words

MOST, READ = 10, 200


@dataclass(frozen=True)
class Joiner(Found):
    """Somebody found. `enrolment` is their place in another group, if they have one; else they are enrolled here."""

    application: Application
    enrolment: Enrolment | None = None

    def add(self, register: Register, *, by: User, now: datetime) -> None:
        """Put them on the register. Raises Refusal when the group is full or the register complete."""
        if self.enrolment:
            actions.add_late_joiner(register, self.enrolment, by=by, now=now)
        else:
            actions.refuse_closed(register, now=now)
            reason = "Joined on the day"
            groups.enrol(self.application, register.event.group, how=JoinedBy.LATE, by=by, now=now, reason=reason)


def joiners_named(event: Event, name: str) -> list[Joiner]:
    """At most ten people of the event's offering with every word of `name` in their name, in two queries.

    Whole words: whoever stands there says their name, and part of one must not list other groups' people.
    """
    words = name.split()
    free = Application.objects.filter(offering=event.group.offering_id, state=State.ACCEPTED).exclude(
        enrolment__state__in=TAKES_A_PLACE
    )
    placed = (
        Enrolment.objects.taking_a_place()
        .filter(group__offering=event.group.offering_id)
        .exclude(group=event.group_id)
        .exclude(attendances__register__event=event)
    )
    for word in words:
        free, placed = free.filter(name__icontains=word), placed.filter(application__name__icontains=word)
    found = [
        Joiner(row.ref, row.name, row.workplace, "Accepted, without a place", row)
        for row in free.select_related("school").order_by("name", "pk")[:READ]
    ]
    found += [
        Joiner(row.ref, row.application.name, row.application.workplace, f"In {row.group.ref}", row.application, row)
        for row in placed.select_related("application__school", "group").order_by("application__name", "pk")[:READ]
    ]
    asked = set(plain_words(name))
    found = [joiner for joiner in found if asked and asked <= set(plain_words(joiner.name))]
    return sorted(found, key=lambda joiner: (joiner.name, joiner.ref))[:MOST]
