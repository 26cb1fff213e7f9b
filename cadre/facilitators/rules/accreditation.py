"""From when until when somebody is accredited, and when that may be renewed."""

from datetime import date, timedelta

from cadre.lib.dates import add_months, long_day
from cadre.lib.errors import Refusal


def ends_on(from_on: date, months: int) -> date:
    """The first day on which it no longer holds."""
    return add_months(from_on, months)


def renewed_until(to_on: date, today: date, months: int) -> date:
    """Renewed in time it goes on from its end; renewed late, from today."""
    return add_months(max(to_on, today), months)


def refuse_renewal(to_on: date | None, today: date, remind_days: int) -> None:
    """Raises Refusal for one without an end, and before the days in which people are reminded: so never twice."""
    if to_on is None:
        raise Refusal("This accreditation has no end, so there is nothing to renew.")
    first = to_on - timedelta(days=remind_days)
    if today < first:
        raise Refusal(f"It holds until {long_day(to_on - timedelta(days=1))}. Renew it from {long_day(first)}.")
