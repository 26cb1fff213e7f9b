"""Changed terms are a new dated row; a round keeps the row it began with."""

from datetime import date

from django.db import transaction

from cadre.applications.actions.policies import end_before, refuse_past
from cadre.consent.models import ConsentPolicy
from cadre.consent.rules.terms import refuse_policy
from cadre.consent.states import POLICY_ADDED, Silence
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal


@transaction.atomic
def add_policy(
    *,
    partner_days: int,
    silence: Silence,
    offer_hours: int,
    remind_hours: int,
    from_on: date,
    source: str,
    by: Actor,
    today: date,
) -> ConsentPolicy:
    """How consent is asked from a day on; the row before it ends the day before. Raises Refusal."""
    refuse_past(from_on, today=today, source=source)
    if refused := refuse_policy(partner_days=partner_days, offer_hours=offer_hours, remind_hours=remind_hours):
        raise Refusal(refused, field="remind_hours")
    end_before(ConsentPolicy.objects.all(), from_on)
    row = ConsentPolicy.objects.create(
        partner_days=partner_days,
        silence=silence,
        offer_hours=offer_hours,
        remind_hours=remind_hours,
        from_on=from_on,
        source=source,
    )
    journal.record(POLICY_ADDED, row, by=by, day=long_day(from_on))
    return row
