"""What a sheet sends: for each person a mark, a note, and the row as it was seen."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from django import forms
from django.http import QueryDict

from cadre.delivery.rules import NOTE_LIMIT
from cadre.delivery.sheets import Choice
from cadre.delivery.states import Mark
from cadre.lib import text
from cadre.ui.forms import Form, ParagraphsField, TextField
from cadre.ui.seen import SeenForm

NO_CHOICE = "Choose one of the marks on the register."


@dataclass
class TypedSheet:
    """`choices` by the reference of the enrolment; `errors` holds words for those that cannot be read."""

    choices: dict[str, Choice] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def typed_sheet(post: QueryDict) -> TypedSheet:
    """Every row that was sent. `rest` gives a mark to everybody who has none."""
    sheet = TypedSheet()
    rest = post.get("rest", "")
    for name in post:
        if name.startswith("seen-"):
            _read(post, name.removeprefix("seen-"), rest if rest in Mark.values() else "", sheet)
    return sheet


def typed_row(post: QueryDict, ref: str) -> TypedSheet:
    """One row, as one tap sends it. `clear` takes its mark away; `made-<ref>` is when it was chosen, as scripts say."""
    sheet = TypedSheet()
    _read(post, ref, "", sheet)
    chosen = replace(sheet.choices[ref], made_at=_moment(post.get(f"made-{ref}", "")))
    sheet.choices[ref] = replace(chosen, mark="") if post.get("clear") == ref else chosen
    return sheet


def _moment(typed: str) -> datetime | None:
    """An instant with its zone, in ISO 8601 as scripts write it; None for anything else."""
    try:
        at = datetime.fromisoformat(typed)
        return at.astimezone(UTC) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _read(post: QueryDict, ref: str, rest: str, sheet: TypedSheet) -> None:
    mark, note, seen = (post.get(f"{part}-{ref}") for part in ("mark", "note", "seen"))
    try:
        note = None if note is None else text.line(note, max_length=NOTE_LIMIT)
    except ValueError as wrong:
        sheet.errors[ref] = f"Note: {wrong}"
    mark = mark or ""
    if mark and mark not in Mark.values():
        sheet.errors[ref] = NO_CHOICE
        mark = ""
    fills = bool(rest) and not mark
    sheet.choices[ref] = Choice(rest if fills else mark, note, seen, if_unmarked=fills)


class ReopenForm(Form):
    reason = TextField(label="Why the register is opened again", limit=300)


class CorrectionForm(SeenForm):
    mark = forms.ChoiceField(label="Mark", choices=Mark.choices(), widget=forms.RadioSelect)
    note = TextField(label="Note", limit=NOTE_LIMIT, required=False, help_text="Seen by facilitators and the office")
    reason = ParagraphsField(label="Why it changes", limit=500, widget=forms.Textarea(attrs={"rows": 3}))


class JoinerSearch(Form):
    mark_optional = False
    q = TextField(label="Name", limit=100, help_text="Their last name in full, at least three letters")

    def clean_q(self) -> str:
        typed: str = self.cleaned_data["q"]
        if len(typed.replace(" ", "")) < 3:
            raise forms.ValidationError("Write at least three letters of the name.")
        return typed
