"""Routes that cost less than Django's own: a page is compared with an address only where it may be the one."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.urls import URLPattern
from django.urls.resolvers import RoutePattern


class Beginnings(RoutePattern):
    """The empty route, for addresses that begin with a word as one of these pages does. Others are not compared with
    each page of the room in turn, which took a tenth of a short request."""

    def __init__(self, pages: Sequence[URLPattern]) -> None:
        super().__init__("")
        self._words = {str(page.pattern).partition("/")[0] for page in pages}
        self._any = any(not word or "<" in word for word in self._words)

    def match(self, path: str) -> tuple[str, tuple[Any, ...], dict[str, int | str]] | None:
        return super().match(path) if self._any or path.partition("/")[0] in self._words else None


class Expression:
    """A regular expression that is compiled when something is first searched with it. Its text is there at once, which
    is all that Django wants of it to write an address: compiling every page's took half of the first page drawn."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def search(self, text: str) -> re.Match[str] | None:
        return self._compiled.search(text)


def compiled_when_asked(page: URLPattern) -> URLPattern:
    """The page, its expression compiled with the first address that is compared with it."""
    if isinstance(page.pattern, RoutePattern):
        page.pattern.regex = Expression(page.pattern._regex)  # type: ignore[assignment, attr-defined]
    return page
