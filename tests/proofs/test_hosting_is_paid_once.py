"""However many of finance approve and pay at once: hosting is approved once and stands in one run."""

import time

import pytest
from django.db.models import Sum

from cadre.finance.actions import payments as actions
from cadre.finance.models import Approval, PaymentLine, PaymentRun
from cadre.finance.tests.test_pages import a_group
from cadre.finance.tests.test_payments import approve, details, run
from cadre.lib.errors import Conflict, Refusal
from cadre.partners import reference as partner_reference
from cadre.partners.states import ContactPurpose
from cadre.people import reference as people
from tests import world
from tests.proofs.processes import Answer, at_once

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("at_now")]
OFFICERS, OWED = 8, 30_000


@pytest.fixture
def owed(proof_db):
    """A partner that hosted twelve people, with confirmed bank details, and finance."""
    world.the_rates()
    partner_reference.load(world.TODAY)
    people.load(world.TODAY)
    host, martin = world.a_partner("Peakside"), world.an_officer("Martin Hale", "finance")
    a_group(12, partner=host)
    details(host, world.a_partner_lead(host, "Money", ContactPurpose.FINANCE), martin)
    return host, martin


def approved_by_everybody(host, martin) -> list[Answer]:
    intake = world.an_intake()
    return at_once(OFFICERS, lambda at: approve(host, intake, OWED, martin))


def paid_by_everybody(martin) -> list[Answer]:
    return at_once(OFFICERS, lambda at: run(OWED, martin))


def approved() -> int:
    return Approval.objects.aggregate(sum=Sum("pence"))["sum"]


def refused(answers: list[Answer]) -> int:
    return sum(isinstance(one.fault, (Refusal, Conflict)) for one in answers)


def test_many_approve_and_many_pay_and_each_penny_is_paid_once(owed):
    host, martin = owed
    assert refused(approved_by_everybody(host, martin)) == OFFICERS - 1
    assert approved() == OWED
    assert refused(paid_by_everybody(martin)) == OFFICERS - 1
    assert (PaymentRun.objects.count(), PaymentLine.objects.get().pence) == (1, OWED)


@pytest.mark.postgres
def test_without_holding_the_partner_more_is_approved_than_is_owed(owed, monkeypatch):
    due = actions.to_approve

    def slowly(partner, intake):
        found = due(partner, intake)
        time.sleep(0.3)
        return found

    monkeypatch.setattr(actions, "hold_partners", lambda partners: list(partners))
    monkeypatch.setattr(actions, "to_approve", slowly)
    approved_by_everybody(*owed)
    assert approved() > OWED
