import pytest

from cadre.bookings import reference
from tests import world


@pytest.fixture
def policy(db, at_now):
    """The dated policy of the deployment."""
    reference.load(world.TODAY)
