"""However many press at once, a sponsor gives one answer, and everybody is told it once.

Two devices, two clicks, a withdrawal or a replacement in between: each ends in one of its two clear outcomes.
"""

import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction

from cadre.applications import actions, reference
from cadre.applications.actions import sponsorship as answering
from cadre.applications.models import Application, Sponsorship
from cadre.applications.states import SponsorState, State
from cadre.applications.tests.sponsors import asked, mails, named
from cadre.finance.actions.courses import raise_course_invoices
from cadre.finance.models import Invoice
from cadre.groups.models import Enrolment
from cadre.groups.states import JoinedBy
from cadre.journal.actions import System
from cadre.journal.models import Entry
from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from tests import world
from tests.proofs.processes import at_once

pytestmark = pytest.mark.race
CROWD = 12
NOW = world.NOW


@pytest.fixture
def one(proof_db) -> Sponsorship:
    reference.load(world.TODAY)
    return asked(named())


def faults(answers) -> list[Exception]:
    """What was raised that is no refusal."""
    return [answer.fault for answer in answers if answer.fault and not isinstance(answer.fault, Refusal)]


def said(key: str) -> int:
    return Entry.objects.filter(happening=f"applications.{key}").count()


def confirm(one: Sponsorship) -> Sponsorship:
    return actions.confirm_sponsorship(one, seen=SponsorState.WAITING, now=NOW)


def decline(one: Sponsorship) -> Sponsorship:
    return actions.decline_sponsorship(one, seen=SponsorState.WAITING, reason="time", now=NOW)


def test_a_dozen_clicks_are_one_confirmation(one):
    answers = at_once(CROWD, lambda _: confirm(one))
    assert [answer.fault for answer in answers] == [None] * CROWD
    assert (Sponsorship.objects.get().state, said("sponsor_confirmed")) == ("confirmed", 1)


def test_two_devices_that_disagree_leave_the_first_answer_and_say_so_to_the_other(one):
    answers = at_once(CROWD, lambda n: confirm(one) if n % 2 else decline(one))
    assert faults(answers) == []
    state = Sponsorship.objects.get().state
    assert {type(answer.fault) for answer in answers if answer.fault} == {Conflict}
    assert (said("sponsor_confirmed"), said("sponsor_declined")) == ((1, 0) if state == "confirmed" else (0, 1))
    assert len(mails("declined")) == (state == "declined")


def test_a_confirmation_beside_a_withdrawal_came_before_it_or_is_refused(one):
    applicant = one.application.applicant

    def act(n: int):
        if n == 0:
            return actions.withdraw_application(one.application, reason="New job", by=applicant, now=NOW)
        return confirm(one)

    answers = at_once(CROWD, act)
    assert faults(answers) == []
    assert Application.objects.get().state == State.WITHDRAWN
    confirmed = Sponsorship.objects.get().state == "confirmed"
    happened = [entry.happening for entry in Entry.objects.about(one.application).order_by("pk")]
    assert ("applications.sponsor_confirmed" in happened) == confirmed
    if confirmed:
        assert happened.index("applications.sponsor_confirmed") < happened.index("applications.withdrawn")


def test_a_confirmation_beside_a_replacement_never_counts_for_the_new_sponsor(one):
    def act(n: int):
        if n == 0:
            by = System("Amina Yusuf")
            return actions.replace_sponsor(one.application, name="Peter", email="p@b.example", by=by, now=NOW)
        return confirm(one)

    answers = at_once(CROWD, act)
    assert faults(answers) == []
    states = dict(Sponsorship.objects.values_list("name", "state"))
    assert states == {"Margaret Tolley": "replaced", "Peter": "waiting"}
    assert len(mails("released")) == 1


def test_two_who_name_another_sponsor_at_once_leave_one_sponsor(one):
    by = System("Amina Yusuf")

    def act(n: int):
        email = f"p{n}@b.example"
        return actions.replace_sponsor(one.application, name=f"P {n}", email=email, by=by, now=NOW)

    assert faults(at_once(CROWD, act)) == []
    present = Sponsorship.objects.current().get()
    assert Application.objects.get().sponsor_email == present.email
    assert Sponsorship.objects.filter(state="replaced", replaced_by=None).count() == 0
    assert len(mails("asked")) == CROWD + 1


def test_handing_in_that_is_followed_up_twice_asks_once(proof_db):
    reference.load(world.TODAY)
    application = named()
    answers = at_once(CROWD, lambda _: actions.ask_sponsor(application, now=NOW))
    assert [answer.fault for answer in answers] == [None] * CROWD
    assert (Sponsorship.objects.count(), len(mails("asked")), said("sponsor_asked")) == (1, 1, 1)


def test_ten_workers_and_an_officer_send_one_reminder(one):
    friday, later = world.TODAY + timedelta(days=3), NOW + timedelta(days=3)
    officer = world.an_officer()

    def act(n: int):
        if n % 2:
            return actions.remind_when_due(friday, later)
        return actions.remind_sponsors_of([one.application], by=officer, today=friday, now=later)

    assert faults(at_once(CROWD, act)) == []
    assert (len(mails("reminder")), said("sponsor_reminded")) == (1, 1)


def test_a_purchase_order_beside_the_invoicing_is_on_the_invoice_or_refused(one):
    group = world.a_confirmed_group(0, offering=one.application.offering)
    application = one.application
    Application.objects.filter(pk=application.pk).update(state=State.ACCEPTED)
    Enrolment.objects.create(
        ref="C-RACE",
        group=group,
        application=application,
        person=application.applicant,
        joined_by=JoinedBy.CODE,
        seat=1,
    )
    world.the_rates()

    def act(n: int):
        if n == 0:
            return raise_course_invoices(group, by=System("Cadre"), today=clock.today(), now=clock.now())
        return actions.correct_invoice_details(one, details={"purchase_order": f"PO-{n}"}, now=NOW)

    answers = at_once(CROWD, act)
    assert faults(answers) == []
    assert Invoice.objects.get().purchase_order == Application.objects.get().purchase_order


def test_without_the_lock_two_devices_would_both_be_heard(one):
    """The control: the same crowd, each with the state read before anybody waits."""

    def careless(n: int) -> None:
        if Sponsorship.objects.get(pk=one.pk).state != SponsorState.WAITING:
            return
        time.sleep(0.1)
        state = SponsorState.CONFIRMED if n % 2 else SponsorState.DECLINED
        with transaction.atomic():
            Sponsorship.objects.filter(pk=one.pk).update(state=state, answered_at=NOW, reason="time")
            answering.journal.record(
                answering.SPONSOR_CONFIRMED if n % 2 else answering.SPONSOR_DECLINED,
                one.application,
                by=System("Somebody"),
                reason="time",
            )

    at_once(CROWD, careless)
    heard = Counter(entry.happening for entry in Entry.objects.about(one.application))
    assert heard["applications.sponsor_confirmed"] + heard["applications.sponsor_declined"] > 1


@pytest.mark.postgres
def test_our_own_action_without_its_row_locks_hears_both(one, monkeypatch):
    """The control on the action itself. SQLite takes its lock with the transaction, so there is none to leave out."""

    def unlocked(sponsorship, _verb, *, seen):
        row = Sponsorship.objects.select_related("application__offering__qualification").get(pk=sponsorship.pk)
        if row.state != seen:
            raise Conflict("Somebody was first.")
        time.sleep(0.1)
        return row

    monkeypatch.setattr(answering, "_answerable", unlocked)
    at_once(CROWD, lambda n: confirm(one) if n % 2 else decline(one))
    assert said("sponsor_confirmed") + said("sponsor_declined") > 1
