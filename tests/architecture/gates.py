"""What the house forbids, each as a function over one file's path and text.

A gate yields (line, what is wrong). `GATES` says which files each one reads and which are excused by name.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

type_of_gate = Callable[[str, str], Iterator[tuple[int, str]]]

LONGEST_FILE = 400
LONGEST_VIEW = 30
LONGEST_TEMPLATE = 300
WIDEST_LINE = 120
WIDEST_PIECE = 250
WALL_CLOCK = {
    *(("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow")),
    ("timezone", "now"),
}
# Fees and rates of the provider in pence, and course fees in pounds. They are rows with dates, never code.
ROOMS_OF_MONEY = ("finance", "applications", "programmes", "documents")
RATES = {2_500, 40_000, 50_000, 60_000, 70_000, 80_000, 95_000, 125_000, 225_000, 495_000, 950, 1_250, 2_250, 4_950}


def save_overrides(_path: str, text: str) -> Iterator[tuple[int, str]]:
    for node in _walk(text, ast.ClassDef):
        for part in node.body:
            if isinstance(part, ast.FunctionDef) and part.name in ("save", "delete"):
                yield part.lineno, f"{node.name}.{part.name} is overridden; write an action"


def signals(_path: str, text: str) -> Iterator[tuple[int, str]]:
    for line, module in _imports(text):
        if module.endswith(".signals") or ".signals." in module or module.startswith("django.dispatch"):
            yield line, f"{module}: no signals; write a line in automation/reactions.py"


def wall_clock(_path: str, text: str) -> Iterator[tuple[int, str]]:
    for node in _walk(text, ast.Attribute):
        if (_last_name(node.value), node.attr) in WALL_CLOCK:
            yield node.lineno, f"{_last_name(node.value)}.{node.attr}: take the time from cadre.lib.clock"
    for call in _walk(text, ast.Call):
        if _last_name(call.func) in ("localtime", "localdate") and not call.args:
            yield call.lineno, f"{_last_name(call.func)}(): take the time from cadre.lib.clock"
        for keyword in call.keywords:
            if keyword.arg in ("auto_now", "auto_now_add"):
                yield call.lineno, f"{keyword.arg} does not follow the site's clock; default=clock.now"


def clock_in_decisions(_path: str, text: str) -> Iterator[tuple[int, str]]:
    for call in _walk(text, ast.Call):
        if isinstance(call.func, ast.Attribute) and _last_name(call.func.value) == "clock":
            if call.func.attr in ("now", "today"):
                yield call.lineno, f"clock.{call.func.attr}(): rules and actions are given today and now"


def keyword_only(_path: str, text: str) -> Iterator[tuple[int, str]]:
    for function in _functions(text):
        names = [argument.arg for argument in function.args.args]
        # A duty of the timetable is called as duty(today, now).
        if function.name.startswith("_") or names[:1] in (["today"], ["now"]):
            continue
        for name in names[1:]:
            if name in ("by", "today", "now"):
                yield function.lineno, f"{function.name}: `{name}` is passed by keyword only"


def data_in_views(_path: str, text: str) -> Iterator[tuple[int, str]]:
    for node in _walk(text, ast.Attribute):
        if node.attr in ("objects", "save", "delete", "bulk_create"):
            yield node.lineno, f".{node.attr} in a view; load by …_visible_to(user), change by one action"
    for call in _walk(text, ast.Call):
        if _last_name(call.func) in ("get_object_or_404", "get_list_or_404") and call.args:
            if isinstance(call.args[0], ast.Name) and call.args[0].id[:1].isupper():
                yield call.lineno, f"{call.args[0].id} is fetched from all rows; fetch from …_visible_to(user)"


def long_views(_path: str, text: str) -> Iterator[tuple[int, str]]:
    for function in _functions(text):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > LONGEST_VIEW:
            yield function.lineno, f"{function.name} has {length} lines; a view has {LONGEST_VIEW} at most"


def refusals_without_field(_path: str, text: str) -> Iterator[tuple[int, str]]:
    words = "form.add_error(None, str(…)): form.add_refusal(…) shows it at the field that is at fault"
    yield from _matches(text, r"\.add_error\(None, str\(", words)


def unescaped(_path: str, text: str) -> Iterator[tuple[int, str]]:
    for line, module in _imports(text):
        if module.endswith((".mark_safe", ".SafeText")):
            yield line, f"{module}: use format_html, or a component of ui"
    for call in _walk(text, ast.Call):
        if _last_name(call.func) in ("mark_safe", "SafeString", "SafeText"):
            yield call.lineno, f"{_last_name(call.func)}(): use format_html, or a component of ui"


def floats(_path: str, text: str) -> Iterator[tuple[int, str]]:
    for node in _walk(text, ast.expr):
        if isinstance(node, ast.Name) and node.id in ("float", "FloatField"):
            yield node.lineno, f"{node.id}: money is whole pence"
        elif isinstance(node, ast.Attribute) and node.attr == "FloatField":
            yield node.lineno, "FloatField: money is whole pence"
        elif isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno, f"{node.value}: money is whole pence"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            yield node.lineno, "/ makes a float: divide pence with // or divmod"


def policy_literals(path: str, text: str) -> Iterator[tuple[int, str]]:
    rates = RATES if path.split("/")[1] in ROOMS_OF_MONEY else set()
    for node in _walk(text, ast.Constant):
        if type(node.value) is int and 2000 < node.value < 2100:
            yield node.lineno, f"{node.value} is a year in code; dates are rows or arguments"
        elif type(node.value) is int and node.value in rates:
            yield node.lineno, f"{node.value} is a rate of the provider in code; rates are rows with dates"


def no_docstring(_path: str, text: str) -> Iterator[tuple[int, str]]:
    if not ast.get_docstring(ast.parse(text)):
        yield 1, "a room opens with a docstring that says what it is for"


def long_files(_path: str, text: str) -> Iterator[tuple[int, str]]:
    if (length := len(text.splitlines())) > LONGEST_FILE:
        yield LONGEST_FILE, f"{length} lines; at {LONGEST_FILE} there are two rooms inside"


def long_templates(_path: str, text: str) -> Iterator[tuple[int, str]]:
    if (length := len(text.splitlines())) > LONGEST_TEMPLATE:
        yield LONGEST_TEMPLATE, f"{length} lines; a template has {LONGEST_TEMPLATE} at most"


def wide_templates(_path: str, text: str) -> Iterator[tuple[int, str]]:
    """A line that is one template tag, one attribute or words without a space cannot end sooner: it may be wider."""
    for number, line in enumerate(text.splitlines(), 1):
        tags = re.sub(r"\{\{.*?\}\}|\{#.*?#\}", "x", re.sub(r"\{%.*?%\}", "%", line.strip()))
        could_end = re.search(r"\s|><|%%", re.sub(r'"[^"]*"', "", tags))
        widest = WIDEST_LINE if could_end else WIDEST_PIECE
        if len(line) > widest:
            yield number, f"{len(line)} characters; a line of a template has {widest} at most"


def unescaped_templates(_path: str, text: str) -> Iterator[tuple[int, str]]:
    yield from _matches(text, r"\|\s*safe(seq)?\b", "the safe filter: text from people is escaped")
    yield from _matches(text, r"\bautoescape\s+off\b", "autoescape off: text from people is escaped")
    yield from _matches(text, r"\{%\s*filter\s+safe\b", "filter safe: text from people is escaped")


def inline_code(_path: str, text: str) -> Iterator[tuple[int, str]]:
    yield from _matches(text, r"\sstyle\s*=", "an inline style: the content policy forbids it")
    yield from _matches(text, r"<style\b", "a style element: the content policy forbids it")
    yield from _matches(text, r"<script\b(?![^>]*\bsrc=)", "an inline script: the content policy forbids it")
    yield from _matches(text, r"\son[a-z]+\s*=", "an inline handler: the content policy forbids it")
    yield from _matches(text, r"javascript:", "a script address: the content policy forbids it")


# Written in pieces, so that this file does not hold what it looks for.
_HOSTS = "|".join(["py" + r"pi\.org", "python" + "hosted", r"registry\." + "npmjs", r"deb\." + "debian"])
_FOLDERS = "|".join(["wo" + "rk", "far" + "m", "ro" + "ot", "tm" + "p", r"home/\w+", r"Users/\w+"])


def hosts_and_machines(_path: str, text: str) -> Iterator[tuple[int, str]]:
    yield from _matches(text, _HOSTS, "a package index named by its host")
    yield from _matches(text, rf"(?<![\w.~}}/-])/({_FOLDERS})/", "a path of one machine")


def unlocked(_path: str, text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line and line[0].isalnum() and not line.endswith("\\"):
            yield number, f"{line} has no hash"
    yield from _matches(text, r"^\s*(--(extra-)?index-url|--find-links|-f |-i )", "an index named in a lock file")


def joined_to_a_lock(_path: str, text: str) -> Iterator[tuple[int, str]]:
    """Two shapes of it: both in one chain of calls, and `of=("self",)`, which is for rows that something is joined to.

    Where every joined row is locked too, it is read after the wait as well.
    """
    for call in _walk(text, ast.Call):
        name, chain = _last_name(call.func), [call, *_calls_before(call)]
        locks = [one for one in chain if _last_name(one.func) == "select_for_update"]
        joins = [one for one in chain if _last_name(one.func) == "select_related"]
        of = {word for one in locks for key in one.keywords if key.arg == "of" for word in _strings(key.value)}
        if name == "select_for_update" and not joins and of == {"self"}:
            yield call.lineno, "of=('self',): what is joined is read before the wait; use held of journal.locking"
        if name in ("select_for_update", "select_related") and locks and joins:
            paths = [arg for one in joins for arg in one.args]
            named = [_steps(arg.value) if isinstance(arg, ast.Constant) else {"?"} for arg in paths]
            if not paths or not set().union(*named) <= of:
                yield call.lineno, "what is joined is read before the wait; use held of journal.locking"


@dataclass(frozen=True)
class Gate:
    """`reads` matches the paths it looks at; `excused` are the ones allowed by name, each with its reason beside it."""

    find: type_of_gate
    reads: str
    excused: frozenset[str] = field(default_factory=frozenset)

    def applies(self, path: str) -> bool:
        return re.fullmatch(self.reads, path) is not None


_CODE = r"cadre/(?!.*/(tests|migrations)/).*\.py"
# A room's `reference` holds the published rows it starts with, each with its day and source.
_DECIDING_CODE = r"cadre/(?!.*/(tests|migrations|reference)/)(?!.*/reference\.py).*\.py"
_VIEWS = r"cadre/\w+/views(/\w+)*\.py"
_TEMPLATES = r"cadre/.*/templates/.*\.html"
# Mail readers know no style sheets, and the frame holds a message whose parts were escaped when it was written.
_MAIL_FRAME = frozenset({"cadre/messages/templates/messages/mail.html"})
GATES: dict[str, Gate] = {
    "save overrides": Gate(
        save_overrides,
        _CODE,
        # Append-only rows refuse a second save; that is a guard, not behaviour.
        frozenset({"cadre/journal/models.py", "cadre/documents/models.py"}),
    ),
    "signals": Gate(signals, _CODE),
    "wall clock": Gate(
        wall_clock,
        _CODE,
        # The one place that reads it, and the queue, whose retries follow real time when the demo's date moves.
        frozenset({"cadre/lib/clock.py", "cadre/journal/queue.py"}),
    ),
    "clock in decisions": Gate(clock_in_decisions, r"cadre/\w+/(rules|actions)(/\w+)*\.py"),
    "keyword only": Gate(keyword_only, r"cadre/\w+/actions(/\w+)*\.py"),
    "data in views": Gate(data_in_views, _VIEWS),
    "long views": Gate(long_views, _VIEWS),
    "refusals without field": Gate(refusals_without_field, _VIEWS),
    "unescaped": Gate(
        unescaped,
        _CODE,
        # Components write markup from escaped parts; their samples are invented; segno escapes a QR code's title.
        frozenset(
            {
                *("cadre/ui/components/svg.py", "cadre/ui/sample_values.py", "cadre/ui/markup.py"),
                *(
                    "cadre/ui/tags/parts.py",
                    "cadre/ui/tags/lists.py",
                    "cadre/ui/components/qr.py",
                    "cadre/ui/markup.py",
                ),
            }
        ),
    ),
    "floats": Gate(floats, r"cadre/(finance/(?!tests/|migrations/|management/).*|lib/money)\.py"),
    "policy literals": Gate(
        policy_literals,
        _DECIDING_CODE,
        # Invented values for the gallery and for looking at documents.
        frozenset({"cadre/ui/sample_values.py", "cadre/documents/samples.py"}),
    ),
    "no docstring": Gate(no_docstring, r"cadre/\w+/__init__\.py"),
    "long files": Gate(long_files, r"(?!.*/migrations/).*\.py"),
    "long templates": Gate(long_templates, _TEMPLATES),
    "wide templates": Gate(wide_templates, _TEMPLATES, _MAIL_FRAME),
    "unescaped templates": Gate(unescaped_templates, _TEMPLATES, _MAIL_FRAME),
    "inline code": Gate(inline_code, _TEMPLATES, _MAIL_FRAME),
    "hosts and machines": Gate(hosts_and_machines, r".*"),
    "joined to a lock": Gate(
        joined_to_a_lock,
        _CODE,
        # An entry of the journal never changes, so it is the same before the wait as after.
        frozenset({"cadre/journal/tasks.py"}),
    ),
    "unlocked": Gate(unlocked, r"requirements/\w+\.txt"),
}


def faults(name: str, path: str, text: str) -> list[str]:
    """`path:line: what is wrong` for everything that the gate called `name` finds."""
    gate = GATES[name]
    if not gate.applies(path) or path in gate.excused:
        return []
    return [f"{path}:{line}: {words}" for line, words in gate.find(path, text)]


@lru_cache(maxsize=2)
def _nodes(text: str) -> tuple[ast.AST, ...]:
    """Of the file that every gate reads in turn."""
    return tuple(ast.walk(ast.parse(text)))


def _walk(text: str, kind: type) -> Iterator:
    return (node for node in _nodes(text) if isinstance(node, kind))


def _functions(text: str) -> Iterator[ast.FunctionDef]:
    return _walk(text, ast.FunctionDef)


def _imports(text: str) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything a file imports."""
    for node in _nodes(text):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module or ''}.{name.name}") for name in node.names)


def _last_name(node: ast.expr) -> str:
    """`now` of `clock.now` and of `now`; empty for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _calls_before(call: ast.Call) -> Iterator[ast.Call]:
    """Of `a.b().c().d()`, whose last call is given: `a.b().c()`, then `a.b()`."""
    node: ast.expr = call.func
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.value if isinstance(node, ast.Attribute) else node.func
        if isinstance(node, ast.Call):
            yield node


def _strings(node: ast.expr) -> set[str]:
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def _steps(path: str) -> set[str]:
    """`event` and `event__group` of `event__group`."""
    parts = path.split("__")
    return {"__".join(parts[: number + 1]) for number in range(len(parts))}


def _matches(text: str, pattern: str, words: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(pattern, line):
            yield number, words
