"""What a room declares of a dated policy: its model, its words, whose it is, and what no version may say.

POLICIES = [DatedPolicy(QueuePolicy, "Offers from the waiting list", "Waiting list", "waiting_list", fields={…})]
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import slugify

from cadre.rulebook.says import Says

Values = dict[str, Any]
LONGEST_KEY = 40


@dataclass(frozen=True)
class DatedPolicy:
    """`resource`: who may read it by the access matrix, and who may change it by its `verb`.

    Rows with the same `keys` are one line: what holds, held and will hold of one thing. A policy that `is_list` has
    lines that are added, and end where the row `may_end`; `made_from`: (the key's column, the field it is made from
    once). `sentence` says a row in words, `named` which line it belongs to. `refuse(**values)` and
    `refuse_among(values, values of the other lines that day)` give a reason or "". `read` takes a row apart into the
    values of `fields`, `write` makes columns of them; `after(row, values)` writes what hangs on a new row. `preview`
    gives the template, and what it shows, of how values look to whom they are for; some of them may be missing.
    """

    model: type[models.Model]
    title: str
    area: str
    resource: str
    fields: Mapping[str, Says]
    verb: str = "C"
    keys: Mapping[str, Says] = field(default_factory=dict)
    is_list: bool = False
    may_end: Callable[[Any], bool] = bool
    made_from: tuple[str, str] | None = None
    notice_days: int = 0
    note: str = ""
    sentence: Callable[[Any], str] | None = None
    named: Callable[[Any], str] | None = None
    refuse: Callable[..., str] | None = None
    refuse_among: Callable[[Values, Sequence[Values]], str] | None = None
    read: Callable[[Any], Values] | None = None
    write: Callable[[Values], Values] | None = None
    after: Callable[[Any, Values], None] | None = None
    preview: Callable[[Values], tuple[str, Any]] | None = None
    related: tuple[str, ...] = ()

    @property
    def has_preview(self) -> bool:
        return self.preview is not None

    @property
    def slug(self) -> str:
        return slugify(str(self.model._meta.verbose_name))

    def rows(self) -> models.QuerySet[Any]:
        """All versions of all lines, in the order of their keys."""
        return self.model._default_manager.prefetch_related(*self.related).order_by(*self._order, "pk")

    @property
    def key_columns(self) -> list[str]:
        return [*self.keys, *([self.made_from[0]] if self.made_from else [])]

    @property
    def _order(self) -> list[str]:
        ranked = ["position"] if self.column("position") else []
        return [*self.keys, *ranked, *self.key_columns[len(self.keys) :]]

    def column(self, name: str) -> Any:
        """The model's field of this name, or None for what is no column of it."""
        try:
            return self.model._meta.get_field(name)
        except FieldDoesNotExist:
            return None

    def key_of(self, row: Any) -> Values:
        """What tells the row's line from the others."""
        columns = [self.column(name).attname for name in self.key_columns]
        return {name: getattr(row, name) for name in columns}

    def line_of(self, row: Any, rows: Iterable[Any]) -> list[Any]:
        """Those of `rows` that belong to the row's line."""
        return [one for one in rows if self.key_of(one) == self.key_of(row)]

    def values(self, row: Any) -> Values:
        """The values of a row as its fields take them."""
        found = self.read(row) if self.read else {name: getattr(row, name) for name in self.fields}
        return {name: getattr(row, name) for name in self.keys} | found

    def facts(self, values: Values) -> list[tuple[str, str]]:
        """(label, value in words) of each field."""
        return self._said(self.fields, values)

    def _said(self, fields: Mapping[str, Says], values: Values) -> list[tuple[str, str]]:
        return [(says.label, says.words(values[name], self.column(name))) for name, says in fields.items()]

    def name_of(self, row: Any) -> str:
        """Which line it belongs to, in words; the policy's title where there is only one."""
        if self.named:
            return self.named(row)
        said = [says.words(getattr(row, name), self.column(name)) for name, says in self.keys.items()]
        own = [str(getattr(row, self.made_from[1]))] if self.made_from else []
        return ": ".join(filter(None, [", ".join(said), *own])) or self.title

    def subject_of(self, row: Any) -> str:
        """As the journal names it."""
        return f"{self.title}: {self.name_of(row)}" if self.key_columns else self.title

    def said(self, row: Any) -> list[tuple[str, str]]:
        """What a row says: its facts, or its sentence where it has one."""
        return [("", self.sentence(row))] if self.sentence else self.facts(self.values(row))

    def differences(self, before: Values | None, after: Values) -> list[tuple[str, str, str]]:
        """(label, old, new) of what differs; all of it where there was nothing before."""
        if before is None:
            return [(label, "", new) for label, new in self._said({**self.keys, **self.fields}, after)]
        pairs = zip(self.facts(before), self.facts(after), strict=True)
        return [(label, old, new) for (label, old), (_, new) in pairs if old != new]

    def made_key(self, values: Values, rows: Iterable[Any]) -> str:
        """The key of a line that is added: what it is made from, with a number where that is taken."""
        column, source = self.made_from or ("", "")
        taken = {getattr(row, column) for row in rows}
        plain = slugify(str(values[source]))[:LONGEST_KEY] or "line"
        numbered = (f"{plain[: LONGEST_KEY - 4]}-{number}" for number in range(2, len(taken) + 3))
        return plain if plain not in taken else next(key for key in numbered if key not in taken)
