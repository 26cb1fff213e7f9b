"""What falls due for accounts as time passes. Each is safe to repeat."""

from datetime import date, datetime

from cadre.people.sessions import SessionStore


def forget_sessions(today: date, now: datetime) -> int:
    """Who was signed in until then is not kept: sessions that are over go. How many.

    They last so many real hours, however far the demo has moved its date.
    """
    return SessionStore.forget_what_is_over()
