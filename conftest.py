"""Fixtures every room's tests share."""

from datetime import datetime

import pytest
import time_machine

from tests import world


@pytest.fixture
def at_now():
    """The clock stands at `world.NOW`."""
    with time_machine.travel(world.NOW, tick=False):
        yield


@pytest.fixture
def now() -> datetime:
    return world.NOW
