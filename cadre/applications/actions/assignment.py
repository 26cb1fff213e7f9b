"""Who in the office looks after an application."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from cadre.applications.actions.locking import locked
from cadre.applications.models import Application
from cadre.applications.states import OFFICER_ASSIGNED, OFFICER_RELEASED
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.journal.locking import hold_all
from cadre.lib import clock
from cadre.lib.errors import Conflict, Refusal
from cadre.people.access import officers_on
from cadre.people.models import User


@transaction.atomic
def assign_application(
    application: Application, *, officer: User, by: Actor, now: datetime, instead_of: int | None = None
) -> Application:
    """Give it to an officer, or take it oneself. With them already, nothing happens.

    `instead_of` is the key of the officer the page showed, None for nobody. Raises Refusal when the officer has left
    the office, Conflict when somebody else was given it meanwhile.
    """
    refuse_officer(officer, day=clock.day_of(now))
    row = locked(application)
    if row.officer_id == officer.pk:
        return row
    if row.officer_id != instead_of:
        raise Conflict(f"{row.officer or 'Nobody'} looks after this by now. Look again.")
    return _assigned(row, officer, by)


@transaction.atomic
def assign_applications(
    applications: Iterable[Application], *, officer: User, by: Actor, now: datetime
) -> list[Application]:
    """Give all of them to one officer, whoever had them. Raises Refusal when the officer has left the office."""
    refuse_officer(officer, day=clock.day_of(now))
    rows = [locked(application) for application in hold_all(applications)]
    return [_assigned(row, officer, by) for row in rows if row.officer_id != officer.pk]


@transaction.atomic
def release_application(application: Application, *, by: Actor, now: datetime) -> Application:
    """Nobody looks after it any more. Raises Refusal when nobody does."""
    row = locked(application)
    if row.officer is None:
        raise Refusal("Nobody looks after this application.")
    officer, row.officer = row.officer, None
    row.save(update_fields=["officer"])
    journal.record(OFFICER_RELEASED, row, by=by, officer=officer.name)
    return row


def refuse_officer(officer: User, *, day: date) -> None:
    """Raise Refusal when somebody cannot be given an application."""
    if not officers_on(day).filter(pk=officer.pk).exists():
        raise Refusal(f"{officer} is not in the office any more. Choose somebody else.", field="officer")


def _assigned(row: Application, officer: User, by: Actor) -> Application:
    row.officer = officer
    row.save(update_fields=["officer"])
    journal.record(OFFICER_ASSIGNED, row, by=by, officer=officer.name)
    return row
