"""A version as it is typed: the fields its policy names, its first day, its source, and what it is based on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.safestring import SafeString

from cadre.rulebook.actions import Change
from cadre.rulebook.policy import DatedPolicy, Values
from cadre.rulebook.rows import COUNT, KEY, PRESS, Rows, after_press, field_name, number_of_rows
from cadre.ui.forms import DateTextField, Form, TextField, speak_plainly


class VersionForm(Form):
    from_on = DateTextField(label="From", error_messages={"required": "Enter the first day it holds."})
    source = TextField(label="Source", help_text="Where it is from: an agreement, a letter, a decision.")
    based_on = forms.CharField(widget=forms.HiddenInput, max_length=60)
    mark_optional = False

    def __init__(
        self, *args: Any, policy: DatedPolicy, row: Any, mark: str, typed: Values | None = None, **kwargs: Any
    ) -> None:
        """`row` is what the line said last, None for a line that is added; `mark` is of the line as it is; `typed` is
        what the fields hold instead, before anything is sent."""
        self.policy = policy
        self.asked = policy.fields if row else {**policy.keys, **policy.fields}
        values = policy.values(row) if row else {}
        first = {name: says.typed(values[name]) for name, says in self.asked.items() if name in values}
        first |= {"based_on": mark} | (typed or {})
        lists = {name: first.pop(name, []) for name, says in self.asked.items() if isinstance(says, Rows)}
        super().__init__(*args, initial=first, **kwargs)
        self.rows: dict[str, int] = {}
        for name, says in self.asked.items():
            if isinstance(says, Rows):
                self._add_rows(name, says, lists[name])
                continue
            self.fields[name] = says.field(policy.column(name))
            speak_plainly(self.fields[name], name)
        self.fields["source"].limit = policy.column("source").max_length  # type: ignore[attr-defined]
        self.fields["from_on"].help_text = (
            "Tomorrow at the earliest." if policy.notice_days else "Today at the earliest."
        )
        self.order_fields([name for name in self.fields if name not in ("from_on", "source")])

    def _add_rows(self, name: str, says: Rows, first: list[Values]) -> None:
        """The fields of each row, as many as were sent or are there at first."""
        number = number_of_rows(self.data, name, says.most_rows) if self.is_bound else len(first)
        self.rows[name] = number
        self.fields[f"{name}-{COUNT}"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.initial[f"{name}-{COUNT}"] = number
        for at in range(number):
            for field, made in says.fields(name, at).items():
                self.fields[field] = made
                speak_plainly(made, field)
        for at, row in enumerate(first):
            self.initial.update({field_name(name, at, part): value for part, value in row.items()})

    def clean(self) -> Values:
        said = super().clean() or self.cleaned_data
        for name in self.rows:
            says = self._says(name)
            said[name] = says.kept(self.whole_rows(name))
            if self.rows[name] > says.most_rows:
                self.add_error(None, f"{says.label}: {says.most_rows} at most.")
            if not any(field.startswith(f"{name}-") for field in self.errors):
                for at, part, words in says.faults(said[name]):
                    self.add_error(field_name(name, at, part), words)
        return said

    def _says(self, name: str) -> Rows:
        says = self.asked[name]
        assert isinstance(says, Rows)
        return says

    def whole_rows(self, name: str) -> list[Values]:
        """The rows of which every part is in order, as they were typed."""
        parts = [KEY, *self._says(name).parts()]
        found = [[field_name(name, at, part) for part in parts] for at in range(self.rows[name])]
        return [
            dict(zip(parts, (self.cleaned_data[field] for field in row), strict=True))
            for row in found
            if all(field in self.cleaned_data for field in row)
        ]

    def blocks(self) -> Iterator[dict[str, Any]]:
        """What the page draws, in its order: a `field`, or the `rows` of a list, each with its fields."""
        for name in self.asked:
            if name not in self.rows:
                yield {"field": self[name]}
                continue
            says, last = self._says(name), self.rows[name] - 1
            parts = [[self[field_name(name, at, part)] for part in says.parts()] for at in range(last + 1)]
            rows = [
                {
                    "number": at + 1,
                    "fields": fields,
                    "first": at == 0,
                    "last": at == last,
                    "words": f"{says.one} {at + 1}",
                    **{act: f"{name}:{act}:{at}" for act in ("up", "down", "remove")},
                    "above": f"#{name}-{at}",
                    "below": f"#{name}-{at + 2}",
                    "here": f"#{name}-{max(min(at + 1, last), 1)}",
                }
                for at, fields in enumerate(parts)
            ]
            end = {"add": f"{name}:add", "end": f"#{name}-{last + 2}", "is_full": last + 1 >= says.most_rows}
            yield {"name": name, "says": says, "rows": rows} | end
        yield from ({"field": self[name]} for name in ("from_on", "source"))

    def change(self, row: Any) -> Change:
        """What was typed, as a change of the row's line."""
        said = self.cleaned_data
        values = {name: said[name] for name in self.asked}
        if row:
            values |= {name: getattr(row, name) for name in self.policy.keys}
        return Change(self.policy, row, values, said["from_on"], said["source"], said["based_on"])

    def as_typed(self) -> list[SafeString]:
        """The same again, unseen, for the page that asks whether to keep it."""
        return [field.as_hidden() for field in self]

    def based_anew(self, mark: str) -> None:
        """Go on from the line as it is now, which is shown beside what was typed."""
        self.data = {**self.data, "based_on": mark}


def form_as_pressed(data: QueryDict, *, policy: DatedPolicy, row: Any, mark: str) -> VersionForm:
    """As it was typed, with what the pressed button does to a list; nothing is judged yet, and nothing lost."""
    sent = VersionForm(data, policy=policy, row=row, mark=mark)
    typed = {name: field.widget.value_from_datadict(data, {}, name) for name, field in sent.fields.items()}
    pressed, _, press = str(data[PRESS]).partition(":")
    for name, number in sent.rows.items():
        says = sent.asked[name]
        assert isinstance(says, Rows)
        parts = [KEY, *says.parts()]
        rows = [{part: typed.pop(field_name(name, at, part)) for part in parts} for at in range(number)]
        typed[name] = after_press(rows, press, most=says.most_rows) if name == pressed else rows
        del typed[f"{name}-{COUNT}"]
    return VersionForm(policy=policy, row=row, mark=mark, typed=typed)


@dataclass(frozen=True)
class Preview:
    """What a version would look like to whom it is for: a template, what it shows, and how many rows it leaves out."""

    template: str
    shown: Any
    left_out: int = 0


def preview_of(form: VersionForm) -> Preview | None:
    """Of a bound form, as far as it is in order."""
    policy = form.policy
    if policy.preview is None:
        return None
    form.full_clean()
    lists = {name: form.whole_rows(name) for name in form.rows}
    kept = {name: form.asked[name].kept(rows) for name, rows in lists.items()}  # type: ignore[attr-defined]
    left_out = sum(form.rows[name] - len(rows) for name, rows in lists.items())
    return Preview(*policy.preview({**form.cleaned_data, **kept}), left_out)


class EndForm(Form):
    on = DateTextField(
        label="First day on which it no longer holds", error_messages={"required": "Enter the first day without it."}
    )
    reason = TextField(label="Reason", limit=300, help_text="It stays in the journal.")
    based_on = forms.CharField(widget=forms.HiddenInput, max_length=60)
    mark_optional = False


class WithdrawForm(Form):
    reason = TextField(label="Reason", limit=300, help_text="It stays in the journal.")
    based_on = forms.CharField(widget=forms.HiddenInput, max_length=60)
    mark_optional = False
