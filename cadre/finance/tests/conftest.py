import pytest

from tests import world


@pytest.fixture
def rates(db):
    """The rates and series of a new deployment."""
    world.the_rates()
