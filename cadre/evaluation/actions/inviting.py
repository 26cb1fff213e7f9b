"""Inviting those who were there, and reminding those who have not answered."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from cadre.delivery.models import Register
from cadre.delivery.states import PRESENT
from cadre.evaluation import emails, rules
from cadre.evaluation.models import Invitation, Link, Questionnaire
from cadre.evaluation.states import EVALUATION_INVITED, EVALUATION_WITHDRAWN
from cadre.groups.models import Enrolment
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.locking import all_held
from cadre.lib import clock
from cadre.lib.dates import LONDON
from cadre.lib.errors import Refusal
from cadre.lib.refs import new_token, token_hash
from cadre.messages.actions import post_all
from cadre.scheduling.models import Assignment, Event

CADRE = System("Cadre")


@transaction.atomic
def invite_attendees(register: Register, *, now: datetime) -> list[Invitation]:
    """Invite everybody the register has as present and who was not invited before; take back who was not there.

    Safe to repeat. Does nothing while the register is open. The same number of queries for any group.
    """
    locked = Register.objects.select_for_update().get(pk=register.pk)
    if not locked.is_complete:
        return []
    event = _event(locked.event_id)
    here = list(
        Enrolment.objects.filter(attendances__register=locked, attendances__mark__in=PRESENT).select_related(
            "application"
        )
    )
    known = {invitation.enrolment_id: invitation for invitation in Invitation.objects.filter(event=event)}
    _withdraw_absent(event, known.values(), {enrolment.pk for enrolment in here}, now=now)
    new = [enrolment for enrolment in here if enrolment.pk not in known]
    if not new:
        return []
    questionnaire = Questionnaire.objects.on(event.starts_on).first()
    if questionnaire is None:
        raise Refusal(f"There is no evaluation form for {event.starts_on:%d.%m.%Y}.")
    expires = clock.end_of(rules.closes_on(_day(now), questionnaire.open_for_days))
    made = Invitation.objects.bulk_create(
        Invitation(event=event, enrolment=one, questionnaire=questionnaire, invited_at=now, expires_at=expires)
        for one in new
    )
    _mail(made, emails.invitation, now=now)
    journal.record(EVALUATION_INVITED, event, by=CADRE, people=len(made))
    return made


def _withdraw_absent(event: Event, known: Iterable[Invitation], here: set[int], *, now: datetime) -> None:
    """After a correction: who was not there is no longer asked; whose link was taken back has it again."""
    gone = [one.pk for one in known if one.enrolment_id not in here and one.withdrawn_at is None]
    back = [one.pk for one in known if one.enrolment_id in here and one.withdrawn_at is not None]
    if back:
        Invitation.objects.filter(pk__in=back).update(withdrawn_at=None)
    if gone and (taken := Invitation.objects.filter(pk__in=gone, has_answered=False).update(withdrawn_at=now)):
        journal.record(EVALUATION_WITHDRAWN, event, by=CADRE, people=taken)


def _mail(invitations: Sequence[Invitation], write: emails.Writer, *, now: datetime) -> None:
    """A link and a message for each."""
    tokens = [new_token() for _ in invitations]
    Link.objects.bulk_create(
        Link(invitation=invitation, token_hash=token_hash(token))
        for invitation, token in zip(invitations, tokens, strict=True)
    )
    names = _facilitators({invitation.event.group_id for invitation in invitations})
    post_all(
        [
            write(invitation, token, names.get(invitation.event.group_id, []))
            for invitation, token in zip(invitations, tokens, strict=True)
        ],
        now=now,
    )


def _facilitators(groups: set[int]) -> dict[int, list[str]]:
    named: dict[int, list[str]] = {}
    staff = Assignment.objects.current().filter(group__in=groups).select_related("facilitator__user")
    for assignment in staff:
        named.setdefault(assignment.group_id, []).append(assignment.facilitator.user.name)
    return named


def _event(pk: int) -> Event:
    return Event.objects.select_related("element", "group__offering__qualification").get(pk=pk)


def _day(now: datetime) -> date:
    return timezone.localtime(now, LONDON).date()


@transaction.atomic
def remind_unanswered(today: date, now: datetime) -> None:
    """Remind those who have not answered, on the days the form says. Safe to repeat.

    Where the clock has jumped over two reminders, one is sent.
    """
    waiting = Invitation.objects.unanswered(now).select_related(
        "questionnaire", "enrolment__application", "event__element", "event__group__offering__qualification"
    )
    due: dict[int, list[Invitation]] = {}
    for invitation in all_held(waiting, skip_locked=True):
        number = rules.reminders_due(invitation.invited_on, today, invitation.questionnaire.remind_after)
        if number > invitation.reminders:
            due.setdefault(number, []).append(invitation)
    for number, invitations in due.items():
        Invitation.objects.filter(pk__in=[one.pk for one in invitations]).update(reminders=number)
        _mail(invitations, partial(emails.reminder, number=number), now=now)
