"""Forms that change what is there: two who have it open at once overwrite nothing of each other's unseen."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from django import forms

from cadre.lib.dates import long_day
from cadre.lib.errors import Conflict, Refusal
from cadre.lib.seen import mark_of, values_of
from cadre.ui.forms import Form

EMPTY: tuple[object, ...] = ("", None, [])


class SeenForm(Form):
    """A form that knows what its reader had before them, and says beside each field what somebody else saved since.

    `before`: what it changes, by the names of its fields; or `row` with `columns`, where they are named alike. The
    action is given `seen` and raises Conflict (`cadre.lib.seen`); `add_refusal` shows what `theirs` holds.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(
        self,
        *args: Any,
        row: Any = None,
        columns: Iterable[str] = (),
        before: Mapping[str, object] | None = None,
        **kwargs: Any,
    ) -> None:
        values = before if before is not None else values_of(row, columns) if row is not None else None
        if values is not None:
            kwargs.setdefault("initial", {**values, "seen": mark_of(values)})
        super().__init__(*args, **kwargs)

    def show_theirs(self, theirs: Mapping[str, object]) -> None:
        """Beside each answer that differs from what is kept: what that is. The next press saves over it knowingly."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("seen")] = mark_of(theirs)
        self.data = data
        for name, value in theirs.items():
            if name in self.fields and self.cleaned_data.get(name) != value:
                self.add_error(name, f"It is now: {_words(self.fields[name], value)}")

    def add_refusal(self, refusal: Refusal) -> None:
        if isinstance(refusal, Conflict) and refusal.theirs:
            self.show_theirs(refusal.theirs)
        super().add_refusal(refusal)

    def details(self) -> dict[str, Any]:
        """What was typed, without what the form itself needs."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


def _words(field: forms.Field, value: object) -> str:
    """A value as its field says it."""
    if isinstance(field, forms.BooleanField):
        return "ticked" if value else "not ticked"
    if value in EMPTY:
        return "empty"
    if isinstance(field, forms.ChoiceField):
        labels = dict(field.choices)  # type: ignore[arg-type]
        chosen = value if isinstance(value, list | tuple) else [value]
        return ", ".join(str(labels.get(one, one)) for one in chosen)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return long_day(value) if isinstance(value, date) else str(value)
