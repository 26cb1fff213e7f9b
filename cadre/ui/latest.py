"""The latest rows beneath an object, which say so where they are not all."""

from typing import Any

from django.db.models import Count, QuerySet, Window
from django.http import QueryDict

WORD = "earlier"
WHOLE = f"?{WORD}=all"
SHOWN = 20


class Latest(list[Any]):
    """Rows, the latest first, and `total`: how many there are."""

    def __init__(self, rows: list[Any], total: int) -> None:
        super().__init__(rows)
        self.total = total

    @property
    def are_cut(self) -> bool:
        return self.total > len(self)

    @property
    def said(self) -> str:
        """`The latest 20 of 83.`"""
        return f"The latest {len(self):,} of {self.total:,}."

    @property
    def whole(self) -> str:
        """Where the same page shows all of them."""
        return WHOLE


def latest(rows: QuerySet[Any], most: int = SHOWN) -> Latest:
    """The first `most` of `rows` in their order, and how many there are. One query."""
    found = list(rows.annotate(in_all=Window(Count("pk")))[:most])
    return Latest(found, found[0].in_all if found else 0)


def latest_or_all(rows: QuerySet[Any], asked: QueryDict, most: int = SHOWN) -> Latest:
    """As a page shows its log or its versions: the latest, or all where its address asks for that. One query."""
    if asked.get(WORD) != "all":
        return latest(rows, most)
    found = list(rows)
    return Latest(found, len(found))
