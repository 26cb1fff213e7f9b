"""A day that was held stays where it was: who came, what it costs and how it was judged hang on it."""

from datetime import date, timedelta

import pytest

from cadre.delivery import actions
from cadre.delivery.states import Mark
from cadre.lib.errors import Refusal
from cadre.scheduling.actions import pick_date
from cadre.scheduling.actions.swapping import swap_dates
from cadre.scheduling.models import Event
from tests import world

pytestmark = pytest.mark.django_db


def moved(event, day, *, by, now):
    return pick_date(event.group, event.element, day, by=by, now=now, reason="Typed wrongly")


def complete(register, by, now):
    refs = register.event.group.enrolments.values_list("ref", flat=True)
    actions.mark_many(register, dict.fromkeys(refs, (Mark.ATTENDED, "")), by=by, now=now)
    actions.complete_register(register, by=by, now=now)


def test_a_day_whose_register_is_complete_is_not_moved_until_it_is_opened_again(event, register, dev, now):
    ops, later = world.an_officer(), world.TODAY + timedelta(days=14)
    complete(register, dev.user, now)
    with pytest.raises(Refusal, match=f"{event.group.ref} was held on .*: its register is complete"):
        moved(event, later, by=ops, now=now)
    event.refresh_from_db()
    assert event.starts_on == world.TODAY
    actions.reopen_register(register, by=ops, reason="It was another day")
    assert moved(event, later + timedelta(days=1), by=ops, now=now).starts_on == later + timedelta(days=1)


def test_nor_swapped(event, register, dev, now):
    complete(register, dev.user, now)
    theirs = world.an_event(world.a_group(2, partner=event.group.partner), 1, on=date(2027, 3, 3))
    Event.objects.filter(pk=event.pk).update(starts_on=date(2027, 3, 2), ends_on=date(2027, 3, 2))
    for pair in ((event, theirs), (theirs, event)):
        with pytest.raises(Refusal, match="was held on 2 March 2027"):
            swap_dates(*pair, by=world.an_officer(), now=now, reason="Typed wrongly")


def test_a_day_that_is_over_and_was_not_held_is_moved_with_a_reason(event, register, now):
    later = world.TODAY + timedelta(days=14)
    assert moved(event, later, by=world.an_officer(), now=now + timedelta(days=1)).starts_on == later
