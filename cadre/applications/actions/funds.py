"""Money or places for scholarships, for courses that start in a period."""

from datetime import date

from django.db import transaction

from cadre.applications.models import ScholarshipFund
from cadre.applications.rules.dated import Period, overlapping
from cadre.applications.states import FUND_ADDED
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal


@transaction.atomic
def add_fund(
    *,
    name: str,
    places: int | None,
    pence: int | None,
    per_school: int | None,
    from_on: date,
    to_on: date,
    source: str,
    by: Actor,
) -> ScholarshipFund:
    """Money or places for courses that start in a period; `to_on` is the first day after it.

    It may have begun: it decides nothing by itself. Raises Refusal for a period another fund has, and unless there is
    exactly one of places and pence.
    """
    if not source.strip():
        raise Refusal("Say where it is from: an agreement, a letter, a decision.", field="source")
    if (places is None) == (pence is None):
        raise Refusal("Give the number of places or the amount, not both.", field="places")
    if from_on >= to_on:
        raise Refusal("The last day comes before the first.", field="last_on")
    periods = [Period(*days) for days in ScholarshipFund.objects.values_list("from_on", "to_on")]
    if there := overlapping(Period(from_on, to_on), periods):
        raise Refusal(f"There is a fund from {long_day(there[0].from_on)} that overlaps.", field="from_on")
    row = ScholarshipFund.objects.create(
        name=name, places=places, pence=pence, per_school=per_school, from_on=from_on, to_on=to_on, source=source
    )
    journal.record(FUND_ADDED, row, by=by, what=f"the fund “{name}”", day=long_day(from_on))
    return row
