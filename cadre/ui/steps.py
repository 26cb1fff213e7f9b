"""A long form as short pages, each saved as it is left, right or wrong: the steps, the way through them.

A room gives its steps and keeps what was typed; its views save a page and lead to the next.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from cadre.ui.forms import Form

Row = tuple[str, str]


class Step:
    """One page with one question, or a few that belong together: its place, why it is asked, its form."""

    slug: ClassVar[str]
    section: ClassVar[str]
    question: ClassVar[str]
    lead: ClassVar[str] = ""
    why: ClassVar[str] = ""
    form_class: ClassVar[type[Form]]

    @classmethod
    def rows(cls, clean: Mapping[str, Any], form: Form) -> list[Row]:
        """(label, value) as the check page reads them: each field that was filled in, by its label."""
        return [(str(field.label), said(clean[name])) for name, field in form.fields.items() if said(clean.get(name))]


def said(value: Any) -> str:
    """A cleaned value in words: `Yes`, `6`, `NPQSL, NPQH`; empty where nothing was said."""
    if value is None or isinstance(value, bool):
        return "Yes" if value else ""
    if isinstance(value, str | int):
        return str(value)
    return ", ".join(str(one) for one in value)


OfKind = TypeVar("OfKind", bound=Step)


@dataclass(frozen=True)
class Walk(Generic[OfKind]):
    """All steps on the way, each with its form, checked again."""

    forms: list[tuple[type[OfKind], Form]]

    @property
    def wrong(self) -> type[OfKind] | None:
        """The first step that is missing or not valid."""
        return next((step for step, form in self.forms if not form.is_bound or not form.is_valid()), None)

    @property
    def rows(self) -> list[tuple[type[OfKind], list[Row]]]:
        return [(step, step.rows(form.cleaned_data, form)) for step, form in self.forms]


def after(way: Iterable[type[OfKind]], step: type[OfKind]) -> type[OfKind] | None:
    """The step that follows on a way, or None after the last."""
    steps = list(way)
    at = steps.index(step) + 1
    return steps[at] if at < len(steps) else None
