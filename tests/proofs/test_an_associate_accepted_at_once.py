"""However many press Accept at once: one facilitator, one account, one mail. The control leaves the lock out."""

import pytest
from django.db.models import QuerySet

from cadre.facilitators import actions, reference
from cadre.facilitators.models import AssociateReason, Facilitator
from cadre.facilitators.states import ASSOCIATE_ACCEPTED, FACILITATOR_ADDED, CheckKind
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.messages.models import Message
from cadre.people.models import User
from tests import world
from tests.proofs.processes import at_once
from tests.proofs.test_offers_from_the_waiting_list import faults, when_connected

pytestmark = pytest.mark.race
PRESSES = 20


@pytest.fixture
def pressed(proof_db):
    """Accept is pressed many times at once; the faults."""
    reference.load(clock.today())
    officer, row = world.an_officer(), world.an_associate()
    for kind in CheckKind:
        actions.tick_check(row, kind, done=True, by=officer, today=clock.today())
    said = {"reason": AssociateReason.objects.filter(kind="accept")[0], "words": "", "why": "known", "by": officer}

    def accept(_: int) -> None:
        when_connected(lambda: actions.accept_associate(row, **said, now=clock.now(), today=clock.today()))

    return lambda: faults(at_once(PRESSES, accept))


def happened(what) -> int:
    return Entry.objects.filter(happening=what.key).count()


def test_accept_pressed_by_twenty_makes_one_facilitator(pressed):
    assert pressed() == []
    assert (Facilitator.objects.count(), User.objects.filter(name="Ann Lee").count()) == (1, 1)
    assert (happened(ASSOCIATE_ACCEPTED), happened(FACILITATOR_ADDED)) == (1, 1)
    assert Message.objects.filter(kind="facilitators.associate_accepted").count() == 1


@pytest.mark.postgres
def test_without_its_lock_it_is_accepted_more_than_once(pressed, monkeypatch):
    """The control. SQLite takes its lock with the transaction."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)
    pressed()
    assert happened(ASSOCIATE_ACCEPTED) > 1
