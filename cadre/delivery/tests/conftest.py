from datetime import timedelta

import pytest

from cadre.delivery.actions import register_of
from tests import world
from tests.scenes import kept


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
def event(dev, sara):
    """Day 1 of Dev's and Sara's group of four is today."""
    return an_event_today(dev, sara)


def an_event_today(*facilitators, people=("Aldous, Fiona", "Banerjee, Maya", "Crowther, Ben", "Duffy, Sean"), ago=0):
    group = world.staffed(world.a_group(0), *facilitators)
    for name in people:
        world.an_enrolment(group, name)
    return world.an_event(group, 1, on=world.TODAY - timedelta(days=ago))


@pytest.fixture
@kept
def register(event):
    return register_of(event)


@pytest.fixture
def people(event):
    """The group's enrolments by name."""
    return {str(enrolment): enrolment for enrolment in event.group.enrolments.all()}
