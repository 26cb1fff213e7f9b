"""A changed rate is a new row with its first day; no row is ever changed."""

from datetime import date

from django.db import IntegrityError, transaction

from cadre.finance.models import Dated, FeePolicy, HeadCountRule, HostingRate
from cadre.finance.states import ANSWERS, RATE_ADDED, Answer, FeeKind, HeadCount, Question
from cadre.journal import actions as journal
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.lib.money import pounds
from cadre.people.models import User


def add_hosting_rate(*, pence: int, from_on: date, source: str, by: User, today: date) -> HostingRate:
    """Raises Refusal for a day that has passed, and for a second row of one day."""
    row = HostingRate(pence=pence, from_on=from_on, source=source)
    _add(row, f"the hosting rate {pounds(pence)}", by=by, today=today)
    return row


def add_head_count_rule(
    *, fee: FeeKind, basis: HeadCount, from_on: date, source: str, by: User, today: date
) -> HeadCountRule:
    row = HeadCountRule(fee=fee, basis=basis, from_on=from_on, source=source)
    _add(row, f"a head count for {fee.label.lower()}, “{basis.label}”", by=by, today=today)
    return row


def add_fee_policy(
    *, question: Question, answer: Answer, from_on: date, source: str, by: User, today: date
) -> FeePolicy:
    """Raises Refusal also for an answer to another question."""
    if answer not in ANSWERS[question]:
        raise Refusal("This answers another question. Choose one of its own answers.", field="answer")
    row = FeePolicy(question=question, answer=answer, from_on=from_on, source=source)
    _add(row, f"a policy, “{question.label}: {answer.label}”", by=by, today=today)
    return row


@transaction.atomic
def _add(row: Dated, words: str, *, by: User, today: date) -> None:
    if row.from_on <= today:
        raise Refusal("A change starts tomorrow at the earliest, so that no fee of the past changes.", field="from_on")
    if not row.source.strip():
        raise Refusal("Say where it is from: an agreement, a letter, a decision.", field="source")
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise Refusal(f"There is a row from {long_day(row.from_on)} already.", field="from_on") from twice
    journal.record(RATE_ADDED, row, by=by, about=words, day=long_day(row.from_on))
