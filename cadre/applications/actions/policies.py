"""A changed rule is a new dated row; what was decided keeps the row it was decided by."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from cadre.applications.models import DiscountBand, PayerRule, PreferenceOrder, ScholarshipFund, ScholarshipRule
from cadre.applications.rules.dated import Period, overlapping
from cadre.applications.rules.payer import list_words, refuse_schedule
from cadre.applications.states import RULE_ADDED, Counted, Over, Preference
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import long_day
from cadre.lib.errors import Refusal


@transaction.atomic
def add_discount_bands(
    *,
    counted: Counted,
    over: Over,
    bands: Sequence[tuple[int, int]],
    from_on: date,
    source: str,
    by: Actor,
    today: date,
) -> list[DiscountBand]:
    """The bands of one way of counting, from a day on: (people, percent) each. No bands end the discount.

    They follow the bands of the same way of counting, whose last day is the day before. Raises Refusal for a day that
    has come, for bands that promise more people a smaller discount, and when later bands are written already.
    """
    refuse_past(from_on, today=today, source=source)
    _refuse_odd(bands)
    scope = DiscountBand.objects.filter(counted=counted, over=over)
    end_before(scope, from_on)
    made = [
        DiscountBand(counted=counted, over=over, people=people, percent=percent, from_on=from_on, source=source)
        for people, percent in bands
    ]
    for band in made:
        band.save()
    words = ", ".join(f"{percent}% from {people} people" for people, percent in bands) or "no discount"
    subject = made[0] if made else scope.order_by("-from_on").first()
    if subject is None:
        raise Refusal("There are no bands to end. Write at least one.", field="bands")
    _record(subject, f"{words} ({counted.label.lower()}; {over.label.lower()})", by=by, from_on=from_on)
    return made


@transaction.atomic
def add_scholarship_rule(
    *,
    name: str,
    criteria: dict[str, Any],
    categories_as_at: date,
    from_on: date,
    source: str,
    by: Actor,
    today: date,
) -> ScholarshipRule:
    """A version of who gets a scholarship; the version before it ends. Raises Refusal as `add_discount_bands` does."""
    refuse_past(from_on, today=today, source=source)
    end_before(ScholarshipRule.objects.all(), from_on)
    row = ScholarshipRule.objects.create(
        name=name, criteria=criteria, categories_as_at=categories_as_at, from_on=from_on, source=source
    )
    _record(row, f"the scholarship rule “{name}”", by=by, from_on=from_on)
    return row


@transaction.atomic
def add_preference_order(
    *, name: str, criteria: Sequence[Preference], from_on: date, source: str, by: Actor, today: date
) -> PreferenceOrder:
    """Who comes first when funds are short, from a day on; the order before it ends."""
    refuse_past(from_on, today=today, source=source)
    end_before(PreferenceOrder.objects.all(), from_on)
    row = PreferenceOrder.objects.create(
        name=name, criteria=[str(one) for one in criteria], from_on=from_on, source=source
    )
    _record(row, f"the order of preference “{name}”", by=by, from_on=from_on)
    return row


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
    _record(row, f"the fund “{name}”", by=by, from_on=from_on)
    return row


@transaction.atomic
def add_payer_rule(
    *, remind_after: Sequence[int], staff_after: int, from_on: date, source: str, by: Actor, today: date
) -> PayerRule:
    """When whoever must say who pays is reminded, in working days, and from when they are for staff."""
    refuse_past(from_on, today=today, source=source)
    if refused := refuse_schedule(remind_after, staff_after):
        raise Refusal(refused, field="remind_after")
    end_before(PayerRule.objects.all(), from_on)
    row = PayerRule.objects.create(
        remind_after=list(remind_after), staff_after=staff_after, from_on=from_on, source=source
    )
    _record(row, f"reminders who pays after {list_words(remind_after)} working days", by=by, from_on=from_on)
    return row


def refuse_past(from_on: date, *, today: date, source: str) -> None:
    """Raise Refusal for a row that would change the past, or says not where it is from."""
    if from_on <= today:
        raise Refusal(
            "A change starts tomorrow at the earliest, so that no quote of the past changes.", field="from_on"
        )
    if not source.strip():
        raise Refusal("Say where it is from: an agreement, a letter, a decision.", field="source")


def _refuse_odd(bands: Iterable[tuple[int, int]]) -> None:
    last_people, last_percent = 1, -1
    for people, percent in bands:
        if people <= last_people:
            raise Refusal("Each band begins at more people than the one before it, the first at two.", field="bands")
        if percent <= last_percent or not 0 < percent <= 100:
            raise Refusal("Each band takes more off than the one before it, up to 100%.", field="bands")
        last_people, last_percent = people, percent


def end_before(rows: models.QuerySet[Any], on: date) -> None:
    """The rows that would hold on the day end the day before it. Their past is not touched."""
    later = rows.filter(from_on__gte=on).order_by("from_on").first()
    if later:
        raise Refusal(f"Another version from {long_day(later.from_on)} is written already.", field="from_on")
    rows.filter(Q(to_on=None) | Q(to_on__gt=on)).update(to_on=on)


def _record(row: models.Model, words: str, *, by: Actor, from_on: date) -> None:
    journal.record(RULE_ADDED, row, by=by, what=words, day=long_day(from_on))
