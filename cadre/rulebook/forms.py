"""A version as it is typed: the fields its policy names, its first day, its source, and what it is based on."""

from typing import Any

from django import forms
from django.utils.safestring import SafeString

from cadre.rulebook.actions import Change
from cadre.rulebook.policy import DatedPolicy
from cadre.ui.forms import DateTextField, Form, TextField, speak_plainly


class VersionForm(Form):
    from_on = DateTextField(label="From", error_messages={"required": "Enter the first day it holds."})
    source = TextField(label="Source", help_text="Where it is from: an agreement, a letter, a decision.")
    based_on = forms.CharField(widget=forms.HiddenInput, max_length=60)
    mark_optional = False

    def __init__(self, *args: Any, policy: DatedPolicy, row: Any, mark: str, **kwargs: Any) -> None:
        """`row` is what the line said last, None for a line that is added; `mark` is of the line as it is."""
        self.policy = policy
        self.asked = policy.fields if row else {**policy.keys, **policy.fields}
        values = policy.values(row) if row else {}
        first = {name: says.typed(values[name]) for name, says in self.asked.items() if name in values}
        super().__init__(*args, initial=first | {"based_on": mark}, **kwargs)
        for name, says in self.asked.items():
            self.fields[name] = says.field(policy.column(name))
            speak_plainly(self.fields[name], name)
        self.fields["source"].limit = policy.column("source").max_length  # type: ignore[attr-defined]
        self.fields["from_on"].help_text = (
            "Tomorrow at the earliest." if policy.notice_days else "Today at the earliest."
        )
        self.order_fields([*self.asked, "from_on", "source"])

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
