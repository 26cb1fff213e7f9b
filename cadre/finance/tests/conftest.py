import pytest

from tests import world
from tests.scenes import kept


@pytest.fixture
@kept
def rates(db):
    """The rates and series of a new deployment."""
    world.the_rates()
