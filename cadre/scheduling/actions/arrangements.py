from datetime import date

from django.db import transaction

from cadre.journal import actions as journal
from cadre.people.models import User
from cadre.scheduling.models import Event
from cadre.scheduling.queries import Needs, arrangements_for
from cadre.scheduling.states import ARRANGEMENTS_READ


@transaction.atomic
def read_arrangements(event: Event, *, by: User, today: date) -> dict[int, Needs] | None:
    """What `by` may see of `arrangements_for`, with a journal entry that it was read: who and which event, no values.

    Call once a page. None, and no entry, when `by` may not see it today.
    """
    found = arrangements_for(event, by, today=today)
    if found is not None:
        journal.record(ARRANGEMENTS_READ, event, by=by, event=event.ref, people=len(found))
    return found
