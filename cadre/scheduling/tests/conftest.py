from datetime import timedelta

import pytest

from cadre.journal.worker import drain
from cadre.scheduling import reference
from cadre.scheduling.actions import assign, confirm_group, pick_date
from cadre.scheduling.queries import meetings
from tests import world
from tests.scenes import kept


@pytest.fixture
@kept
def terms(db):
    """The terms of dates that a new deployment starts with."""
    reference.load(world.TODAY)


@pytest.fixture
@kept
def ruth(db):
    return world.an_officer("Ruth Adeyemi")


@pytest.fixture
@kept
def dev(db):
    return world.a_facilitator("Dev Anand")


@pytest.fixture
@kept
def sara(db):
    return world.a_facilitator("Sara Linden")


@pytest.fixture
@kept
def group(db):
    """Peakside's forming NPQSL group of 12, without dates or facilitators."""
    return world.a_group(12)


@pytest.fixture
@kept
def joanna(group):
    return world.a_partner_lead(group.partner, "Joanna Pike")


@pytest.fixture
def elements(group):
    return meetings(group)


@pytest.fixture
@kept
def ready(group, elements, ruth, dev):
    """The same group, with every date picked and Dev Anand as lead. The rates are those of a new deployment."""
    world.the_rates()
    for element in elements:
        pick_date(group, element, element.starts_on + timedelta(days=2), by=ruth, now=world.NOW)
    assign(group, dev, "lead", by=ruth, now=world.NOW)
    drain()
    return group


@pytest.fixture
@kept
def confirmed(ready, joanna, ruth):
    """The same group confirmed, with everything that follows done."""
    confirm_group(ready, by=ruth, now=world.NOW)
    drain()
    ready.refresh_from_db()
    return ready
