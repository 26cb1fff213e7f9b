"""What a deployment's configuration may not be. Django runs these before every command."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

SQLITE = "django.db.backends.sqlite3"


# Not tagged as a database check: those run with `migrate` alone.
@register("cadre")
def sqlite_keeps_every_write(**_kwargs: Any) -> list[Error]:
    """SQLite loses contended writes unless transactions begin IMMEDIATE and readers use the write-ahead log."""
    return [
        error
        for alias, database in settings.DATABASES.items()
        if database["ENGINE"] == SQLITE
        for error in sqlite_errors(alias, database.get("OPTIONS", {}))
    ]


def sqlite_errors(alias: str, options: dict[str, Any]) -> list[Error]:
    """What is wrong with one SQLite database's OPTIONS; empty when nothing is."""
    errors = []
    if options.get("transaction_mode") != "IMMEDIATE":
        errors.append(
            Error(
                f"The SQLite database “{alias}” does not begin its transactions IMMEDIATE.",
                hint="Under contention deferred transactions fail at their first write, and the write is lost.",
                id="cadre.E001",
            )
        )
    if "journal_mode=wal" not in str(options.get("init_command", "")).lower().replace(" ", ""):
        errors.append(
            Error(
                f"The SQLite database “{alias}” does not use the write-ahead log.",
                hint="Set PRAGMA journal_mode=WAL in OPTIONS['init_command'].",
                id="cadre.E002",
            )
        )
    return errors
