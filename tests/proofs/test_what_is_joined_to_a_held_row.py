"""An action that waits for its row decides on what hangs on the row as it is after the wait, not as it was before.

One connection holds the row, a second acts and waits for it, a third changes what is joined and commits; only then is
the row let go. The controls read both in one query, and decide on what no longer holds.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from queue import Queue

import pytest
from django.db import connection, connections, transaction
from django.db.models import QuerySet

from cadre.delivery import actions as delivery
from cadre.delivery.models import Register
from cadre.delivery.rules import NotYet
from cadre.facilitators import actions as facilitators
from cadre.facilitators import reference
from cadre.facilitators.actions import referees
from cadre.facilitators.models import AssociateReason, Referee
from cadre.facilitators.states import Support
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.messages.models import Message
from cadre.scheduling import actions as scheduling
from cadre.scheduling.models import Event
from tests import world
from tests.proofs.processes import wait_until

pytestmark = [pytest.mark.race, pytest.mark.postgres]
SAID = {"known": "Her head since 2019", "support": Support.YES, "words": "A good colleague"}


def waits_for_a_lock(pid: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE pid = %s AND NOT granted", [pid])
        return cursor.fetchone() is not None


def answer_of(act: Callable[[], object], *, waits_for: QuerySet, until: Callable[[], object]) -> BaseException | None:
    """What `act()` raises, having waited for the rows that are held until `until()` is done and committed."""
    acts: Queue[int] = Queue()

    def alone(what: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            acts.put(connection.connection.info.backend_pid)
            what()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as others:
        with transaction.atomic():
            assert list(waits_for.select_for_update())
            answer = others.submit(alone, act)
            pid = acts.get(timeout=30)
            assert wait_until(lambda: waits_for_a_lock(pid))
            others.submit(alone, until).result(timeout=30)
            assert waits_for_a_lock(pid)
        return answer.exception(timeout=30)


class Snow:
    """The register of today, fully marked. While it is completed the office moves the event, since it snows."""

    def __init__(self) -> None:
        self.dev, self.ruth = world.a_facilitator(), world.an_officer()
        self.group = world.staffed(world.a_group(2), self.dev)
        self.register = delivery.register_of(world.an_event(self.group, 1, on=clock.today()))
        refs = self.group.enrolments.values_list("ref", flat=True)
        delivery.mark_many(self.register, dict.fromkeys(refs, ("attended", "")), by=self.dev.user, now=clock.now())

    def complete(self) -> None:
        delivery.complete_register(self.register, by=self.dev.user, now=clock.now())

    def move(self) -> None:
        element, day = self.group.events.get().element, clock.today() + timedelta(days=1)
        scheduling.pick_date(self.group, element, day, by=self.ruth, now=clock.now(), reason="It snows")

    def answer(self) -> BaseException | None:
        rows = Register.objects.filter(pk=self.register.pk)
        return answer_of(self.complete, waits_for=rows, until=self.move)


def test_the_register_of_an_event_that_is_moved_meanwhile_is_not_completed(proof_db):
    snow = Snow()
    assert isinstance(snow.answer(), NotYet)
    assert not Register.objects.get().is_complete


def test_with_the_event_read_before_the_wait_it_is_completed_before_its_day(proof_db, monkeypatch):
    def together(register: Register) -> Register:
        return Register.objects.select_for_update(of=("self",)).select_related("event").get(pk=register.pk)

    snow = Snow()
    monkeypatch.setattr(delivery, "_locked", together)
    assert snow.answer() is None
    assert Register.objects.get().is_complete
    assert Event.objects.get().starts_on > clock.today()


class Declined:
    """Somebody's application is declined while a referee answers, or is about to be recalled."""

    def __init__(self) -> None:
        reference.load(clock.today())
        self.ruth, self.row = world.an_officer(), world.an_associate(referees=2)
        facilitators.ask_referees(self.row, now=clock.now())
        self.one = self.row.referees.get(number=1)

    def decline(self) -> None:
        reason = AssociateReason.objects.filter(kind="decline")[0]
        facilitators.decline_associate(self.row, reason=reason, words="", by=self.ruth, now=clock.now())

    def answers(self) -> BaseException | None:
        def act() -> None:
            referees.answer_reference(self.one, **SAID, now=clock.now())

        return answer_of(act, waits_for=Referee.objects.filter(pk=self.one.pk), until=self.decline)

    def recalled(self) -> int:
        later = clock.now() + timedelta(days=referees.policy_on(clock.today()).remind_days)

        def act() -> None:
            referees.remind_referees(today=clock.day_of(later), now=later)

        assert answer_of(act, waits_for=Referee.objects.all(), until=self.decline) is None
        return Message.objects.filter(kind="facilitators.reference_reminder").count()


def test_a_referee_of_somebody_declined_meanwhile_is_told_that_it_is_over(proof_db):
    assert isinstance(Declined().answers(), Refusal)
    assert Referee.objects.filter(answered_at=None).count() == 2


def test_with_the_application_read_before_the_wait_the_reference_is_taken(proof_db, monkeypatch):
    monkeypatch.setattr(referees, "held", lambda rows, pk: rows.select_for_update(of=("self",)).get(pk=pk))
    assert Declined().answers() is None
    assert Referee.objects.filter(answered_at=None).count() == 1


def test_referees_of_somebody_declined_meanwhile_are_not_recalled(proof_db):
    assert Declined().recalled() == 0


def test_with_the_application_read_before_the_wait_they_are_recalled(proof_db, monkeypatch):
    monkeypatch.setattr(referees, "all_held", lambda rows: rows.select_for_update(of=("self",)))
    assert Declined().recalled() == 2
