"""People who have just proved who they are, and the codes they are mailed for it or their app shows."""

import re
import time
from datetime import datetime

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from cadre.messages.models import Message
from cadre.messages.queries import as_sent
from cadre.people import second_step
from tests.world import NOW


def just_proved(client: Client, *, at: datetime = NOW) -> None:
    """Whoever is signed in there, by both steps, proved who they are at that moment."""
    kept = client.session
    kept[second_step.KEY] = int(kept["_auth_user_id"])
    kept["proved"] = {"user": int(kept["_auth_user_id"]), "at": at.timestamp()}
    kept.save()


def newest_code() -> str:
    """The code of the newest mail that proves who somebody is."""
    rows = Message.objects.filter(kind="people.proof_code")
    mail = as_sent(max(rows, key=lambda row: (row.created_at, int(row.key.rpartition(":")[2]))))
    return re.search(r"^\W*([0-9A-Z]{6})\W*$", mail.text, re.MULTILINE)[1]  # type: ignore[index]


def shown_by_app(secret: str, later: int = 0) -> str:
    """What an authenticator app that knows `secret` shows, so many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))
