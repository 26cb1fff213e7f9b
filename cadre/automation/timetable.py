"""When time passes, do Z. Each entry is a function of (today, now) that does what is due and is safe to repeat."""

from collections.abc import Callable
from datetime import date, datetime

DAILY: list[Callable[[date, datetime], None]] = []


def run_due(today: date, now: datetime) -> None:
    """Do everything that is due. Called every minute by the worker, and when the demo moves its date."""
    for job in DAILY:
        job(today, now)
