"""Who keeps and who reads a register."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from cadre.delivery.models import Register
from cadre.lib import clock
from cadre.partners.access import partners_led_by
from cadre.people.access import holds
from cadre.people.models import User
from cadre.people.prepared import A_DAY, A_MOMENT, A_NUMBER, A_WORD, prepared
from cadre.scheduling.access import staffed_by, staffed_since, still_seen
from cadre.scheduling.models import Event


def events_kept_by(user: User) -> QuerySet[Event]:
    """Events whose register the user keeps: of the groups they facilitate."""
    return Event.objects.filter(staffed_by(user, "group"))


@prepared(A_NUMBER, A_MOMENT, A_DAY, A_WORD)
def _kept(user: int, released: datetime, stood_in: date, ref: str) -> QuerySet[Event, Event]:
    rows = Event.objects.filter(staffed_since(user, released, stood_in, "group"), ref=ref)
    return rows.select_related("register", "group")


def event_kept_by(user: User, ref: str) -> Event | None:
    """The event of that reference, with its register and group, if its register is theirs to keep. One query."""
    return next(iter(_kept(user.pk, *still_seen(clock.now()), ref)), None)


def registers_visible_to(user: User) -> QuerySet[Register]:
    """The office sees all; a facilitator those they keep; a partner lead their partner's."""
    if holds(user, "ops", "finance", "quality"):
        return Register.objects.all()
    led = partners_led_by(user, today=clock.today())
    return Register.objects.filter(staffed_by(user, "event__group") | Q(event__group__partner__in=led))


def may_keep_register(user: User, event: Event) -> bool:
    return holds(user, "ops") or events_kept_by(user).filter(pk=event.pk).exists()
