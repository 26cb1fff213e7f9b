"""People who have just proved who they are, and the codes they are mailed for it."""

import re
from datetime import datetime

from django.test import Client

from cadre.messages.models import Message
from cadre.messages.queries import as_sent
from tests.world import NOW


def just_proved(client: Client, *, at: datetime = NOW) -> None:
    """Whoever is signed in there proved who they are at that moment."""
    kept = client.session
    kept["proved"] = {"user": int(kept["_auth_user_id"]), "at": at.timestamp()}
    kept.save()


def newest_code() -> str:
    """The code of the newest mail that proves who somebody is."""
    rows = Message.objects.filter(kind="people.proof_code")
    mail = as_sent(max(rows, key=lambda row: (row.created_at, int(row.key.rpartition(":")[2]))))
    return re.search(r"^\W*([0-9A-Z]{6})\W*$", mail.text, re.MULTILINE)[1]  # type: ignore[index]
