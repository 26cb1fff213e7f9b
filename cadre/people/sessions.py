"""Sessions in the database, as Django keeps them; every page of somebody signed in asks for one."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from cadre.lib import clock
from cadre.people.prepared import A_MOMENT, A_WORD, prepared


@prepared(A_WORD, A_MOMENT)
def _kept(key: str, now: datetime) -> QuerySet[Session, Any]:
    return Session.objects.filter(pk=key, expire_date__gt=now).values_list("session_data")


def _real_now() -> datetime:
    """A session lasts for so many real hours, however far the demo moves its date."""
    with clock.moved(timedelta(0)):
        return clock.now()


class SessionStore(DatabaseSessions):
    def load(self) -> dict[str, Any]:
        rows = _kept(self.session_key or "", _real_now())
        if rows:
            return self.decode(rows[0][0])
        self._session_key = None
        return {}

    @classmethod
    def forget_what_is_over(cls) -> int:
        """Delete them. How many; none of those that last."""
        over = Session.objects.filter(expire_date__lt=_real_now())
        return over.delete()[0] if over.exists() else 0  # a look takes no lock on SQLite

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session
