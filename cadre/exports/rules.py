"""What is made by the worker, and how much of it for one person. Plain values in, answers with reasons out."""

from datetime import timedelta

from cadre.lib.words import counted

SAME_FOR = timedelta(seconds=30)
"""For so long asking again for the same list is one request: a second click, a page that is loaded again."""
CLOSED = "This list is no longer open to you."
ACCOUNT_CLOSED = "Your account was closed before it was made."


def refuse_another(*, being_made: int, most: int) -> str:
    """Why nothing more is made for somebody now, or empty."""
    if being_made < most:
        return ""
    return (
        f"{counted(being_made, 'spreadsheet of yours is', 'spreadsheets of yours are')} being made, and {most} at once "
        "is the most. Wait for one, or stop one. Nothing was added."
    )
