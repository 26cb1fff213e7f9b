"""How one person's scholarship stands: what the office may do about it, and what the applicant reads."""

from typing import Any

from django.urls import reverse

from cadre.applications.actions.confirmation import refuse_move
from cadre.applications.confirmation_forms import VERBS
from cadre.applications.models import Application, Confirmation
from cadre.applications.queries import confirmation_of, open_question
from cadre.applications.rules.why import Rows
from cadre.applications.said import scholarship_words
from cadre.applications.states import Answered
from cadre.lib.dates import long_day


def scholarship_panel(row: Application) -> dict[str, Any]:
    """How the scholarship stands, and what may be done about it."""
    confirmation, open_to = confirmation_of(row), []
    if confirmation:
        open_to = [(verb, words) for verb, words in VERBS.items() if not refuse_move(row, confirmation, verb)]
    answered = confirmation is not None and confirmation.is_answered
    return {
        "may_settle": True,
        "may_settle_now": not answered,
        "confirmation": confirmation,
        "confirmation_verbs": open_to,
        "question": open_question(row),
        "scholarship_words": scholarship_words(row),
    }


def own_scholarship(application: Application, *, why_page: str) -> dict[str, Any]:
    """For the applicant's own page: the Department's confirmation, and the page to choose on while they are asked."""
    payer_page = why_page.replace(":why", ":payer")
    return {
        "payer_url": reverse(payer_page, args=[application.ref]) if open_question(application) else "",
        "scholarship_rows": confirmation_rows(confirmation_of(application)),
    }


def confirmation_rows(confirmation: Confirmation | None) -> Rows:
    """How the Department's confirmation stands, in words."""
    if confirmation is None or confirmation.state == Answered.ENDED:
        return []
    day = confirmation.decided_on or confirmation.applied_on
    words = {
        Answered.TO_APPLY: "We ask the Department for Education to confirm it.",
        Answered.APPLIED: "We have asked the Department for Education to confirm it",
        Answered.APPROVED: "Confirmed by the Department for Education",
    }.get(Answered(confirmation.state), "Not confirmed")
    return [("Scholarship", f"{words}, {long_day(day)}" if day else words)]
