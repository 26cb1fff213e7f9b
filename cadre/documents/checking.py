"""Whether a file is one of ours. Rooms above say what anybody who has it may know of it; no name is among that.

checking.provide(("memorandum",), lookup), with lookup(document, today) -> Checked or None
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from cadre.documents.models import Document


@dataclass(frozen=True)
class Checked:
    """`what` it is and its `ref`, which `file` of it this is, who signed by their part and when, and how it stands."""

    what: str
    ref: str
    file: str
    signed: list[tuple[str, datetime]]
    state: str
    state_kind: str = ""
    more: str = ""


Lookup = Callable[[Document, date], Checked | None]
_lookups: dict[str, Lookup] = {}


def provide(kinds: Iterable[str], lookup: Lookup) -> None:
    """Register who knows documents of these kinds."""
    for kind in kinds:
        _lookups[kind] = lookup


def found_by(fingerprint: str, today: date) -> Checked | None:
    """What is known of the file with this SHA-256, or None when it is none of ours. The bytes stay where they are."""
    files = Document.objects.without_content().filter(kind__in=list(_lookups), sha256=fingerprint)
    document = files.order_by("pk").first()
    return _lookups[document.kind](document, today) if document else None
