"""School holidays are rows that come and are withdrawn."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from cadre.journal import actions as journal
from cadre.journal.actions import Actor
from cadre.scheduling.models import SchoolHoliday
from cadre.scheduling.rules.holidays import Holiday
from cadre.scheduling.states import HOLIDAYS_ADDED, HOLIDAYS_WITHDRAWN


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
