"""A withdrawn application gives its place back, once."""

import pytest

from cadre.applications.models import Application
from cadre.applications.states import APPLICATION_REOPENED, APPLICATION_WITHDRAWN, State
from cadre.groups.models import Enrolment
from cadre.groups.reactions import await_again, give_up_place
from cadre.groups.states import ENROLMENT_WITHDRAWN, EnrolmentState
from cadre.journal import actions as journal
from cadre.journal.models import Entry
from tests import world

pytestmark = pytest.mark.django_db


def test_the_place_is_free_again_and_repeating_it_changes_nothing():
    group = world.a_group(2)
    place = group.enrolments.get(seat=1)
    Application.objects.filter(pk=place.application_id).update(state=State.WITHDRAWN)
    entry = journal.record(APPLICATION_WITHDRAWN, place.application, by=world.a_user(), reason="moving abroad")
    give_up_place(entry)
    give_up_place(entry)
    place.refresh_from_db()
    assert (place.state, place.seat, place.left_reason) == (EnrolmentState.WITHDRAWN, None, "moving abroad")
    assert Enrolment.objects.taking_a_place().count() == 1
    assert Entry.objects.filter(happening=ENROLMENT_WITHDRAWN.key).count() == 1


def test_whoever_had_no_place_has_none_to_give_up():
    entry = journal.record(APPLICATION_WITHDRAWN, world.an_application(), by=world.a_user(), reason="no time")
    give_up_place(entry)
    assert not Entry.objects.filter(happening=ENROLMENT_WITHDRAWN.key).exists()


def test_whoever_was_opened_again_meanwhile_keeps_the_place():
    place = world.a_group(1).enrolments.get()
    give_up_place(journal.record(APPLICATION_WITHDRAWN, place.application, by=world.a_user(), reason="no time"))
    place.refresh_from_db()
    assert place.state == EnrolmentState.ENROLLED


def test_who_left_with_the_application_may_be_placed_again_once_it_is_opened():
    place = world.a_group(1).enrolments.get()
    Application.objects.filter(pk=place.application_id).update(state=State.WITHDRAWN)
    give_up_place(journal.record(APPLICATION_WITHDRAWN, place.application, by=world.a_user(), reason="no time"))
    entry = journal.record(APPLICATION_REOPENED, place.application, by=world.a_user(), reason="has time after all")
    await_again(entry)
    await_again(entry)
    place.refresh_from_db()
    assert (place.state, place.left_reason) == (EnrolmentState.WAITING, "")
