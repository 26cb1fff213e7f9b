"""What a room hands over to be sent: a `Mail` of a declared `Kind`.

In a room's `emails.py`:

    RECEIVED = kind(
        "applications.received",
        name="Application received",
        fields={"name": "the applicant's name", "reference": "the application's reference", "resume_link": "…"},
    )

    def received(application: Application, link: str) -> Mail:
        return Mail(
            RECEIVED,
            to=application.email,
            to_name=application.name,
            fields={"name": application.name, "reference": application.ref, "resume_link": Secret(link)},
            about=application,
            key=f"applications.received:{application.pk}",
        )

The words stand in the room's `mail/received.md`: first `Subject: …`, an empty line, then markdown with `{{ name }}`.
Staff may write other words; these are what they start from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.db.models import Model

import cadre
from cadre.documents.models import Document
from cadre.messages.rules import Secret, Value

__all__ = ["Attachment", "Kind", "Mail", "Secret", "kind", "kind_named", "kinds"]


@dataclass(frozen=True)
class Attachment:
    """A file made for one message, such as a calendar entry. What is kept for good is a `documents.Document`."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Kind:
    """A sort of message. `careful`: better once too few than twice, so a doubtful one waits for a human."""

    key: str
    name: str
    fields: Mapping[str, str]
    when: str = ""
    careful: bool = False
    text: str = ""

    def __str__(self) -> str:
        return self.key

    @property
    def sent_when(self) -> str:
        """`when` as a phrase of its own: `Sent when an application is submitted`."""
        if not self.when:
            return ""
        joins = self.when.startswith(("when ", "as soon ", "after ", "before ", "with "))
        return f"Sent {self.when}" if joins else f"Sent when {self.when}"

    @property
    def room(self) -> str:
        return self.key.partition(".")[0]

    @cached_property
    def _written(self) -> tuple[str, str]:
        text = self.text or self.path.read_text(encoding="utf-8")
        first, _, body = text.replace("\r\n", "\n").partition("\n")
        if not first.startswith("Subject: "):
            raise ValueError(f"The text of {self.key} does not begin with “Subject: ”.")
        return first.removeprefix("Subject: ").strip(), body.strip()

    @property
    def path(self) -> Path:
        room, _, name = self.key.partition(".")
        return Path(cadre.__file__).parent / room / "mail" / f"{name}.md"

    @property
    def subject(self) -> str:
        """The subject as it came with the room."""
        return self._written[0]

    @property
    def body(self) -> str:
        """The body as it came with the room."""
        return self._written[1]


@dataclass(frozen=True)
class Mail:
    """One message to one person, before it is posted.

    `fields` gives a value for each field the text may name: a line, a list of lines, or a `Secret`. `key` says
    which message this is: a second one with the same key is never made. `cc` are bare addresses, for the few
    messages that a second person must see; one message never goes to a list.
    """

    kind: Kind | str
    to: str
    fields: Mapping[str, Value]
    key: str
    to_name: str = ""
    about: Model | None = None
    attachments: Sequence[Document | Attachment] = ()
    cc: Sequence[str] = field(default=())


_known: dict[str, Kind] = {}


def kind(
    key: str, *, name: str, fields: Mapping[str, str], when: str = "", careful: bool = False, text: str = ""
) -> Kind:
    """Declare a kind, `<room>.<name>`. `fields`: what each merge field holds, in words; `…link` holds an address.

    `when` completes “Sent when …”.
    `careful` is for invoices, contracts and decisions. `text` stands in for the file, in tests.
    """
    if key in _known:
        raise ValueError(f"Mail kind {key} is declared twice.")
    _known[key] = Kind(key, name, fields, when, careful, text)
    return _known[key]


def kind_named(key: str) -> Kind:
    """Raises LookupError for a kind that no room declares."""
    if key not in _known:
        raise LookupError(f"No mail kind is called {key}.")
    return _known[key]


def kinds() -> list[Kind]:
    """Every declared kind, by room and name."""
    return sorted(_known.values(), key=lambda known: (known.room, known.name))


def forget(key: str) -> None:
    """Take a declaration back, after a test."""
    _known.pop(key, None)
