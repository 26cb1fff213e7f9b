"""Fixtures every room's tests share."""

from datetime import datetime, timedelta

import pytest
import time_machine

from cadre.lib import clock
from tests import world


@pytest.fixture
def at_now():
    """The clock stands at `world.NOW`."""
    with time_machine.travel(world.NOW, tick=False):
        yield


@pytest.fixture
def now() -> datetime:
    return world.NOW


@pytest.fixture(autouse=True, scope="session")
def _the_clock_reads_no_database():
    """Tests that move the site's date say so; the others pay no query for it."""
    clock.follow(timedelta)


@pytest.fixture(autouse=True, scope="session")
def _sqlite_may_be_emptied():
    """Between tests the database is emptied, which its own triggers would refuse: they step aside meanwhile."""
    from django.db.backends.sqlite3.base import DatabaseOperations

    flush = DatabaseOperations.execute_sql_flush

    def without_triggers(self, sql_list):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            flush(self, sql_list)
            for _, made_by in triggers:
                cursor.execute(made_by)

    DatabaseOperations.execute_sql_flush = without_triggers
    yield
    DatabaseOperations.execute_sql_flush = flush
