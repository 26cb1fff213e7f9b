"""Fixtures every room's tests share."""

import gc
import time
from datetime import datetime, timedelta
from math import inf

import hypothesis
import pytest
import time_machine
from django.contrib.auth.signals import user_logged_in

from cadre.demo import moving
from cadre.people import second_step
from tests import databases, scenes, world

pytest_plugins = ["tests.proofs.fixtures"]
hypothesis.settings.register_profile("here", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("here")
gc.disable()  # until everything is loaded
COMPUTE = ("journey", "long", "grid")
WAIT = ("kill", "race")
"""Markers of the slow tests, in the order in which each kind of them comes: the longest first, so that none is last."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--of-the-database", action="store_true", help="only what a database can change")
    parser.addoption("--of-rules", action="store_true", help="only tests that ask none")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Quick rules first; with --of-the-database or --of-rules the tests of one kind alone."""
    for option, wanted in (("--of-the-database", _is_changed_by_the_database), ("--of-rules", _asks_no_database)):
        if config.getoption(option):
            config.hook.pytest_deselected(items=[item for item in items if not wanted(item)])
            items[:] = [item for item in items if wanted(item)]
    items[:] = _in_order(items)
    _rarely_look_for_rubbish()


def _rarely_look_for_rubbish() -> None:
    """What is loaded by now stays: looking through it for cycles again and again took a tenth of the time."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 20, 50)


def _asks_no_database(item: pytest.Item) -> bool:
    return not (item.get_closest_marker("django_db") or {"db", "transactional_db", "proof_db"} & set(item.fixturenames))


def _is_changed_by_the_database(item: pytest.Item) -> bool:
    """Actions, queries, proofs. Of pages, which a test asks with the fixture `client`, no database changes what they
    say; that each answers is asked of all at once (tests/access/test_every_page_answers.py)."""
    asks_pages = "client" in item.fixturenames and "proof_db" not in item.fixturenames
    return not _asks_no_database(item) and not asks_pages


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """What only PostgreSQL has to show: row locks, system columns, and what it takes of what pages ask."""
    if item.get_closest_marker("postgres") and databases.is_sqlite():
        pytest.skip("PostgreSQL alone: on SQLite one writer keeps out all others, and the grid asks every page")
    scenes.begin(item)


def _in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """Everything quick; then what keeps the processor busy and what mostly waits, evenly mixed."""
    kind = {item: next((mark for mark in (*COMPUTE, *WAIT) if item.get_closest_marker(mark)), "") for item in items}
    busy = sorted((item for item in items if kind[item] in COMPUTE), key=lambda item: COMPUTE.index(kind[item]))
    waiting = sorted((item for item in items if kind[item] in WAIT), key=lambda item: WAIT.index(kind[item]))
    mixed = [(at / len(some), item) for some in (busy, waiting) for at, item in enumerate(some)]
    return [item for item in items if not kind[item]] + [item for _, item in sorted(mixed, key=lambda one: one[0])]


@pytest.fixture(autouse=True)
def _signed_in_by_both_steps(request):
    """Who is signed in by `force_login` has taken both steps, but in tests marked `first_step`."""
    if request.node.get_closest_marker("first_step"):
        yield
        return

    def take(request, user, **_):
        request.session[second_step.KEY] = user.pk

    user_logged_in.connect(take)
    yield
    user_logged_in.disconnect(take)


@pytest.fixture
def at_now():
    """The clock stands at `world.NOW`."""
    with time_machine.travel(world.NOW, tick=False):
        yield


@pytest.fixture
def now() -> datetime:
    return world.NOW


@pytest.fixture(autouse=True, scope="session")
def _the_date_is_not_read_anew():
    """The demo reads the site's date once a second; tests pay no query for it. A moved date is set by the move."""
    moving.FRESH_SECONDS = inf
    moving._read = (time.monotonic(), timedelta(0))


@pytest.fixture
def date_may_move():
    """For tests that move the site's date: it stands where it stood again afterwards."""
    yield
    moving._read = (time.monotonic(), timedelta(0))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Before the test database is made: it is a copy of one that is migrated already. `migrate` finds nothing to do."""
    from django.db import connections
    from django.db.backends.sqlite3.creation import DatabaseCreation

    if not databases.is_sqlite():
        connections.databases["default"].setdefault("TEST", {})["TEMPLATE"] = databases.migrated_template()
        return
    made = DatabaseCreation._create_test_db

    def copied(self, *args, **options):
        name = made(self, *args, **options)
        self.connection.close()
        self.connection.settings_dict["NAME"] = name
        self.connection.ensure_connection()
        databases.copy_into(self.connection.connection)
        return name

    DatabaseCreation._create_test_db = copied


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        databases.drop_template()


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
