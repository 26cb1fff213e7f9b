"""How a field of a policy is named, typed and read: in words and units, never by the name of its column."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.db import models

from cadre.lib.choices import Choice
from cadre.lib.dates import clock_time, long_day
from cadre.lib.money import pounds
from cadre.lib.words import counted
from cadre.rulebook.fields import LinesField, NumbersField, PoundsField, TableField, figure
from cadre.ui.forms import DateTextField, ParagraphsField, TextField, TimeField

LONGEST = 5_000


@dataclass(frozen=True)
class Says:
    """`unit` is a plural, such as days. `least` and `most` bound a number; `zero` is what 0 means."""

    label: str
    unit: str = ""
    hint: str = ""
    least: int = 0
    most: int = 1_000
    zero: str = ""
    optional: bool = False

    def field(self, column: models.Field | None) -> forms.Field:
        """What it is typed in, by the kind of its column."""
        said: dict[str, Any] = {"label": self._asked, "help_text": self._hint, "required": not self.optional}
        match column:
            case models.ForeignKey():
                return forms.ModelChoiceField(column.related_model._default_manager.all(), **said)
            case models.Field(choices=choices) if choices:
                return forms.ChoiceField(choices=[*([("", "Any")] if column.blank else []), *choices], **said)
            case models.BooleanField():
                return forms.BooleanField(**said | {"required": False})
            case models.IntegerField():
                return figure(least=self.least, most=self.most, **said)
            case models.TimeField():
                return TimeField(**said)
            case models.DateField():
                return DateTextField(**said)
            case models.TextField():
                return ParagraphsField(limit=LONGEST, **said)
        return TextField(limit=column.max_length if column and column.max_length else 200, **said)

    def words(self, value: Any, column: models.Field | None) -> str:
        """`72 hours`, `Yes`, `Skip it`: a value as people say it."""
        if column is not None and column.choices:
            return str(dict(column.flatchoices).get(value, value or "Any"))
        match value:
            case None | "":
                return "None"
            case bool():
                return "Yes" if value else "No"
            case int():
                return self._number(value)
            case date():
                return long_day(value)
            case time():
                return clock_time(value)
        return str(value)

    def typed(self, value: Any) -> Any:
        """A value as it stands in the field at first."""
        return value

    def _number(self, value: int) -> str:
        if self.zero and not value:
            return self.zero
        return counted(value, self.unit.removesuffix("s"), self.unit) if self.unit else f"{value:,}"

    @property
    def _asked(self) -> str:
        return f"{self.label}, in {self.unit}" if self.unit and not self.label.endswith("?") else self.label

    @property
    def _hint(self) -> str:
        unit = f"In {self.unit}." if self.unit and self.label.endswith("?") else ""
        return " ".join(filter(None, [unit, f"0: {self.zero.lower()}." if self.zero else "", self.hint]))


@dataclass(frozen=True)
class Pounds(Says):
    """Whole pence, typed in pounds."""

    def field(self, column: models.Field | None) -> forms.Field:
        return PoundsField(label=self.label, help_text=self.hint or "In pounds, such as 450.00.")

    def words(self, value: Any, column: models.Field | None) -> str:
        return pounds(value)

    def typed(self, value: Any) -> Any:
        return pounds(value).removeprefix("£") if isinstance(value, int) else value


@dataclass(frozen=True)
class Numbers(Says):
    """A list of whole numbers on one line."""

    def field(self, column: models.Field | None) -> forms.Field:
        hint = self.hint or "With spaces between them, such as 3 7 12."
        return NumbersField(label=self._asked, help_text=hint, most=self.most, required=not self.optional)

    def words(self, value: Any, column: models.Field | None) -> str:
        *most, last = [str(one) for one in value] or ["none"]
        return (f"{', '.join(most)} and {last}" if most else last) + (f" {self.unit}" if self.unit and value else "")

    def typed(self, value: Any) -> Any:
        return " ".join(str(one) for one in value or ())


@dataclass(frozen=True)
class Lines(Says):
    """A list of sentences, one a line."""

    def field(self, column: models.Field | None) -> forms.Field:
        return LinesField(label=self.label, help_text=self.hint or "One on each line.", required=not self.optional)

    def words(self, value: Any, column: models.Field | None) -> str:
        return "\n".join(value) or "None"

    def typed(self, value: Any) -> Any:
        return "\n".join(value or ())


@dataclass(frozen=True)
class Table(Says):
    """A list of rows, one a line, their parts with | between. `parts` cleans each: text to value, or ValueError."""

    parts: Mapping[str, Callable[[str], Any]] | None = None
    line: Callable[[dict[str, Any]], str] | None = None

    def field(self, column: models.Field | None) -> forms.Field:
        return TableField(parts=self.parts or {}, label=self.label, help_text=self.hint)

    def words(self, value: Any, column: models.Field | None) -> str:
        return "\n".join((self.line or _joined)(row) for row in value) or "None"

    def typed(self, value: Any) -> Any:
        return "\n".join(_joined(row) for row in value or ())


@dataclass(frozen=True)
class Several(Says):
    """A list of values, each ticked. `choices` may be read when they are asked for."""

    choices: Sequence[tuple[str, str]] | Callable[[], Sequence[tuple[str, str]]] = ()

    def field(self, column: models.Field | None) -> forms.Field:
        return forms.MultipleChoiceField(
            label=self.label,
            help_text=self.hint,
            choices=self.choices,
            required=not self.optional,
            widget=forms.CheckboxSelectMultiple,
        )

    def words(self, value: Any, column: models.Field | None) -> str:
        known = {} if callable(self.choices) else dict(self.choices)
        return "; ".join(known.get(key, str(key).replace("_", " ")) for key in value) or "None"


@dataclass(frozen=True)
class OneOf(Says):
    """One of some values, where no column holds it alone or not each of its values will do."""

    choices: type[Choice] | None = None
    empty: str = ""

    def field(self, column: models.Field | None) -> forms.Field:
        choices = self.choices.choices() if self.choices else []
        more = [("", self.empty)] if self.empty else []
        return forms.ChoiceField(
            label=self.label, help_text=self.hint, choices=[*more, *choices], required=not self.empty
        )

    def words(self, value: Any, column: models.Field | None) -> str:
        return dict(self.choices.choices() if self.choices else []).get(value, self.empty or "None")


def _joined(row: dict[str, Any]) -> str:
    return " | ".join("" if value is None else str(value) for value in row.values())
