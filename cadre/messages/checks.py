"""Refuses to start with a kind whose words name a field it does not have."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from cadre.messages.mail import kinds
from cadre.messages.rules import body_faults, subject_faults
from cadre.messages.transport import Server


@register()
def words_fit_their_kinds(**_: Any) -> list[CheckMessage]:
    """Every kind has its file, and the file names only the kind's fields."""
    faults: list[CheckMessage] = []
    for kind in kinds():
        try:
            wrong = subject_faults(kind.subject, kind.fields) + body_faults(kind.body, kind.fields)
        except (OSError, ValueError) as error:
            wrong = [str(error)]
        faults += [Error(f"Mail kind {kind.key}: {fault}", id="messages.E001") for fault in wrong]
    return faults


@register()
def smtp_url_can_be_read(**_: Any) -> list[CheckMessage]:
    if not settings.SMTP_URL:
        return []
    try:
        Server.of(settings.SMTP_URL)
    except ValueError as error:
        return [Error(str(error), id="messages.E002")]
    return []
