"""How far the worker is with a spreadsheet, as a number in a file of VAR_DIR.

Not a column: on SQLite a worker that is reading its list cannot write meanwhile, once anybody else has written.
"""

from pathlib import Path
from uuid import UUID

from django.conf import settings


def _folder() -> Path:
    made = Path(settings.VAR_DIR) / "exports"
    made.mkdir(parents=True, exist_ok=True)
    return made


def begin(sheet: UUID) -> None:
    (_folder() / str(sheet)).write_text("0")


def note(sheet: UUID, rows: int) -> None:
    """Raises FileNotFoundError where somebody called it off."""
    with (_folder() / str(sheet)).open("r+") as file:
        file.write(str(rows))


def read(sheet: UUID) -> int | None:
    """How many rows are written, or None where nobody has begun."""
    try:
        return int((_folder() / str(sheet)).read_text() or 0)
    except (OSError, ValueError):
        return None


def forget(*sheets: UUID) -> None:
    for sheet in sheets:
        (_folder() / str(sheet)).unlink(missing_ok=True)


def noted() -> set[UUID]:
    """Those of which something is noted."""
    return {UUID(path.name) for path in _folder().iterdir()}
