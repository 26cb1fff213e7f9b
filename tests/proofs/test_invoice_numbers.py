"""Sixteen writers issue invoices at once, a fifth of which are rolled back: the numbers are 1 to n, each once."""

import os
import random
import time

import pytest
from django.db import transaction

from cadre.finance import reference
from cadre.finance.actions import numbering
from cadre.finance.actions.invoicing import Charge, Payer, credit_invoice, issue_invoice
from cadre.finance.models import Invoice, NumberSeries
from cadre.finance.queries.replay import invoice_faults, series_states
from cadre.finance.rules.invoices import Line
from cadre.finance.rules.numbers import number_of
from cadre.finance.states import Series
from cadre.journal.actions import System
from cadre.lib import clock
from cadre.messages.models import Message
from tests.proofs.processes import Answer, at_once

pytestmark = pytest.mark.race
WRITERS = 16
EACH = int(os.environ.get("PROOF_ISSUES", "25"))
ROLLED_BACK = 0.2
WHO = System("Proof")


class Changed(Exception):
    """Somebody thought better of it, after the number was taken."""


@pytest.fixture(autouse=True)
def rates(proof_db):
    reference.load(clock.today())


def issue(key: str) -> Invoice:
    return issue_invoice(
        key=key,
        group=None,
        payer=Payer("Sherwin Hall School"),
        charges=[Charge(None, [Line("NPQML course fee", 95_000)])],
        by=WHO,
        today=clock.today(),
        now=clock.now(),
    )


def a_crowd(act) -> list[Answer]:
    """Each writer issues `EACH`, and rolls a fifth back."""

    def writer(at: int) -> int:
        dice, kept = random.Random(at), 0
        for n in range(EACH):
            try:
                with transaction.atomic():
                    act(f"{at}-{n}")
                    if dice.random() < ROLLED_BACK:
                        raise Changed
            except Changed:
                continue
            kept += 1
        return kept

    return at_once(WRITERS, writer)


def numbers() -> list[str]:
    return sorted(Invoice.objects.values_list("number", flat=True))


def test_numbers_are_contiguous_and_unique_however_many_are_rolled_back():
    answers = a_crowd(issue)
    assert [answer.fault for answer in answers] == [None] * WRITERS
    kept = sum(answer.value for answer in answers)
    assert 0 < kept < WRITERS * EACH
    assert numbers() == [number_of("OLP-", n) for n in range(1, kept + 1)]
    state = next(state for state in series_states() if state.kind == Series.INVOICE)
    assert (state.count, state.is_whole) == (kept, True)
    assert invoice_faults() == (kept, [])


def test_taking_the_number_first_would_leave_gaps():
    """The control, as a sequence would do it: the number is kept although its paper is not."""

    def careless(key: str) -> None:
        number = TAKEN.pop()
        Invoice.objects.create(
            number=number,
            key=key,
            payer="x",
            bill_to={},
            issued_on=clock.today(),
            supply_on=clock.today(),
            net_pence=1,
            vat_pence=0,
            total_pence=1,
        )

    with transaction.atomic():
        row = numbering.lock(Series.INVOICE)
        TAKEN = [numbering.take(row, on=clock.today())[0] for _ in range(WRITERS * EACH)]
    a_crowd(careless)
    state = next(state for state in series_states() if state.kind == Series.INVOICE)
    assert state.missing
    assert not state.is_whole


def test_reading_the_highest_number_without_the_lock_would_clash():
    """The other control: two writers read the same highest number."""

    def careless(at: int) -> None:
        last = Invoice.objects.count()
        time.sleep(0.05)
        NumberSeries.objects.count()
        Invoice.objects.create(
            number=number_of("OLP-", last + 1),
            key=str(at),
            payer="x",
            bill_to={},
            issued_on=clock.today(),
            supply_on=clock.today(),
            net_pence=1,
            vat_pence=0,
            total_pence=1,
        )

    answers = at_once(WRITERS, careless)
    assert any(answer.fault for answer in answers)


def test_twenty_identical_issues_are_one_invoice_and_answer_alike():
    answers = at_once(20, lambda _: issue("the same").number)
    assert [(answer.value, answer.fault) for answer in answers] == [("OLP-000001", None)] * 20
    assert NumberSeries.objects.get(kind=Series.INVOICE).next == 2


def test_twenty_identical_credits_take_an_invoice_back_once():
    invoice = issue("one")
    answers = at_once(
        20,
        lambda _: (
            credit_invoice(invoice, reason="Withdrew.", key="same", by=WHO, today=clock.today(), now=clock.now()).number
        ),
    )
    assert [(answer.value, answer.fault) for answer in answers] == [("OLP-C-000001", None)] * 20


def test_two_credits_at_once_never_exceed_the_invoice():
    """Different keys, as from two people: the second is refused in words."""
    invoice = issue("one")
    answers = at_once(
        8,
        lambda n: (
            credit_invoice(invoice, reason="Withdrew.", key=str(n), by=WHO, today=clock.today(), now=clock.now()).number
        ),
    )
    assert sorted(answer.value for answer in answers if not answer.fault) == ["OLP-C-000001"]
    assert {str(answer.fault) for answer in answers if answer.fault} == {"OLP-000001 is credited in full already."}
    assert Message.objects.count() == 0
