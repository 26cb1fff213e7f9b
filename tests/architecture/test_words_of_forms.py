"""No form answers in Django's own words: each message says what to write."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django import forms

from cadre.ui.forms import Form, speak_plainly

ROOT = Path(__file__).resolve().parents[2]
THEIRS = (
    "Ensure ",
    "Enter a valid ",
    "Enter a whole ",
    "Enter a number",
    "This field ",
    "Select a valid ",
    "Null char",
)
NEVER_MET = {
    "unknown_field",
    "incomplete",
    "invalid_list",
    "list",
    "invalid_pk_value",
    "missing",
    "empty",
    "contradiction",
}
"""Of fields we do not have, or that a person cannot bring about."""


def all_forms(kind: type[forms.Form] = Form) -> Iterator[type[forms.Form]]:
    for one in kind.__subclasses__():
        yield one
        yield from all_forms(one)


def in_their_words(field: forms.Field, name: str) -> list[str]:
    """The codes of the messages that are Django's own, among those that the field may show."""
    speak_plainly(field, name)
    checked = {validator.code: str(validator.message) for validator in field.validators if hasattr(validator, "code")}
    shown = {**checked, **{code: str(words) for code, words in field.error_messages.items()}}
    return [code for code, words in shown.items() if code not in NEVER_MET and words.startswith(THEIRS)]


def test_every_message_is_ours():
    for path in sorted(ROOT.glob("cadre/*/**/*form*/*.py")) + sorted(ROOT.glob("cadre/*/**/*form*.py")):
        if not {"tests", "migrations", "templates"} & set(path.parts):
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    found = [
        f"{form.__module__}.{form.__name__}.{name}: {code}"
        for form in set(all_forms())
        for name, field in form.base_fields.items()
        if not isinstance(field.widget, forms.HiddenInput)
        for code in in_their_words(field, name)
    ]
    assert sorted(found) == []
    assert len(set(all_forms())) > 60


@pytest.mark.parametrize("field", [forms.EmailField(label="Mail")])
def test_a_message_of_django_is_noticed(field):
    assert "invalid" in in_their_words(field, "mail")
