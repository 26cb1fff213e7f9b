"""What a page that refuses a form says and shows again: every form keeps what was typed, and says what is wrong."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from html.parser import HTMLParser

SUMMARY, MESSAGE = 'class="govuk-error-summary"', 'class="govuk-error-message"'
NOTICE = re.compile(r'class="(govuk-notification-banner|cd-notice|cd-toast|cd-flash)|role="(alert|status)"')


def faults_of(page: str, sent: Iterable[tuple[str, str]]) -> list[str]:
    """What is wrong with a page that refused `sent`, the fields that somebody fills in: nothing is a good page."""
    found = []
    if MESSAGE in page and SUMMARY not in page:
        found.append("says what is wrong at a field, and not in a summary")
    if MESSAGE not in page and SUMMARY not in page and not NOTICE.search(page):
        found.append("refuses, and does not say what is wrong")
    shown = Shown(page).values
    for name, value in sent:
        if not as_kept(value):
            continue
        if name not in shown:
            found.append(f"asks no more for {name}")
        elif as_kept(value) not in shown[name]:
            found.append(f"has lost what was given for {name}")
    return found


def as_kept(typed: str) -> str:
    """As a field may give it back: composed, its spaces and line ends alike."""
    letters = (one for one in unicodedata.normalize("NFC", typed) if unicodedata.category(one) != "Cf")
    return " ".join("".join(letters).split())


class Shown(HTMLParser):
    """What the fields of a page hold, by their names: typed, chosen or ticked."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, set[str]] = defaultdict(set)
        self._select, self._chosen = "", False
        self._area, self._text = "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name, kind, value = said.get("name", ""), said.get("type", "text").lower(), said.get("value", "")
        if tag == "select":
            self._select = name
            self.values[name] |= set()
        elif tag == "option" and self._select and "selected" in said:
            self.values[self._select].add(as_kept(value))
        elif tag == "textarea":
            self._area, self._text = name, ""
        elif tag == "input" and kind in ("radio", "checkbox"):
            self.values[name] |= {as_kept(said.get("value", "on"))} if "checked" in said else set()
        elif tag == "input" and name:
            self.values[name].add(as_kept(value))

    def handle_data(self, data: str) -> None:
        self._text += data if self._area else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea" and self._area:
            self.values[self._area].add(as_kept(self._text))
            self._area = ""
