"""Until when an application may be handed in."""

from datetime import datetime, timedelta

from cadre.applications.states import GRACE_MINUTES


def seconds_late(*, deadline: datetime, now: datetime) -> int:
    """Whole seconds since the deadline; 0 in time. `deadline` is the first instant that is too late."""
    return max(0, int((now - deadline).total_seconds()))


def in_time(*, deadline: datetime, opened_at: datetime, now: datetime) -> bool:
    """Whether a form opened at `opened_at` is still taken: 15 minutes of grace when it was open before the deadline."""
    if now < deadline:
        return True
    return opened_at < deadline and now < deadline + timedelta(minutes=GRACE_MINUTES)
