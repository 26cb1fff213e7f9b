"""Terms of dates are a new dated row; school holidays are rows that come and are withdrawn."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from cadre.applications.actions.policies import end_before, refuse_past
from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.lib.dates import long_day
from cadre.scheduling.models import DatePolicy, SchoolHoliday
from cadre.scheduling.rules.holidays import Holiday
from cadre.scheduling.states import DATE_POLICY_ADDED, HOLIDAYS_ADDED, HOLIDAYS_WITHDRAWN


@transaction.atomic
def add_terms(
    *,
    hold_hours: int,
    answer_days: int,
    shown_before_days: int,
    shown_after_days: int,
    from_on: date,
    source: str,
    by: Actor,
    today: date,
) -> DatePolicy:
    """The terms of dates from a day on; the row before it ends the day before. Raises Refusal."""
    refuse_past(from_on, today=today, source=source)
    end_before(DatePolicy.objects.all(), from_on)
    row = DatePolicy.objects.create(
        hold_hours=hold_hours,
        answer_days=answer_days,
        shown_before_days=shown_before_days,
        shown_after_days=shown_after_days,
        from_on=from_on,
        source=source,
    )
    journal.record(DATE_POLICY_ADDED, row, by=by, day=long_day(from_on))
    return row


@transaction.atomic
def add_holidays(found: Iterable[Holiday], *, by: Actor) -> int:
    """Those that are not kept already. How many; safe to repeat."""
    made = []
    for one in found:
        row, new = SchoolHoliday.objects.get_or_create(
            area=one.area,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            withdrawn_at=None,
            defaults={"name": one.name, "source": one.source},
        )
        if new:
            made.append(row)
    if made:
        areas = ", ".join(sorted({row.area for row in made}))
        journal.record(HOLIDAYS_ADDED, made[0], by=by, number=len(made), areas=areas[:300])
    return len(made)


@transaction.atomic
def withdraw_holidays(rows: Iterable[SchoolHoliday], *, by: Actor, now: datetime) -> int:
    """They are no longer shown to anybody who picks. How many were still kept."""
    gone = list(SchoolHoliday.objects.standing().filter(pk__in=[row.pk for row in rows]).select_for_update())
    SchoolHoliday.objects.filter(pk__in=[row.pk for row in gone]).update(withdrawn_at=now)
    if gone:
        areas = ", ".join(sorted({row.area for row in gone}))
        journal.record(HOLIDAYS_WITHDRAWN, gone[0], by=by, number=len(gone), areas=areas[:300])
    return len(gone)
