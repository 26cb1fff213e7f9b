import pytest
from django.test import Client

from cadre.people.models import User
from cadre.saved_views.tests import scene
from tests import world


@pytest.fixture
def ruth(db, at_now) -> User:
    """Of operations; the list of applications has two people."""
    scene.people("Amina Yusuf", "Tom Reed")
    return world.an_officer()


@pytest.fixture
def reader(ruth) -> Client:
    return scene.signed_in(ruth)


@pytest.fixture
def omar(ruth) -> User:
    """Of finance."""
    return world.an_officer("Omar Sheikh", role="finance")
