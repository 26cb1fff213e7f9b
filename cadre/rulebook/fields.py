"""Fields for what a policy holds beside plain text: amounts, lists of numbers, of lines, of rows."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cadre.lib import text
from cadre.lib.money import pence_of
from cadre.ui.fields import CleanedField

MOST_LINES = 60
LONGEST_LINE = 500


def figure(*, least: int, most: int, **said: Any) -> forms.IntegerField:
    """A whole number in figures."""
    return forms.IntegerField(
        min_value=least,
        max_value=most,
        widget=forms.TextInput({"class": "cd-w-s", "inputmode": "numeric"}),
        error_messages={
            "min_value": f"{least} at least." if least else "No less than nothing.",
            "max_value": f"{most:,} at most.",
        },
        **said,
    )


class PoundsField(CleanedField):
    """An amount in pounds, kept as pence."""

    extra_class = "cd-w-s"
    inputmode = "decimal"

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        try:
            return pence_of(typed)
        except ValueError as wrong:
            raise ValidationError(str(wrong), code="invalid") from wrong


class NumbersField(CleanedField):
    """Whole numbers from 1 with spaces or commas between them, kept as a list."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        typed = text.ascii_digits(super().clean(value)).replace(",", " ").split()
        numbers = [text.whole_number(one) for one in typed]
        if len(numbers) > MOST_LINES or not all(one is not None and 0 < one <= self.most for one in numbers):
            raise ValidationError(f"Write whole numbers from 1 to {self.most:,}, such as 3 7 12.")
        return numbers


class LinesField(CleanedField):
    """Lines of text, kept as a list; empty ones are left out."""

    widget = forms.Textarea(attrs={"rows": 6})

    def clean_with(self, value: str) -> str:
        return text.paragraphs(value, max_length=MOST_LINES * LONGEST_LINE)

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
            raise ValidationError(f"At most {MOST_LINES} lines, each of {LONGEST_LINE} characters at most.")
        return lines


class TableField(LinesField):
    """Lines of parts with | between them, kept as a list of dicts."""

    def __init__(self, *, parts: Mapping[str, Callable[[str], Any]], **kwargs: Any) -> None:
        self.parts = parts
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        return [self._row(line) for line in super().clean(value)]

    def _row(self, line: str) -> dict[str, Any]:
        typed = [part.strip() for part in line.split("|")]
        if len(typed) != len(self.parts):
            raise ValidationError(
                f"“{line[:60]}” has {len(typed)} parts. Each line has {len(self.parts)}, with | between."
            )
        try:
            return {name: clean(part) for (name, clean), part in zip(self.parts.items(), typed, strict=True)}
        except ValueError as wrong:
            raise ValidationError(f"“{line[:60]}”: {wrong}") from wrong
