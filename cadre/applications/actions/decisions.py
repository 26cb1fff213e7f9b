"""What the office decides, what it asks, and what the applicant answers or takes back."""

from datetime import datetime

from django.db import transaction

from cadre.applications import emails
from cadre.applications.actions.drafting import new_link
from cadre.applications.actions.following import follow_quote
from cadre.applications.actions.locking import locked, moved
from cadre.applications.actions.sponsorship import note_sponsor
from cadre.applications.actions.submission import index_application
from cadre.applications.evidence import checklist_of
from cadre.applications.models import Application, Arrangement, Quote, Reason
from cadre.applications.pricing import filled_from, quote_inputs, quote_row
from cadre.applications.rules.pricing import priced
from cadre.applications.states import (
    APPLICATION_ACCEPTED,
    APPLICATION_DECLINED,
    APPLICATION_WITHDRAWN,
    ARRANGEMENTS_READ,
    INFORMATION_ASKED,
    INFORMATION_GIVEN,
    QUOTE_MADE,
    SCHOOL_SETTLED,
    TRUST_SETTLED,
    WORKFLOW,
    DeferralState,
    WorkplaceKind,
)
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib import clock
from cadre.lib.errors import Refusal
from cadre.lib.money import pounds
from cadre.messages.actions import post
from cadre.people.actions import person_for
from cadre.schools.models import School, Trust


class AgainstChecklist(Refusal):
    """Something on the checklist is open, and no reason is given for accepting all the same."""

    def __init__(self, open_words: str) -> None:
        super().__init__(f"This is open: {open_words}. Say why you accept all the same.", field="despite")


@transaction.atomic
def accept_application(
    application: Application, *, reason: str, by: Actor, now: datetime, despite: str = ""
) -> Application:
    """Accept, give the applicant an account, and tell them.

    Raises Decided when it is decided already, and AgainstChecklist when something is open and `despite` does not say
    why it is accepted all the same. What was open is kept with the reason. A sponsor who has not confirmed is recorded
    as an exception as well, or refuses it, as the rules of the day say.
    """
    row = moved(application, "accept", now=now)
    checked = checklist_of(row)
    if not checked.advised:
        if not despite:
            raise AgainstChecklist(checked.open_words)
        reason = " ".join(filter(None, (reason, f"Open when accepted: {checked.open_words}. {despite}")))
    note_sponsor(row, by=by, now=now)
    row.applicant = row.applicant or person_for(email=row.email, name=row.name, by=by)
    _decided(row, reason=reason, by=by, now=now)
    entry = journal.record(APPLICATION_ACCEPTED, row, by=by, reason=reason)
    post(emails.accepted(row, turn=entry.pk), now=now)
    follow_quote(row, before="", by=by, now=now)
    return row


@transaction.atomic
def decline_application(
    application: Application, *, reason: str, by: Actor, now: datetime, code: Reason | None = None
) -> Application:
    """Decline with a coded reason and words that the applicant reads. Raises Decided when it is decided already."""
    row = moved(application, "decline", now=now)
    row.ended_for = code
    _decided(row, reason=reason, by=by, now=now)
    entry = journal.record(APPLICATION_DECLINED, row, by=by, reason=reason, code=code.code if code else "")
    post(emails.declined(row, turn=entry.pk), now=now)
    return row


@transaction.atomic
def ask_for_more(application: Application, *, question: str, by: Actor, now: datetime) -> Application:
    """Ask the applicant, who answers by a mailed link or signed in. Raises Refusal when something is asked already."""
    row = moved(application, "ask", now=now)
    row.question_asked, row.question_answer = question, ""
    row.save(update_fields=["state", "changed_at", "question_asked", "question_answer"])
    entry = journal.record(INFORMATION_ASKED, row, by=by, question=question)
    post(emails.asked(row, new_link(row, now=now), turn=entry.pk), now=now)
    return row


@transaction.atomic
def answer_question(application: Application, *, answer: str, by: Actor, now: datetime) -> Application:
    """Answer what the office asked. Raises Refusal when nothing is asked."""
    row = moved(application, "answer", now=now)
    row.question_answer = answer
    row.save(update_fields=["state", "changed_at", "question_answer"])
    journal.record(INFORMATION_GIVEN, row, by=by, answer=answer)
    return row


@transaction.atomic
def withdraw_application(
    application: Application, *, by: Actor, now: datetime, reason: str = "", code: Reason | None = None
) -> Application:
    """Take it back, free of charge, for a coded reason or in words. Raises Decided when there is nothing to take back.

    A wish to start later, or a deferral that waits, ends with it.
    """
    row = moved(application, "withdraw", now=now)
    row.ended_for = code
    row.save(update_fields=["state", "changed_at", "ended_for"])
    row.deferrals.under_way().update(state=DeferralState.TAKEN_BACK)
    words = ": ".join(filter(None, (code.label if code else "", reason)))
    entry = journal.record(APPLICATION_WITHDRAWN, row, by=by, reason=words, code=code.code if code else "")
    post(emails.withdrawn(row, turn=entry.pk), now=now)
    return row


@transaction.atomic
def settle_school(application: Application, *, school: School, by: Actor, now: datetime) -> Application:
    """Say which school of the register the applicant meant, and quote again. Raises Refusal once it is decided."""
    row = locked(application)
    if not WORKFLOW.allows("accept", row.state):
        raise Refusal("This application is decided, so its school stays as it is.")
    row.school, row.trust = school, None
    if row.workplace_kind == WorkplaceKind.TRUST:
        row.workplace_kind = WorkplaceKind.SCHOOL
    row.save(update_fields=["school", "trust", "workplace_kind"])
    journal.record(SCHOOL_SETTLED, row, by=by, school=f"{school} ({school.urn})")
    index_application(row, school=school.name)
    return requote(row, by=by, now=now)


@transaction.atomic
def settle_trust(application: Application, *, trust: Trust, by: Actor, now: datetime) -> Application:
    """Say in which trust's central team the applicant works, and quote again. Raises Refusal once it is decided."""
    row = locked(application)
    if not WORKFLOW.allows("accept", row.state):
        raise Refusal("This application is decided, so its workplace stays as it is.")
    row.school, row.trust, row.workplace_kind = None, trust, WorkplaceKind.TRUST
    row.save(update_fields=["school", "trust", "workplace_kind"])
    journal.record(TRUST_SETTLED, row, by=by, trust=f"{trust} ({trust.uid})")
    index_application(row, school=trust.name)
    return requote(row, by=by, now=now)


@transaction.atomic
def requote(application: Application, *, by: Actor, now: datetime) -> Application:
    """A new quote by the facts and rules of today. The earlier one is kept."""
    row = locked(application)
    today = clock.day_of(now)
    inputs, versions = quote_inputs(filled_from(row), row.offering, on=today, apart_from=row.pk, lock=True)
    price, before = priced(inputs), row.quote.outcome if row.quote else ""
    quote: Quote = quote_row(row, inputs, price, versions, now=now)
    quote.save()
    row.quote = quote
    row.save(update_fields=["quote"])
    journal.record(QUOTE_MADE, row, by=by, total=pounds(price.payable_pence), sentence=price.sentence)
    follow_quote(row, before=before, by=by, now=now)
    return row


@transaction.atomic
def read_arrangements(application: Application, *, by: Actor) -> Arrangement | None:
    """What must be arranged for the applicant. That it was read is recorded, and by whom."""
    found = Arrangement.objects.filter(application=application).first()
    if found:
        journal.record(ARRANGEMENTS_READ, application, by=by)
    return found


def _decided(row: Application, *, reason: str, by: Actor, now: datetime) -> None:
    row.decided_at, row.decided_by_id, row.decision_reason = now, by.pk, reason
    row.save(
        update_fields=[
            *("state", "changed_at", "applicant", "decided_at", "decided_by", "decision_reason", "ended_for")
        ]
    )
