"""What a memorandum may say, when it ends, and when it is to be renewed or remembered."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from cadre.lib.dates import add_months, long_day

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

FIELDS: Mapping[str, str] = {
    "partner": "the partner’s name",
    "partner_address": "the partner’s address on one line",
    "provider": "the provider’s name",
    "lead": "the name of the partner’s lead",
    "qualifications": "the qualifications the partner delivers",
    "term_end": "the last day of its term",
    "term_months": "how long it lasts, in months",
    "minimum": "the number of people a group runs with",
}
"""What each merge field of a text holds, in words."""
MOST_SECTIONS = 40
_FIELD = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")
_HEADING = re.compile(r"^##\s+(.+?)\s*#*\s*$")


@cache
def _markdown() -> "MarkdownIt":
    """Loaded when a text is first read, and not at start-up."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline", "link", "autolink"])


@dataclass(frozen=True)
class Part:
    """A section as it is written: its heading and its Markdown."""

    heading: str
    body: str


def parts(source: str) -> list[Part]:
    """The sections of a text: each begins with a line `## Heading`. What stands before the first has no heading."""
    found: list[Part] = []
    heading, lines = "", list[str]()
    for line in source.replace("\r\n", "\n").split("\n"):
        if match := _HEADING.match(line):
            found.append(Part(heading, "\n".join(lines).strip()))
            heading, lines = match[1], []
        else:
            lines.append(line)
    found.append(Part(heading, "\n".join(lines).strip()))
    return [part for part in found if part.heading or part.body]


def text_faults(source: str) -> list[str]:
    """What is wrong with the sections of a text, as sentences; empty when nothing is. Fields are checked elsewhere."""
    found = parts(source)
    if not found:
        return ["Write at least one section. A section begins with a line such as ## Parties."]
    faults = []
    if not found[0].heading:
        faults.append("Begin with a heading: a line such as ## Parties.")
    faults += [f"Nothing stands under “{part.heading}”." for part in found if part.heading and not part.body]
    if len(found) > MOST_SECTIONS:
        faults.append(f"Use {MOST_SECTIONS} sections or fewer.")
    return faults


def used_fields(source: str) -> set[str]:
    return set(_FIELD.findall(source))


def lacking(source: str, values: Mapping[str, str]) -> list[str]:
    """The fields a text names that have no value for this partner, in the words of `FIELDS`."""
    return sorted(FIELDS.get(name, name) for name in used_fields(source) if not values.get(name, "").strip())


def sections(source: str, values: Mapping[str, str]) -> list[dict[str, Any]]:
    """The text with its values put in, as a document takes it (`documents.shapes.Section`).

    Values are put in after the Markdown has been read, so what a person typed is never read as Markdown.
    """
    return [{"heading": _filled(part.heading, values), "blocks": _blocks(part.body, values)} for part in parts(source)]


def _blocks(body: str, values: Mapping[str, str]) -> list[dict[str, Any]]:
    """Paragraphs, and lists of points; what is deeper is a point of its own."""
    blocks: list[dict[str, Any]] = []
    depth = 0
    for token in _markdown().parse(body):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
            if depth == 1:
                blocks.append({"points": True, "items": []})
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type in ("inline", "fence", "code_block"):
            words = _words(token.children or [], token.content, values)
            if depth:
                blocks[-1]["items"].append(words)
            elif words:
                blocks.append({"points": False, "items": [words]})
    return [block for block in blocks if block["items"]]


def _words(children: Sequence[Any], content: str, values: Mapping[str, str]) -> list[dict[str, Any]]:
    if not children:
        return [{"text": _filled(content.strip(), values), "strong": False}]
    words, strong = [], False
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            strong = child.type == "strong_open"
        elif child.type in ("softbreak", "hardbreak"):
            words.append({"text": " ", "strong": strong})
        elif child.content:
            words.append({"text": _filled(child.content, values), "strong": strong})
    return words


def _filled(source: str, values: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda found: " ".join(values.get(found[1], "").split()) or f"[{found[1]}]", source)


def term_end(*, months: int, today: date, before: date | None) -> date:
    """The first day after the term: `months` from today, or from the end of the one that is renewed while it holds."""
    return add_months(before if before is not None and before > today else today, months)


def is_due_for_renewal(ends_on: date | None, *, months: int, today: date) -> bool:
    """Whether the next one is proposed now: `months` before the end, and until it is drafted."""
    return ends_on is not None and add_months(today, months) >= ends_on


def is_due_for_reminder(last: datetime, *, days: int, now: datetime) -> bool:
    """Whether `days` have passed since it was sent or remembered last; 0 days is never."""
    return days > 0 and now - last >= timedelta(days=days)


def refuse_policy(*, term_months: int, renew_months: int) -> str | None:
    """Why such terms cannot be."""
    if renew_months >= term_months:
        return "A renewal is proposed within the term, so give fewer months."
    return None


def ended_words(ends_on: date) -> str:
    """`ends_on` is the first day on which it no longer holds."""
    return f"Its term ended on {long_day(ends_on - timedelta(days=1))}"
