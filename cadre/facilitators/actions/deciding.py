"""What the provider does with an associate application: checks, asking, accepting, declining, forgetting."""

from datetime import date, datetime, timedelta

from django.db import transaction

from cadre.facilitators import emails
from cadre.facilitators.actions.associates import held, new_link
from cadre.facilitators.models import (
    AssociateApplication,
    AssociateCheck,
    AssociatePolicy,
    AssociateReason,
    Facilitator,
)
from cadre.facilitators.queries.associates import evidence_of
from cadre.facilitators.rules.associates import refuse_acceptance
from cadre.facilitators.states import (
    ASSOCIATE_ACCEPTED,
    ASSOCIATE_ASKED,
    ASSOCIATE_DECLINED,
    ASSOCIATE_WORKFLOW,
    ASSOCIATES_FORGOTTEN,
    CHECK_DONE,
    CHECK_UNDONE,
    FACILITATOR_ADDED,
    AssociateState,
    CheckKind,
)
from cadre.journal import actions as journal
from cadre.journal.actions import System
from cadre.lib.errors import Refusal
from cadre.messages.actions import post
from cadre.people.actions import person_for
from cadre.people.models import User
from cadre.schools.models import School

CALENDAR = System("The calendar")


@transaction.atomic
def tick_check(application: AssociateApplication, kind: str, *, done: bool, by: User, today: date) -> None:
    """Say that a check was done today, or take that back. Only that, by whom and when is kept. Twice is once."""
    if kind not in CheckKind.values():
        raise Refusal("Choose one of the checks.")
    row = held(application)
    if row.state not in (AssociateState.SUBMITTED, AssociateState.ASKED):
        raise Refusal("This application is decided, so its checks stand.")
    if done:
        said = {"done_on": today, "done_by": by}
        if AssociateCheck.objects.get_or_create(application=row, kind=kind, defaults=said)[1]:
            journal.record(CHECK_DONE, row, by=by)
    elif row.checks.filter(kind=kind).delete()[0]:
        journal.record(CHECK_UNDONE, row, by=by)


@transaction.atomic
def ask_associate(
    application: AssociateApplication, *, reason: AssociateReason, words: str, by: User, now: datetime
) -> None:
    """Ask for more, by mail with a way back into the form."""
    row = held(application)
    row.state = ASSOCIATE_WORKFLOW.after("ask", row.state)
    row.asked_words = words or reason.words
    row.save(update_fields=["state", "asked_words"])
    journal.record(ASSOCIATE_ASKED, row, by=by, reason=reason.label)
    post(emails.associate_asked(row, new_link(row, now=now), now=now), now=now)


@transaction.atomic
def decline_associate(
    application: AssociateApplication, *, reason: AssociateReason, words: str, by: User, now: datetime
) -> None:
    """Decline, with the words that are mailed. Twice is once."""
    row = held(application)
    if row.state == AssociateState.DECLINED:
        return
    row.state = ASSOCIATE_WORKFLOW.after("decline", row.state)
    _decided(row, reason, words, by, now)
    journal.record(ASSOCIATE_DECLINED, row, by=by, reason=reason.label)
    post(emails.associate_declined(row), now=now)


@transaction.atomic
def accept_associate(
    application: AssociateApplication,
    *,
    reason: AssociateReason,
    words: str,
    by: User,
    now: datetime,
    today: date,
    why: str = "",
) -> Facilitator:
    """They are a facilitator from today, made once. Whoever left joins again.

    Raises Refusal while a check is not done, or when a referee has not answered and no reason is given.
    """
    row = held(application)
    if row.state == AssociateState.ACCEPTED and row.facilitator:
        return row.facilitator
    state = ASSOCIATE_WORKFLOW.after("accept", row.state)
    refuse_acceptance(evidence_of(row), why)
    row.facilitator, row.state = _facilitator(row, by=by, today=today), state
    _decided(row, reason, words, by, now)
    excuse = f", “{why.strip()}”" if why.strip() else ""
    journal.record(ASSOCIATE_ACCEPTED, row, by=by, reason=reason.label, why=excuse)
    post(emails.associate_accepted(row), now=now)
    return row.facilitator


def _decided(row: AssociateApplication, reason: AssociateReason, words: str, by: User, now: datetime) -> None:
    row.reason, row.words = reason, words or reason.words
    row.decided_at, row.decided_by = now, by
    row.save()


def _facilitator(row: AssociateApplication, *, by: User, today: date) -> Facilitator:
    user = person_for(email=row.email, name=row.name, by=by)
    school = School.objects.filter(urn=row.urn).first() if row.urn else None
    made, new = Facilitator.objects.get_or_create(
        user=user,
        defaults={
            "employer": row.employer,
            "phone": row.phone,
            "region": row.region,
            "easting": school.easting if school else None,
            "northing": school.northing if school else None,
            "joined_on": today,
        },
    )
    if not new and made.left_on and made.left_on <= today:
        made.left_on = None
        made.save(update_fields=["left_on"])
        new = True
    if new:
        journal.record(FACILITATOR_ADDED, made, by=by)
    return made


@transaction.atomic
def forget_associates(*, today: date, now: datetime) -> int:
    """Delete drafts and declined applications whose time is over, with references and checks. How many."""
    policy = AssociatePolicy.objects.on(today).first()
    if policy is None:
        return 0
    rows = AssociateApplication.objects.all()
    drafts = rows.filter(state=AssociateState.DRAFT, changed_at__lt=now - timedelta(days=policy.draft_days))
    declined = rows.filter(state=AssociateState.DECLINED, decided_at__lt=now - timedelta(days=policy.keep_days))
    keys = [*drafts.values_list("pk", flat=True), *declined.values_list("pk", flat=True)]
    if keys:
        AssociateApplication.objects.filter(pk__in=keys).delete()
        journal.record(ASSOCIATES_FORGOTTEN, policy, by=CALENDAR, number=len(keys))
    return len(keys)
