"""The text of a message: staff's words, with values put in once.

A template is markdown with `{{ field }}`. Nothing else is understood: no attributes, no filters, no logic. Values
are put in after the markdown has been read, so what a person typed is never read as markdown, HTML or a field.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING

import nh3

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

Value = str | Sequence[str]
SUBJECT_LIMIT = 200
NAME_LIMIT = 100
FIELD = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")
_BRACES = re.compile(r"\{\{[^{}\n]*\}\}")
SEALED = re.compile("\ue000([a-z0-9_]+)\ue001")
_SLOT = re.compile(r"xFIELDx([a-z0-9_]+)xENDx")
_ALONE_HTML = re.compile(r"<p>xFIELDx([a-z0-9_]+)xENDx</p>")
_ALONE_TEXT = re.compile(r"^xFIELDx([a-z0-9_]+)xENDx$", re.M)
_HREF = re.compile(r'href="xFIELDx([a-z0-9_]+)xENDx"')
_MD_LINK = re.compile(r"\[([^\]\n]+)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_ADDRESS = re.compile(
    r"(?i)(?:[a-z][a-z0-9+.\-]*://|www\.)\S+|(?<![\w@.\-])(?:[a-z0-9\-]+\.)+[a-z]{2,}(?![\w@\-])(?!\.\w)\S*"
)
_HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ue000\ue001\ud800-\udfff]")
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h1", "h2", "h3", "blockquote", "hr", "code"}


@cache
def _markdown() -> "MarkdownIt":
    """Loaded when a text is first read, and not at start-up."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline"])


class Secret(str):
    """A value for the reader alone, such as a one-time link or a code: kept sealed until sent, never shown to staff."""


@dataclass(frozen=True)
class Rendered:
    """`text` and `html` hold a mark for each secret; `unsealed` puts the secrets in."""

    subject: str
    text: str
    html: str
    secrets: Mapping[str, str]


def is_link(field: str) -> bool:
    """Whether a field holds an address: its name is `link` or ends in `_link`."""
    return field == "link" or field.endswith("_link")


def used_fields(*sources: str) -> list[str]:
    """The fields a template names, in order, each once."""
    return list(dict.fromkeys(name for source in sources for name in FIELD.findall(source)))


def subject_faults(source: str, fields: Mapping[str, str]) -> list[str]:
    """Why this subject cannot be used, as sentences; empty when it can."""
    faults = _field_faults(source, fields)
    if not source.strip():
        faults.append("Enter a subject.")
    if "\n" in source or "\r" in source:
        faults.append("A subject is one line.")
    if len(source) > SUBJECT_LIMIT:
        faults.append(f"Use {SUBJECT_LIMIT} characters or fewer in the subject.")
    faults.extend(
        f"{_shown(name)} is a link, and a link does not work in a subject."
        for name in used_fields(source)
        if is_link(name)
    )
    return faults


def body_faults(source: str, fields: Mapping[str, str]) -> list[str]:
    """Why this text cannot be used, as sentences; empty when it can."""
    faults = _field_faults(source, fields)
    if not source.strip():
        faults.append("Enter the text of the message.")
    for label, address in _MD_LINK.findall(FIELD.sub(r"{{\1}}", source)):
        name = FIELD.fullmatch(address)
        if name and not is_link(name[1]):
            faults.append(f"“{label}” leads to {_shown(name[1])}, which is not a link.")
        elif not name and not re.match(r"(?i)https?://|mailto:|tel:", address):
            faults.append(f"“{label}” needs a whole address, such as https://example.org/page.")
    return faults


def _field_faults(source: str, fields: Mapping[str, str]) -> list[str]:
    faults = []
    for name in used_fields(source):
        if name not in fields:
            near = get_close_matches(name, fields, n=1)
            hint = (
                f"Did you mean {_shown(near[0])}?"
                if near
                else f"There are: {', '.join(map(_shown, fields)) or 'none'}."
            )
            faults.append(f"There is no field {_shown(name)}. {hint}")
    rest = FIELD.sub("", source)
    example = _shown(next(iter(fields), "name"))
    faults += [f"{wrong} is not a field. A field is one word, such as {example}." for wrong in _BRACES.findall(rest)]
    rest = _BRACES.sub("", rest)
    if "{{" in rest:
        faults.append("A {{ is not closed by }}.")
    if "}}" in rest:
        faults.append("A }} has no {{ before it.")
    return faults


def _shown(name: str) -> str:
    return "{{ " + name + " }}"


def lacking(names: Sequence[str], values: Mapping[str, Value]) -> list[str]:
    """The fields among `names` that have no value to show. A link that is no web address counts as lacking."""
    return [
        name for name in names if not _plain(values.get(name, "")) or (is_link(name) and not _is_address(values[name]))
    ]


def _is_address(value: Value) -> bool:
    return isinstance(value, str) and re.match(r"https?://[^\s\"<>]+$|mailto:[^\s\"<>]+$", value) is not None


def render(subject: str, body: str, values: Mapping[str, Value]) -> Rendered:
    """Fill a template whose faults have been refused. Values that are lacking are shown as `[name]`."""
    names = used_fields(subject, body)
    missing = set(lacking(names, values))
    values = {name: f"[{name.replace('_', ' ')}]" if name in missing else values[name] for name in names}
    html, text = _skeletons(body)
    html = _ALONE_HTML.sub(lambda found: _block(values[found[1]], found[1]), html)
    html = _HREF.sub(lambda found: f'href="{escape(_sealed(values[found[1]], found[1]), quote=True)}"', html)
    html = _SLOT.sub(lambda found: _inline(values[found[1]], found[1]), html)
    text = _ALONE_TEXT.sub(lambda found: _text(values[found[1]], found[1], "\n- "), text)
    text = _SLOT.sub(lambda found: _text(values[found[1]], found[1], ", "), text)
    head = FIELD.sub(lambda found: _header_words(values[found[1]]), subject)
    secrets = {name: str(value) for name, value in values.items() if isinstance(value, Secret)}
    return Rendered(" ".join(head.split())[:SUBJECT_LIMIT], text, html, secrets)


def unsealed(text: str, secrets: Mapping[str, str], *, html: bool = False) -> str:
    """`text` with the secrets in their places; one that is gone reads `[personal link]`."""

    def put(found: re.Match[str]) -> str:
        value = secrets.get(found[1], f"[personal {'link' if is_link(found[1]) else 'code'}]")
        return escape(value, quote=True) if html else value

    return SEALED.sub(put, text)


def masked_html(html: str) -> str:
    """A message's HTML as staff may see it: a secret's link is no longer a link."""
    html = re.sub('<a href="(\ue000[^"]*\ue001)"[^>]*>\\1</a>', r"\1", html)
    html = re.sub('<a href="\ue000[^"]*\ue001"[^>]*>(.*?)</a>', r"\1 <code>[personal link]</code>", html, flags=re.S)
    return unsealed(html, {}, html=True)


@lru_cache(maxsize=256)
def _skeletons(body: str) -> tuple[str, str]:
    """The HTML and the plain text of a template, with a slot where each value goes."""
    source = FIELD.sub(r"xFIELDx\1xENDx", body.replace("\r\n", "\n").strip())
    html = nh3.clean(
        _markdown().render(source),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    text = _MD_LINK.sub(r"\1: \2", source)
    text = re.sub(r"(?m)^#{1,6}\s+", "", text)
    text = re.sub(r"\*\*(\S.*?\S|\S)\*\*", r"\1", text)
    return html.strip(), re.sub(r"(?m)\\$| +$", "", text)


def _sealed(value: Value, name: str) -> str:
    return f"\ue000{name}\ue001" if isinstance(value, Secret) else _plain(value)


def _plain(value: Value) -> str:
    if not isinstance(value, str):
        return ", ".join(filter(None, map(_plain, value)))
    return _HIDDEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()


def _unlinked(text: str) -> str:
    """Text that mail programs do not turn into a link: an invisible joiner follows each dot of an address."""
    return _ADDRESS.sub(lambda found: found[0].replace(".", ".\u200c").replace("://", ":\u200c//"), text)


def _inline(value: Value, name: str) -> str:
    if is_link(name):
        address = escape(_sealed(value, name), quote=True)
        return f'<a href="{address}">{address.removeprefix("mailto:")}</a>'
    if isinstance(value, Secret):
        return f"<strong>{_sealed(value, name)}</strong>"
    return escape(_unlinked(" ".join(_plain(value).split())))


def _block(value: Value, name: str) -> str:
    if isinstance(value, Secret) or is_link(name):
        return f"<p>{_inline(value, name)}</p>"
    if isinstance(value, str):
        return f"<p>{escape(_unlinked(_plain(value))).replace(chr(10), '<br>')}</p>"
    rows = "".join(f"<li>{_inline(item, '')}</li>" for item in value if _plain(item))
    return f"<ul>{rows}</ul>"


def _text(value: Value, name: str, between: str) -> str:
    if isinstance(value, Secret):
        return _sealed(value, name)
    if isinstance(value, str):
        words = _plain(value) if between.startswith("\n") else " ".join(_plain(value).split())
        return words.removeprefix("mailto:") if is_link(name) else _unlinked(words)
    return between.lstrip("\n").removesuffix(", ") + between.join(
        _unlinked(_plain(item)) for item in value if _plain(item)
    )


def _header_words(value: Value) -> str:
    """A value in a subject: one line, short, and without any address."""
    return " ".join(_ADDRESS.sub("", _plain(value)).split())[:NAME_LIMIT]
