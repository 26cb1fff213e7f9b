"""What was chosen about a plan's mails is handed to the outbox when the plan is carried out."""

from datetime import datetime

from cadre.formation.models import ForeseenMail, Plan
from cadre.formation.states import MailChoice, RehearsalState
from cadre.journal.actions import Actor
from cadre.messages.wishes import wish


def wish_as_chosen(plan: Plan, *, by: Actor, now: datetime) -> int:
    """Mails that were to be held or left out are, when they are posted. How many. One that nobody foresaw is sent."""
    rows = ForeseenMail.objects.filter(rehearsal__plan=plan, rehearsal__state=RehearsalState.READY)
    chosen = rows.exclude(choice=MailChoice.SEND).values_list("kind", "to", "about_label", "choice")
    return wish(chosen, reason=f"carrying out plan {plan.ref}", by=by, now=now)
