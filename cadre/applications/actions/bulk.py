"""The same decision for several applications: all that the preview showed, or none."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from cadre.applications.actions.decisions import accept_application, ask_for_more, decline_application
from cadre.applications.actions.deferring import grant_deferral
from cadre.applications.counting import hold_payers_of
from cadre.applications.models import Application, Reason
from cadre.journal.actions import Actor
from cadre.journal.locking import hold_all
from cadre.lib.errors import Refusal
from cadre.programmes.models import Intake


@transaction.atomic
def accept_applications(
    applications: Iterable[Application], *, reason: str, by: Actor, now: datetime, despite: str = ""
) -> list[Application]:
    """Accept all of them or none. Raises Refusal naming the one that cannot be."""
    return _each(accept_application, applications, "accepted", reason=reason, despite=despite, by=by, now=now)


@transaction.atomic
def decline_applications(
    applications: Iterable[Application], *, reason: str, code: Reason | None, by: Actor, now: datetime
) -> list[Application]:
    """Decline all of them for one coded reason, in the same words, or none."""
    return _each(decline_application, applications, "declined", reason=reason, code=code, by=by, now=now)


@transaction.atomic
def ask_applicants(
    applications: Iterable[Application], *, question: str, by: Actor, now: datetime
) -> list[Application]:
    """Ask all of them the same, or none."""
    return _each(ask_for_more, applications, "asked", question=question, by=by, now=now)


@transaction.atomic
def grant_deferrals(
    applications: Iterable[Application], *, reason: Reason, intake: Intake, by: Actor, now: datetime
) -> list[Application]:
    """Let all of them start in `intake`, each with the qualification they applied for, or none."""
    offered = {one.qualification_id: one for one in intake.offerings.select_related("intake", "qualification")}

    def defer(row: Application) -> Application:
        wanted = offered.get(row.offering.qualification_id)
        if wanted is None:
            raise Refusal(f"{intake} does not offer their qualification.")
        return grant_deferral(row, reason=reason, wanted=wanted, by=by, now=now).application

    rows = hold_all(applications)
    hold_payers_of(rows)
    return _each(defer, rows, "deferred")


def _each(
    action: Callable[..., Application], applications: Iterable[Application], done: str, **given: Any
) -> list[Application]:
    made = []
    for application in hold_all(applications):
        try:
            made.append(action(application, **given))
        except Refusal as refusal:
            raise Refusal(f"{application}: {refusal} Nobody was {done}.", field=refusal.field) from refusal
    return made
