"""Reminding people who must say who pays: on the policy's days, one mail a day at most for each address."""

from datetime import date, datetime

from django.db import transaction

from cadre.applications import emails
from cadre.applications.actions.drafting import new_link
from cadre.applications.actions.locking import locked
from cadre.applications.actions.sponsorship import CADRE
from cadre.applications.models import PayerQuestion, PayerRule
from cadre.applications.rules.payer import payer_reminder_due
from cadre.applications.states import PAYER_REMINDED, State
from cadre.journal import actions as journal
from cadre.lib import clock
from cadre.messages.actions import post

STARTS_ON = "application__offering__intake__starts_on"


def remind_payers_when_due(today: date, now: datetime) -> int:
    """Remind everybody whose day has come; how many. Safe to repeat, and to run twice at once."""
    rule = PayerRule.objects.on(today).first()
    if rule is None:
        return 0
    open_ones = PayerQuestion.objects.open().filter(application__state=State.ACCEPTED, mailed_on__lt=today)
    rows = open_ones.order_by("pk").values_list(
        "pk", "asked_at", "mailed_on", "application__offering__intake__starts_on"
    )
    due = [
        pk
        for pk, asked_at, mailed_on, starts_on in rows
        if payer_reminder_due(
            rule.schedule,
            asked_on=clock.day_of(asked_at),
            mailed_on=mailed_on,
            starts_on=starts_on,
            today=today,
        )
    ]
    return sum(_remind(pk, today=today, now=now) for pk in due)


@transaction.atomic
def _remind(pk: int, *, today: date, now: datetime) -> bool:
    """Whether one was mailed. Answered or dropped meanwhile, mailed today or the address mailed today: nothing."""
    row = locked(PayerQuestion.objects.select_related("application").get(pk=pk).application)
    question = PayerQuestion.objects.select_for_update().open().filter(pk=pk, mailed_on__lt=today).first()
    same = PayerQuestion.objects.filter(application__email__iexact=row.email, mailed_on=today)
    if question is None or row.state != State.ACCEPTED or same.exists():
        return False
    question.mailed_on, question.reminders = today, question.reminders + 1
    question.save(update_fields=["mailed_on", "reminders"])
    turn = f"{question.pk}:{question.reminders}"
    post(emails.payer_reminder(row, new_link(row, now=now), turn=turn), now=now)
    journal.record(PAYER_REMINDED, row, by=CADRE)
    return True
