"""R3: thirty presses of one form in one moment make one row and one mail.

Where a key of the page or of its facts is what makes them one, the control presses without it.
"""

from collections.abc import Callable
from datetime import time, timedelta
from itertools import count
from typing import Any

import pytest

from cadre.lib import clock
from cadre.lib.dates import add_working_days
from cadre.messages.models import Message
from cadre.partners import actions as partners
from cadre.partners.models import AllocationCode, Contact
from cadre.staffing import actions as staffing
from cadre.staffing import reference
from cadre.staffing.actions import suggesting
from cadre.staffing.models import Suggestion
from cadre.training import actions as training
from cadre.training.models import Session
from tests import world
from tests.proofs.processes import at_once
from tests.proofs.test_offers_from_the_waiting_list import faults, when_connected

pytestmark = pytest.mark.race
PRESSES, LEAST_WITHOUT = 30, 5


def pressed(act: Callable[[], Any]) -> list[Exception]:
    """What went wrong when many pressed at once. Who was refused in words is nothing that did."""
    return faults(at_once(PRESSES, lambda _: when_connected(act)))


def a_planning() -> dict[str, Any]:
    today = clock.today()
    partner = world.a_partner()
    world.a_partner_lead(partner)
    part = training.PartPlan(add_working_days(today, 9), time(9), time(12))
    about = {"kind": "half_day", "title": "Half-day", "region": "London", "host": partner, "venue": "Here"}
    return about | {"places": 9, "parts": [part], "by": world.an_officer(), "now": clock.now(), "today": today}


@pytest.mark.parametrize("once", ["of this page", ""])
def test_a_training_is_planned_once_and_its_host_asked_once(proof_db, once):
    said = a_planning()
    assert pressed(lambda: training.plan_session(**said, once=once)) == []
    made, mails = Session.objects.count(), Message.objects.filter(kind="training.host_asked").count()
    assert made == mails
    assert made == 1 if once else made > LEAST_WITHOUT


@pytest.mark.parametrize("guarded", [True, False])
def test_the_same_facts_are_suggested_once(proof_db, monkeypatch, guarded):
    reference.load(clock.today())
    ruth, _ = world.an_officer(), world.a_group(12)
    if not guarded:
        numbers = count()
        monkeypatch.setattr(suggesting, "digest_of", lambda *_: f"{clock.now()} {next(numbers)}"[:64])
    assert pressed(lambda: staffing.ask_suggestion(by=ruth, today=clock.today(), now=clock.now())) == []
    made = Suggestion.objects.count()
    assert made == 1 if guarded else made > LEAST_WITHOUT


def test_a_code_is_replaced_once(proof_db):
    partner, ruth, today = world.a_partner(), world.an_officer(), clock.today()
    code, ends_on = partner.codes.get(), today + timedelta(days=60)
    assert pressed(lambda: partners.rotate_code(code, by=ruth, today=today, ends_on=ends_on)) == []
    assert AllocationCode.objects.filter(partner=partner).count() == 2


def test_somebody_is_invited_again_once(proof_db):
    partner, ruth, today = world.a_partner(), world.an_officer(), clock.today()
    world.a_partner_lead(partner)
    contact = Contact.objects.get()
    assert pressed(lambda: partners.invite_again(contact, by=ruth, today=today, now=clock.now())) == []
    assert Message.objects.filter(kind="partners.contact_invited").count() == 1
