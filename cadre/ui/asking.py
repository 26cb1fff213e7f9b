"""What a field says while it is empty: an instruction made of its label, in words that stand alone above the page."""

from django import forms
from django.utils.text import capfirst

DETERMINED = {"a", "an", "another", "its", "my", "our", "the", "their", "this", "which", "your"}
CLAUSES = {"how", "what", "when", "where", "which", "who", "why"}
LONG = 60
LOST = "Part of this page was lost. Open it again, and repeat what you did."


def instruction(field: forms.Field, label: str) -> str:
    """“Enter the postcode.” for a field labelled Postcode; “Write why it is held.”; “Tick “I agree”.”"""
    if field.widget.is_hidden:
        return LOST
    if isinstance(field, forms.BooleanField):
        return f"Tick “{_start_of(label)}”."
    if label.endswith("?"):
        return f"Answer “{label}”"
    words, first = _lowered(label), label.partition(" ")[0].lower()
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return f"Tick at least one of {words if first in DETERMINED else f'the {words}'}."
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.FileField):
        return f"Choose {words if first in DETERMINED | CLAUSES else f'{_article(words)} {words}'}."
    if first in CLAUSES:
        return f"Write {words}."
    if isinstance(field, forms.IntegerField):
        return f"Enter the number of {words}."
    verb = "Write" if isinstance(field.widget, forms.Textarea) or words == "reason" else "Enter"
    return f"{verb} {words if first in DETERMINED else f'the {words}'}."


def with_label(label: str, words: str) -> str:
    """A message as the summary says it: with its field's label, unless it names the field itself."""
    return words if label.lower() in words.lower() or label.endswith("?") else f"{capfirst(label)}: {words}"


def _lowered(label: str) -> str:
    """As it stands within a sentence: NPQSL and URN keep their capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _article(words: str) -> str:
    return "an" if words[:1].lower() in "aeio" else "a"


def _start_of(label: str) -> str:
    """A long sentence up to its first comma."""
    start = label.partition(",")[0] if len(label) > LONG else label
    return label if start == label else f"{start} …"
