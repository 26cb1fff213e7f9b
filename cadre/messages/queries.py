from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count, QuerySet

from cadre.messages.mail import Kind, kind_named, kinds
from cadre.messages.models import Message, MessageAttachment, Template
from cadre.messages.rules import unsealed
from cadre.messages.sealing import unseal
from cadre.messages.states import MESSAGE


@dataclass(frozen=True)
class File:
    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class AsSent:
    """A message as its reader gets it, personal links and all: for sending, and for the mail page of demo mode."""

    message_id: str
    sender: str
    to: str
    to_name: str
    cc: list[str]
    subject: str
    text: str
    html: str
    headers: dict[str, str]
    files: list[File] = field(default_factory=list)


def as_sent(message: Message) -> AsSent:
    """The message with its personal links. Never shown in the office: staff read `message.shown_html`.

    Once a message is sent its links are gone from the database, except in demo mode; they then read
    `[personal link]`. Raises SealBroken when the site's key has changed since.
    """
    secrets = unseal(message.secrets)
    return AsSent(
        message_id=message.message_id,
        sender=settings.DEFAULT_FROM_EMAIL,
        to=message.to,
        to_name=message.to_name,
        cc=list(message.cc),
        subject=message.subject,
        text=unsealed(message.text, secrets),
        html=unsealed(message.html, secrets, html=True),
        headers={
            "Message-ID": message.message_id,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
        files=[_file(attachment) for attachment in message.attachments.all()],
    )


def _file(attachment: MessageAttachment) -> File:
    content = attachment.document.content if attachment.document else attachment.content
    return File(attachment.filename, attachment.content_type, bytes(content or b""))


def words_in_use(keys: Iterable[str]) -> dict[str, tuple[int, str, str]]:
    """Kind → (version, subject, body) of the words in use; version 0 is the room's own. One query."""
    keys = set(keys)
    rows = Template.objects.in_use().filter(kind__in=keys).order_by()
    found = {key: (0, kind_named(key).subject, kind_named(key).body) for key in keys}
    for key, version, subject, body in rows.values_list("kind", "version", "subject", "body"):
        found[key] = (version, subject, body)
    return found


@dataclass(frozen=True)
class KindRow:
    """A kind on the list of templates."""

    kind: Kind
    in_use: Template | None
    waiting: Template | None
    messages: int

    @property
    def subject(self) -> str:
        return self.in_use.subject if self.in_use else self.kind.subject


def kind_rows() -> list[KindRow]:
    """Every kind with its words in use, its version waiting for a second person, and its number of messages."""
    in_use: dict[str, Template] = {}
    newest: dict[str, Template] = {}
    for template in Template.objects.order_by("kind", "version"):
        newest[template.kind] = template
        if template.in_use:
            in_use[template.kind] = template
    counts = dict(Message.objects.order_by().values_list("kind").annotate(Count("pk")))
    return [
        KindRow(
            kind,
            in_use.get(kind.key),
            newest[kind.key] if kind.key in newest and is_waiting(newest[kind.key]) else None,
            counts.get(kind.key, 0),
        )
        for kind in kinds()
    ]


def is_waiting(template: Template) -> bool:
    """Whether this version was written and never put into use."""
    return template.activated_at is None


def outbox_counts(rows: QuerySet[Message]) -> dict[str, int]:
    """How many messages are in each state, every state named. One query."""
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in MESSAGE.labels}


def needs_a_human() -> int:
    """How many messages are held, failed or uncertain: for the office's home page."""
    return Message.objects.needing_a_human().count()
