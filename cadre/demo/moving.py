"""The site's date: how far ahead of the real one it is, and moving it."""

import time
from datetime import timedelta

from django.db import DatabaseError, transaction

from cadre.automation import timetable
from cadre.demo.models import SiteDate
from cadre.lib import clock
from cadre.lib.errors import Refusal

MOST_DAYS = 60
FRESH_SECONDS = 1.0
_read: tuple[float, timedelta] = (0.0, timedelta(0))


def present_offset() -> timedelta:
    """How far the site's clock stands ahead, read at most once a second so that every process follows a move."""
    global _read
    if time.monotonic() - _read[0] > FRESH_SECONDS:
        try:
            found = SiteDate.objects.values_list("days_ahead", flat=True).first()
        except (DatabaseError, RuntimeError):
            return _read[1]
        _read = (time.monotonic(), timedelta(days=found or 0))
    return _read[1]


def move_forward(days: int, *, within: float) -> int:
    """Let `days` days pass, and do what falls due on each of them. Refuses less than 1 and more than 60.

    After `within` seconds no further day is begun. The number of days that are left, which is less than `days`.
    """
    global _read
    if not 1 <= days <= MOST_DAYS:
        raise Refusal(f"Move the date by 1 to {MOST_DAYS} days.", field="days")
    end, passed = time.monotonic() + within, 0
    while passed < days and (not passed or time.monotonic() < end):
        with transaction.atomic():
            date = SiteDate.objects.select_for_update().get_or_create(pk=1)[0]
            date.days_ahead += 1
            date.save(update_fields=["days_ahead"])
        _read = (time.monotonic(), timedelta(days=date.days_ahead))
        timetable.run_due(clock.today(), clock.now())
        passed += 1
    return days - passed
