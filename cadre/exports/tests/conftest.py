import pytest
from django.test import Client

from cadre.exports.tests import scene
from cadre.people.models import User
from tests import world


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def officer(db, at_now) -> User:
    """Of operations, who sees three applications."""
    scene.people("Amina Yusuf", "Tom Reed", "Zoë Birch")
    return world.an_officer()


@pytest.fixture
def reader(officer) -> Client:
    scene.terms()
    return scene.signed_in(officer)
