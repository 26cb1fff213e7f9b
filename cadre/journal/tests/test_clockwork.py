"""What falls due runs once per turn, whoever runs it, and one duty that fails stops no other."""

from datetime import timedelta

import pytest

from cadre.journal import clockwork, queue
from cadre.journal.models import Tick
from cadre.journal.queries import failing_duties

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ran(monkeypatch) -> list[str]:
    monkeypatch.setattr(clockwork, "_duties", {})
    return []


def test_a_duty_runs_at_once_and_then_once_per_turn(ran):
    clockwork.register("test.sweep_floor", lambda: ran.append("floor"), every=MINUTE)
    now = queue.real_now()
    assert clockwork.run_due_duties(now) == ["test.sweep_floor"]
    assert clockwork.run_due_duties(now + timedelta(seconds=59)) == []
    assert clockwork.run_due_duties(now + timedelta(seconds=61)) == ["test.sweep_floor"]
    assert ran == ["floor", "floor"]


def test_a_duty_that_fails_is_shown_and_stops_no_other(ran):
    broken = [True]

    def mend_roof() -> None:
        if broken:
            raise ValueError("No ladder.")

    clockwork.register("test.mend_roof", mend_roof, every=MINUTE)
    clockwork.register("test.sweep_floor", lambda: ran.append("floor"), every=MINUTE)
    now = queue.real_now()
    clockwork.run_due_duties(now)
    assert ran == ["floor"]
    [tick] = failing_duties()
    assert tick.name == "test.mend_roof"
    assert "No ladder." in tick.fault
    broken.clear()
    clockwork.run_due_duties(now + 2 * MINUTE)
    assert failing_duties() == []


def test_another_worker_that_took_the_turn_leaves_nothing_to_do(ran):
    clockwork.register("test.sweep_floor", lambda: ran.append("floor"), every=MINUTE)
    now = queue.real_now()
    Tick.objects.create(name="test.sweep_floor", ran_at=now - timedelta(seconds=5))
    assert clockwork.run_due_duties(now) == []
    assert ran == []
