from importlib import import_module, util

import pytest
from django.conf import settings

from cadre.rulebook.registry import policies
from cadre.staffing.models import QualityLead
from tests import world
from tests.scenes import kept

TOO_LONG = {"schools"}  # districts of the whole country, and no policy


def load_references() -> None:
    """What `manage.py load_reference` does at every deployment."""
    for room in settings.ROOMS:
        if room not in TOO_LONG and util.find_spec(f"cadre.{room}.reference"):
            import_module(f"cadre.{room}.reference").load(world.TODAY)


@pytest.fixture
@kept
def loaded(db):
    load_references()
    QualityLead.objects.create(facilitator=world.a_facilitator(), from_on=world.SINCE, source="Example")
    return policies()


@pytest.fixture
@kept
def officer(db):
    """Somebody of operations and of finance."""
    made = world.an_officer()
    made.staff_roles.create(role="finance", from_on=world.SINCE)
    return made
