"""What is refused before anything is drawn: keys that do not fit the template, sums that do not hold."""

from functools import cache
from typing import TYPE_CHECKING, Any

from cadre.documents.rules import wrong_sums
from cadre.documents.shapes import SHAPES

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_FAULTS = {"missing": "missing", "extra_forbidden": "unknown to this template"}


class DocumentDataError(ValueError):
    """The data handed to a template is incomplete, unknown to it, or does not add up."""


def refuse_wrong_shape(template: str, data: dict[str, Any]) -> None:
    """Raise `DocumentDataError` naming each key that is missing, unknown or of the wrong kind."""
    if template not in SHAPES:
        raise DocumentDataError(f"There is no template {template!r}. There are: {', '.join(SHAPES)}.")
    from pydantic import ValidationError

    try:
        _adapter(template).validate_python(data)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc'])) or 'data'}: {_FAULTS.get(fault['type'], fault['msg'])}"
            for fault in error.errors(include_input=False, include_url=False)
        )
        raise DocumentDataError(f"{template}: {faults}") from None


def refuse_wrong_sums(template: str, data: dict[str, Any]) -> None:
    """Raise `DocumentDataError` naming each total that is not the sum of its lines."""
    if faults := wrong_sums(template, data):
        raise DocumentDataError(f"{template}: {'; '.join(faults)}")


@cache
def _adapter(template: str) -> "TypeAdapter":
    """Pydantic takes time to load, so it is loaded where the first paper is drawn."""
    from pydantic import TypeAdapter

    return TypeAdapter(SHAPES[template])
