"""What a new quote of an accepted person means for the Department, and for who pays."""

from datetime import datetime

from cadre.applications import emails
from cadre.applications.actions.drafting import new_link
from cadre.applications.models import Application, Confirmation, PayerQuestion
from cadre.applications.states import (
    CONFIRMATION,
    CONFIRMATION_OPENED,
    PAYER_ASKED,
    Answered,
    Funding,
    Outcome,
    SponsorState,
    State,
)
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib import clock
from cadre.messages.actions import post

PROMISES = (Outcome.SCHOLARSHIP, Outcome.NOT_CONFIRMED)


def follow_quote(application: Application, *, before: str, by: Actor, now: datetime) -> None:
    """Inside the transaction of a quote or an acceptance; safe to repeat. `before` is the earlier quote's outcome.

    A scholarship goes to the Department. Where there is none although one was asked for, whoever was promised one, or
    never said who pays, is asked: to withdraw without charge, or to say who pays. Nothing is invoiced meanwhile.
    """
    quote = application.quote
    if application.state != State.ACCEPTED or application.funding != Funding.SCHOLARSHIP or quote is None:
        return
    if quote.outcome == Outcome.SCHOLARSHIP:
        _ask_the_department(application, by=by, now=now)
    elif quote.outcome != Outcome.NOT_CONFIRMED:
        end_confirmation(application)
        if before in PROMISES or not application.payer:
            _ask_who_pays(application, by=by, now=now)


def drop_question(application: Application, *, now: datetime) -> None:
    """The question who pays falls away."""
    PayerQuestion.objects.open().filter(application=application).update(dropped_at=now)


def end_confirmation(application: Application) -> None:
    """Nothing is to be confirmed any more; what the Department refused stays refused."""
    going_on = [state for state in Answered if CONFIRMATION.allows("end", state)]
    Confirmation.objects.filter(application=application, state__in=going_on).update(state=Answered.ENDED)


def _ask_the_department(application: Application, *, by: Actor, now: datetime) -> None:
    drop_question(application, now=now)
    found, new = Confirmation.objects.get_or_create(application=application, defaults={"opened_at": now})
    if not new and found.state == Answered.ENDED:
        found.state, found.opened_at = Answered.TO_APPLY, now
        found.applied_on = found.decided_on = None
        found.save(update_fields=["state", "opened_at", "applied_on", "decided_on"])
        new = True
    if new:
        journal.record(CONFIRMATION_OPENED, application, by=by)


def _ask_who_pays(application: Application, *, by: Actor, now: datetime) -> None:
    """Once; whoever has answered is not asked again."""
    if PayerQuestion.objects.filter(application=application, dropped_at=None).exists():
        return
    because = application.quote.sentence if application.quote else ""
    made = PayerQuestion.objects.create(
        application=application, because=because, asked_at=now, mailed_on=clock.day_of(now)
    )
    journal.record(PAYER_ASKED, application, by=by, because=because)
    post(emails.payer_asked(application, new_link(application, now=now), turn=made.pk), now=now)
    sponsor = application.sponsorships.current().filter(state=SponsorState.CONFIRMED).first()
    if sponsor:
        post(emails.sponsor_no_scholarship(sponsor, turn=made.pk), now=now)
