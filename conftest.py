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
