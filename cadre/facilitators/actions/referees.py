"""Referees: asked by mail, recalled once, and what they say."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from cadre.facilitators import emails
from cadre.facilitators.models import AssociateApplication, AssociatePolicy, Referee
from cadre.facilitators.states import REFEREE_ANSWERED, REFEREE_ASKED, AssociateState
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.journal.locking import all_held, held
from cadre.lib import clock
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal
from cadre.lib.refs import new_token, token_hash
from cadre.messages.actions import post

OFFICE = System("The office")
ASKED_ONCE_IN = timedelta(hours=1)
DECIDABLE = (AssociateState.SUBMITTED, AssociateState.ASKED)


def policy_on(day: date) -> AssociatePolicy:
    """The policy that holds. Raises Refusal when there is none."""
    found = AssociatePolicy.objects.on(day).first()
    if found is None:
        raise Refusal("There is no policy for associate applications on this day. Load the reference data.")
    return found


@transaction.atomic
def ask_referees(application: AssociateApplication, *, now: datetime, again: bool = False) -> int:
    """Mail those who were not asked yet; `again` mails a new link to whoever has not answered, at most once an hour.
    How many. Raises Refusal once the application is decided, or while it was not sent."""
    policy = policy_on(clock.day_of(now))
    application = held(AssociateApplication.objects.all(), application.pk)
    if application.state not in DECIDABLE:
        raise Refusal(f"The application of {application.name} is not to be decided, so nobody is asked about it.")
    asked = Q(asked_at=None) | Q(asked_at__lte=now - ASKED_ONCE_IN) if again else Q(asked_at=None)
    wanted = list(application.referees.unanswered().filter(asked).select_for_update())
    for row in wanted:
        token = new_token()
        row.token_hash, row.asked_at = token_hash(token), now
        row.expires_at, row.reminded_at = now + timedelta(days=policy.referee_days), None
        row.save(update_fields=["token_hash", "asked_at", "expires_at", "reminded_at"])
        row.application = application
        until = long_day(clock.day_of(row.expires_at))
        journal.record(REFEREE_ASKED, application, by=OFFICE, number=row.number, until=until)
        post(emails.reference_asked(row, token), now=now)
    return len(wanted)


@transaction.atomic
def answer_reference(referee: Referee, *, known: str, support: str, words: str, now: datetime) -> Referee:
    """What a referee says, once. Raises Refusal when they have answered, when the time is over or it is decided."""
    row = held(Referee.objects.select_related("application"), referee.pk)
    if row.answered_at:
        raise Refusal("You have answered already. Thank you: nothing more is needed.")
    if row.expires_at is None or row.expires_at <= now or row.application.state not in DECIDABLE:
        raise Refusal("The time for this reference is over. Write to us if you would still like to give it.")
    row.known, row.support, row.words, row.answered_at = known, support, words, now
    row.save(update_fields=["known", "support", "words", "answered_at"])
    journal.record(REFEREE_ANSWERED, row.application, by=System(row.name), number=row.number)
    return row


@transaction.atomic
def remind_referees(*, today: date, now: datetime) -> int:
    """Recall once those whose days have passed and whose link still works. Safe to repeat. How many."""
    policy = AssociatePolicy.objects.on(today).first()
    if policy is None:
        return 0
    due = Referee.objects.unanswered().filter(
        asked_at__lte=now - timedelta(days=policy.remind_days),
        expires_at__gt=now,
        reminded_at=None,
        application__state__in=DECIDABLE,
    )
    recalled = 0
    for row in all_held(due.select_related("application")):
        token = new_token()
        row.token_hash, row.reminded_at = token_hash(token), now
        row.save(update_fields=["token_hash", "reminded_at"])
        post(emails.reference_reminder(row, token), now=now)
        recalled += 1
    return recalled
