"""As time passes: registration opens and closes, partners are reminded of windows, facilitators of registers."""

from datetime import timedelta

import pytest

from cadre.automation.timetable import DAILY, run_due
from cadre.delivery.actions import complete_register, mark_many, register_of
from cadre.delivery.timetable import chase_registers
from cadre.journal.models import Entry
from cadre.messages.models import Message
from cadre.programmes.timetable import announce_intakes
from cadre.scheduling.timetable import remind_to_pick
from tests import world
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def addressed(kind: str) -> list[str]:
    return sorted(Message.objects.filter(kind=kind).values_list("to", flat=True))


def test_registration_is_announced_once_when_it_opens_and_once_when_it_closes():
    intake = world.an_intake()
    after = intake.closes_on + timedelta(days=1)
    for day in (intake.opens_on, intake.opens_on, intake.closes_on, after, after):
        announce_intakes(day, NOW)
    keys = list(Entry.objects.about(intake).order_by("pk").values_list("happening", flat=True))
    assert keys == ["programmes.intake_opened", "programmes.intake_closed"]


def test_a_partner_is_reminded_six_and_two_weeks_before_a_window_without_a_date():
    group = world.a_group(3)
    lead = world.a_partner_lead(group.partner)
    window = group.offering.timeline.get(number=1)
    for weeks in (7, 6, 5, 2, 1):
        remind_to_pick(window.starts_on - timedelta(weeks=weeks), NOW)
    assert addressed("scheduling.pick_a_date") == [lead.email] * 2


def test_a_picked_date_is_not_asked_for():
    group = world.a_group(3)
    world.a_partner_lead(group.partner)
    world.an_event(group, 1)
    day = group.offering.timeline.get(number=1).starts_on - timedelta(weeks=2)
    assert remind_to_pick(day, NOW) == 0


def test_no_register_is_asked_for_of_a_day_that_was_called_off():
    event = world.a_confirmed_group(12).events.get(element__number=1)
    event.called_off_at = NOW
    event.save(update_fields=["called_off_at"])
    assert chase_registers(event.ends_on + timedelta(days=1), NOW) == 0


def test_a_register_is_asked_for_once_from_the_day_after_until_it_is_complete():
    group = world.a_confirmed_group(12)
    event = group.events.get(element__number=1)
    dev = group.assignments.get().facilitator.user
    next_day = event.ends_on + timedelta(days=1)
    assert chase_registers(event.ends_on, NOW) == 0
    chase_registers(next_day, NOW)
    chase_registers(next_day + timedelta(days=1), NOW)
    assert addressed("delivery.register_due") == [dev.email]


def test_a_complete_register_is_not_asked_for():
    group = world.a_confirmed_group(12)
    event = group.events.get(element__number=1)
    dev = group.assignments.get().facilitator.user
    event.starts_on = event.ends_on = TODAY
    event.save()
    register = register_of(event)
    mark_many(register, {row.ref: ("attended", "") for row in group.enrolments.all()}, by=dev, now=NOW)
    complete_register(register, by=dev, now=NOW)
    assert chase_registers(TODAY + timedelta(days=1), NOW) == 0


def test_everything_that_falls_due_may_run_twice():
    world.a_partner_lead(world.a_confirmed_group(12).partner)
    assert DAILY
    run_due(TODAY, NOW)
    before = (Entry.objects.count(), Message.objects.count())
    run_due(TODAY, NOW)
    assert (Entry.objects.count(), Message.objects.count()) == before
