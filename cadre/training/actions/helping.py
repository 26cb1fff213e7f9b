"""Experienced facilitators are asked to help train and assure others."""

from datetime import date, datetime

from django.db import transaction

from cadre.facilitators.models import Facilitator
from cadre.journal import actions as journal
from cadre.journal.locking import held
from cadre.lib.errors import Refusal
from cadre.messages.actions import post
from cadre.people.models import User
from cadre.training import emails
from cadre.training.models import Helper
from cadre.training.queries.people import experienced
from cadre.training.states import HELPER_ANSWERED, HELPER_INVITED, HelperState


@transaction.atomic
def ask_to_help(facilitator: Facilitator, *, by: User, now: datetime, today: date) -> Helper:
    """Ask by mail, once. Raises Refusal for somebody who has not led as many events as the policy wants."""
    Facilitator.objects.select_for_update().values_list("pk").get(pk=facilitator.pk)
    known = Helper.objects.filter(facilitator=facilitator).first()
    if known:
        return known
    rows = experienced(Facilitator.objects.filter(pk=facilitator.pk), today)
    if not rows or not rows[0].may_be_asked:
        raise Refusal(f"{facilitator} has not led enough events to be asked.")
    made = Helper.objects.create(facilitator=facilitator, asked_at=now)
    journal.record(HELPER_INVITED, made, by=by, person=facilitator.user.name)
    post(emails.help_asked(made), now=now)
    return made


@transaction.atomic
def answer_about_helping(helper: Helper, *, helps: bool, by: User, now: datetime) -> None:
    """Yes or no; another answer later takes the place of the first."""
    row = held(Helper.objects.select_related("facilitator__user"), helper.pk)
    answer = HelperState.ACCEPTED if helps else HelperState.DECLINED
    if row.state == answer:
        return
    row.state, row.answered_at = answer, now
    row.save(update_fields=["state", "answered_at"])
    journal.record(HELPER_ANSWERED, row, by=by, person=row.facilitator.user.name, answer=answer.label.lower())
