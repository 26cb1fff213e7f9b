"""Registration closes earlier than people were told: those who have not finished are mailed."""

from datetime import date, datetime

from django.db import transaction

from cadre.applications.actions.drafting import new_link
from cadre.applications.models import Application
from cadre.messages.actions import post_all
from cadre.messages.models import Message, id_of
from cadre.programmes.models import Intake
from cadre.recruitment import emails
from cadre.recruitment.queries.moving import unfinished

AT_ONCE = 200


@transaction.atomic
def tell_of_earlier_close(intake: Intake, *, before: date, entry_pk: int, now: datetime) -> int:
    """One mail to each address, about its latest draft, each with a link of its own. Safe to repeat. How many now.

    It tells what everybody needs to know who began, so that those who want no reminders get it too.
    """
    latest: dict[str, Application] = {}
    rows = unfinished(intake).select_related("offering__intake", "offering__qualification")
    for draft in rows.order_by("-changed_at", "-pk"):
        latest.setdefault(draft.email.lower(), draft)
    keys = {emails.earlier_key(entry_pk, address): draft for address, draft in latest.items()}
    told = set(Message.objects.filter(pk__in=map(id_of, keys)).values_list("key", flat=True))
    due = [draft for key, draft in keys.items() if key not in told]
    for first in range(0, len(due), AT_ONCE):
        some = due[first : first + AT_ONCE]
        post_all(
            [
                emails.closes_earlier(draft, new_link(draft, now=now), before=before, entry_pk=entry_pk)
                for draft in some
            ],
            now=now,
        )
    return len(due)
