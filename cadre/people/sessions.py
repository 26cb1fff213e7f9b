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


class SessionStore(DatabaseSessions):
    def load(self) -> dict[str, Any]:
        with clock.moved(timedelta(0)):  # it lasts for so many real hours, however far the demo moves its date
            rows = _kept(self.session_key or "", clock.now())
        if rows:
            return self.decode(rows[0][0])
        self._session_key = None
        return {}

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session
