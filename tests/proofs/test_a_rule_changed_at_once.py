"""However many change one rule at once, from whatever days: one of them does, the others are shown it."""

import time
from datetime import date, timedelta

import pytest

from cadre.bookings import reference
from cadre.bookings.models import QueuePolicy
from cadre.lib.errors import Conflict
from cadre.rulebook import actions
from cadre.rulebook.queries import line_of
from cadre.rulebook.registry import policies
from tests import world
from tests.proofs.processes import Answer, at_once

pytestmark = pytest.mark.race
OFFICERS = 12


@pytest.fixture
def ruth(proof_db):
    reference.load(world.TODAY)
    return world.an_officer()


def changed_by_everybody(ruth) -> list[Answer]:
    policy, row = policies()["queue-policy"], QueuePolicy.objects.get()
    mark, last = line_of(policy, row)

    def change(at: int) -> object:
        values = policy.values(last) | {"offer_hours": 100 + at}
        wanted = actions.Change(policy, row, values, world.TODAY + timedelta(days=1 + at), "Letter", mark)
        return actions.write_version(wanted, by=ruth, today=world.TODAY)

    return at_once(OFFICERS, change)


def periods() -> list[tuple[date, date | None]]:
    return list(QueuePolicy.objects.order_by("from_on").values_list("from_on", "to_on"))


def test_one_of_them_changes_it_and_no_day_is_without_a_rule_or_with_two(ruth):
    answers = changed_by_everybody(ruth)
    assert [type(one.fault) for one in answers if one.fault] == [Conflict] * (OFFICERS - 1)
    (_, ended), (begun, open_end) = periods()
    assert (ended, open_end) == (begun, None)


@pytest.mark.postgres
def test_without_the_lock_several_do(ruth, monkeypatch):
    def unlocked(policy):
        rows = list(policy.rows())
        time.sleep(0.3)
        return rows

    monkeypatch.setattr(actions, "_held", unlocked)
    changed_by_everybody(ruth)
    assert len(periods()) > 2
