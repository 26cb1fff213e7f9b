"""Helpers: draw a piece of template, and read what a page says."""

import re
from html import unescape

from django.template import Context, engines
from django.test import RequestFactory


def draw(source: str, query: str = "", **values: object) -> str:
    """The HTML of a piece of template, as a page at `/x/?query` would show it, without line ends before tags."""
    request = RequestFactory().get(f"/x/?{query}")
    html = engines["django"].engine.from_string(source).render(Context({"request": request, **values}))
    return html.replace("\n<", "<")


def words(html: str) -> str:
    """What is read aloud: text without tags, spaces collapsed."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def cells(html: str) -> list[list[str]]:
    """The tables' cells, row by row."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html, re.S)
    return [[words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in rows]
