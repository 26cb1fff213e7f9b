"""Somebody who goes wherever links lead and fills in whatever form they meet, with sense or without, with files too.

In a test a few steps by a known seed; by hand as long as one likes, on a copy of a loaded demo network: `make wander`.

Whatever breaks is told with the address, what was sent, and where it broke. What a page refuses is no fault.
"""

import re
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from tests.attached import Attached, attached, sent_with
from tests.said_again import faults_of

SENT = "application/x-www-form-urlencoded"
NOT_FOLLOWED = re.compile(r"/static/|/sign-out/|/account/sign-out/|/demo/|.*[?&]format=")
KEYS = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)+|[A-Z0-9]{8,}|\d+")
MOST_OF_A_KIND = 12
OFTEN = 0.1
"""How often somebody goes where files are taken, once they know such a page: there are three, among hundreds."""
NONSENSE = [
    *("", "0", "-1", "12", "99999999999", "٣", "£12.50", "31/02/2027", "2027-02-31", "a@b.example", "é 😀 <b>x</b>"),
    *("x" * 301, "NG5 6QT", "07700 900123", "' or 1=1 --", "=1+1"),
]
SENSE = ["Because it is so", "Northgate Primary School", "Helen Marsh", "A reason that tells something"]


@dataclass
class Form:
    """A form as it stands on a page: its fields with what they hold, the choices of each, its buttons."""

    method: str
    action: str
    held: list[tuple[str, str]] = field(default_factory=list)
    typed: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    ticks: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


@dataclass
class Filled:
    """What is sent, where to if the button pressed says so, and what is attached where a form takes files."""

    sent: list[tuple[str, str]]
    action: str = ""
    files: list[tuple[str, Attached | None]] = field(default_factory=list)
    by_hand: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        """As a fault is told: names of files, not what they hold."""
        named = [(name, f"file {one.name[:60]!r}" if one else "no file") for name, one in self.files]
        return str(self.sent + named)


class Forms(HTMLParser):
    """The forms of a page, in their order. What is disabled is left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._open: Form | None = None
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form((said.get("method") or "get").lower(), said.get("action", ""))
            self.found.append(self._open)
        elif self._open is not None and "disabled" not in said:
            self._field(self._open, tag, said)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""

    def _field(self, form: Form, tag: str, said: dict[str, str]) -> None:
        name, kind, value = said.get("name", ""), said.get("type", "text").lower(), said.get("value", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            form.choices[self._select].append(value)
        elif tag == "button":
            form.buttons.append((name, value, said.get("formaction", "")))
        elif tag == "textarea" and name:
            form.typed.append((name, ""))
        elif tag == "input" and name:
            if kind == "hidden":
                form.held.append((name, value))
            elif kind == "radio":
                form.choices[name].append(said.get("value", "on"))
            elif kind == "checkbox":
                form.ticks.append((name, said.get("value", "on")))
            elif kind == "file":
                form.files.append(name)
            else:
                form.typed.append((name, value))


def links(page: str, path: str) -> list[str]:
    """Where the page at `path` leads, within this site."""
    at = [unescape(one) for one in re.findall(r'\bhref="([^"#]+)', page)]
    whole = [path.partition("?")[0] + one if one.startswith("?") else one for one in at]
    return [one for one in whole if one.startswith("/")]


@dataclass
class Wanderer:
    """`clients`: who wanders, by name; whoever is named begins at home. `steps` does so many: a line for each fault."""

    clients: dict[str, Any]
    random: Random
    known: dict[str, list[str]] = field(default_factory=dict)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    seen: Counter[tuple[str, ...]] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)
    with_files: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    attached: int = 0

    def steps(self, number: int) -> Iterator[str]:
        for _ in range(number):
            who = self.random.choice(sorted(self.clients))
            known = self.known.setdefault(who, ["/", "/home/"])
            often = self.with_files[who] if self.random.random() < OFTEN else []
            yield from self._step(who, self.random.choice(often or known))

    def _step(self, who: str, path: str) -> Iterator[str]:
        answer = yield from self._ask(who, path)
        if answer is None:
            return
        if answer.status_code == 404:
            self.known[who].remove(path)  # it is gone, or was another one's to open
        if answer.status_code != 200 or answer.streaming or not answer.headers["Content-Type"].startswith("text/html"):
            return
        page = answer.content.decode()
        self._learn(who, path, page)
        forms = [form for form in Forms(page).found if not NOT_FOLLOWED.match(form.action)]
        if any(form.files for form in forms) and path not in self.with_files[who]:
            self.with_files[who].append(path)
        if forms:
            form = self.random.choice(forms)
            filled = self._filled(form)
            there = filled.action or form.action or path
            whole = path.partition("?")[0] + there if there.startswith("?") else there
            answer = yield from self._ask(who, whole, filled, form.method)
            yield from self._judged(who, whole, filled, answer)

    def _ask(self, who: str, path: str, filled: Filled | None = None, method: str = "get"):
        """The answer, or None after a fault."""
        client, sent = self.clients[who], filled.sent if filled else []
        try:
            if method != "post":
                answer = client.get(f"{path.partition('?')[0]}?{urlencode(sent)}" if sent else path)
            elif filled and filled.files:
                answer = client.post(path, **sent_with(sent, filled.files))
                self.attached += 1
            else:
                answer = client.post(path, urlencode(sent), content_type=SENT)
        except Exception as fault:
            yield from self._told(who, method, path, filled, fault)
            return None
        self.answers[answer.status_code] += 1
        if answer.status_code in (301, 302, 303):
            self._note(who, answer.headers["Location"])
        return answer

    def _judged(self, who: str, path: str, filled: Filled, answer: Any) -> Iterator[str]:
        """A refusal that does not say what is wrong, or loses what was given: one line for each kind of page."""
        if answer is None or answer.status_code != 422 or answer.streaming:
            return
        given = [one for one in filled.sent if one[0] in filled.by_hand]
        for fault in faults_of(answer.content.decode(), given):
            where = (KEYS.sub("…", path.partition("?")[0]), fault)
            self.seen[where] += 1
            if self.seen[where] == 1:
                yield f"{who}: POST {path} {filled}: {fault}"

    def _told(self, who: str, method: str, path: str, filled: Filled | None, fault: Exception):
        """One line for each place where it broke."""
        last = [one for one in traceback.extract_tb(fault.__traceback__) if "/cadre/" in one.filename][-1:]
        where = (type(fault).__name__, *(f"{Path(one.filename).name}:{one.lineno}" for one in last))
        self.seen[where] += 1
        if self.seen[where] == 1:
            yield f"{who}: {method.upper()} {path} {filled or ''}: {fault!r} at {' '.join(where)}"

    def _learn(self, who: str, path: str, page: str) -> None:
        for one in links(page, path):
            self._note(who, one)

    def _note(self, who: str, path: str) -> None:
        kind = (who, KEYS.sub("…", path.partition("?")[0]))
        if not path.startswith("/") or NOT_FOLLOWED.match(path) or path in self.known[who]:
            return
        self.kinds[kind] += 1
        if self.kinds[kind] <= MOST_OF_A_KIND:
            self.known[who].append(path)

    def _filled(self, form: Form) -> Filled:
        chance, sent = self.random, list(form.held)
        sent += [(name, value if value and chance.random() < 0.6 else self._words(name)) for name, value in form.typed]
        sent += [(name, chance.choice(values)) for name, values in form.choices.items() if chance.random() < 0.95]
        sent += [one for one in form.ticks if chance.random() < 0.5]
        name, value, action = chance.choice(form.buttons) if form.buttons else ("", "", "")
        chosen = [(one, chance.choice(attached()) if chance.random() < 0.95 else None) for one in form.files]
        by_hand = {*dict(form.typed), *form.choices, *dict(form.ticks)}
        return Filled(sent + [(name, value)] if name else sent, action, chosen, by_hand)

    def _words(self, name: str) -> str:
        chance = self.random
        if chance.random() < 0.15:
            return chance.choice(NONSENSE)
        for part, value in (
            ("email", f"p{chance.randint(1, 999)}@schools.example"),
            ("day", str(chance.randint(1, 28))),
            ("month", str(chance.randint(1, 12))),
            ("year", str(chance.choice([1985, 2026, 2027]))),
            ("phone", "07700 900123"),
            ("postcode", "NG5 6QT"),
        ):
            if part in name:
                return value
        if re.search(r"size|places|number|count|km|amount|many|pence|minimum", name):
            return str(chance.choice([0, 1, 5, 12, 24, 400]))
        if re.search(r"date|_on$|^on$|start|from|until|closes|opens", name):
            return f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{chance.choice([2026, 2027])}"
        return chance.choice(SENSE)
