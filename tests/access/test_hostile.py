"""Hostile addresses: whatever stands in the path or the query of any page, it answers, and never breaks.

Each page is asked as the first persona who may open it, so that its own code reads what was sent.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from cadre.ui.listing import Listing
from tests.access.inventory import Page, address, pages
from tests.access.test_grid import PERSONAS, client_of, persona_of
from tests.access.two_sides import World, two_sides

pytestmark = [pytest.mark.grid, pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
READ = re.compile(r"""(?:GET|sent|query)\)?(?:\.get|\.getlist)?[(\[]"(\w+)["']|picked\([^"]*"(\w+)["']""")
SENT = re.compile(r"""(?:POST|sent|posted|post)\)?(?:\.get|\.getlist)?[(\[]"([\w-]+)["']|picked\([^"]*"(\w+)["']""")
OF_ANY_LIST = ("q", "page", "sort", "show", "format", "refs", "all", "no_such_filter")
"""What the one `Listing` reads, tried one by one on A_LIST."""
A_LIST = "office:applications:list"
OF_ANY_PAGE = ["format", "page"]
DIGITS = "9" * 5_000
BEYOND = "9" * 20
VALUES = {
    "five thousand digits": DIGITS,
    "a number beyond any column": BEYOND,
    "a number below nought": "-1",
    "no number": "NaN",
    "infinity": "1e400",
    "digits of another script": "९" * 19,
    "half a character": "%ED%A0%80%FF",
    "characters that mean something": "%25_%5C%27%22;--(%5B%7B",
    "a sort key of nobody": "-password__isnull",
}
IN_PATHS = ("..%2F..%2Fetc%2Fpasswd", "x" * 400, DIGITS, BEYOND, "-1", VALUES["half a character"])
NUL = "a%00b"
A_FORM = "application/x-www-form-urlencoded"
IN_FORMS = [*VALUES.values(), NUL, "%C2%B2", "x" * 5_000]


def keys_of(page: Page, answer) -> list[str]:
    """What a page may read: what its view's module names, and for a list what any list and its filters read."""
    view = inspect.getmodule(inspect.unwrap(_view(page.name)))
    named = {one for pair in READ.findall(inspect.getsource(view)) for one in pair if one} if view else set()
    context = answer.context or {}
    listing = context.get("listing") if context else None
    forms = [getattr(listing, "form", None), context.get("form")] if context else []
    usual = OF_ANY_LIST if listing else OF_ANY_PAGE
    return sorted({*usual, *named, *(name for form in forms if form is not None for name in form.fields)})


def fields_of(page: Page, answer) -> list[str]:
    """What a page may be sent: the fields of its form, and what its view's module, or one it shares, reads of it."""
    view = inspect.getmodule(inspect.unwrap(_view(page.name)))
    shared = [one for one in vars(view).values() if inspect.ismodule(one) and ".views.shared" in one.__name__]
    named = {one for module in (view, *shared) for pair in _sent_to(module) for one in pair if one}
    form = answer.context.get("form") if answer.context else None
    return sorted({*named, *(form.fields if form is not None else ())})


@cache
def _sent_to(module: ModuleType) -> list[tuple[str, str]]:
    return SENT.findall(inspect.getsource(module))


def _view(name: str) -> Callable:
    """The view of a URL name."""
    *spaces, last = name.split(":")
    resolver = get_resolver()
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    return next(p.callback for p in resolver.url_patterns if getattr(p, "name", None) == last)


def fault(client: Client, url: str, sent: str | None = None) -> str:
    """What broke at this address, when a form was `sent` there; empty for an answer of any kind. Nothing is kept."""
    return answered(client, url, sent)[0]


def answered(client: Client, url: str, sent: str | None = None) -> tuple[str, Listing | None]:
    """`fault`, and the list that the page shows."""
    try:
        with transaction.atomic():
            answer = client.get(url) if sent is None else client.post(url, sent, content_type=A_FORM)
            if answer.streaming:
                answer.getvalue()
            transaction.set_rollback(True)
    except Exception as broken:
        return f"{type(broken).__name__}: {str(broken)[:120]}", None
    return "" if answer.status_code < 500 else str(answer.status_code), (answer.context or {}).get("listing")


def with_path(page: Page, value: str) -> list[str]:
    """The page's path with `value` in the place of everything that names an object; none where nothing does."""
    return ["/" + re.sub(r"<[^>]+>", lambda _: value, page.route)] if page.has_object else []


@dataclass(frozen=True)
class Asked:
    """One page, as somebody who may open it."""

    page: Page
    client: Client
    url: str
    keys: list[str]
    fields: list[str]
    is_list: bool


def asked(found: Iterable[Page], made: World) -> Iterator[Asked]:
    clients = {one: client_of(one, made) for one in PERSONAS}
    for page in found:
        client, url = clients[persona_of(page, made)], address(page, made.a)
        with transaction.atomic():
            answer = client.get(url)
            transaction.set_rollback(True)
        is_list = bool(answer.context) and "listing" in answer.context
        is_read = answer.status_code != 405
        yield Asked(page, client, url, keys_of(page, answer) if is_read else [], fields_of(page, answer), is_list)


@pytest.mark.parametrize("half", [0, 1])
def test_no_page_breaks_by_what_stands_in_its_query_its_path_or_its_form(half):
    found = []
    for one in asked(pages()[half::2], two_sides()):
        found += [*query_faults(one), *path_faults(one), *form_faults(one)]
    assert found == []


def query_faults(one: Asked) -> Iterator[str]:
    for query in _queries(one):
        if why := fault(one.client, f"{one.url}?{query}"):
            yield f"{one.page.name}, {query[:60]}: {why}"


def _queries(one: Asked) -> Iterator[str]:
    """All parameters at once, and of a list one by one its own, since the first that is refused may hide others.

    A third of the values, begun where the page's name says, so that each is tried on many.
    """
    if one.keys:
        for value in _third(one, list(VALUES.values())) if one.keys != OF_ANY_PAGE else [DIGITS]:
            yield "&".join(f"{key}={value}" for key in one.keys)
    if one.is_list:
        sort = VALUES["a sort key of nobody"]
        yield "&".join(f"{key}={sort if key != 'format' else 'csv'}" for key in one.keys)
        for key in sorted(set(one.keys) - set(OF_ANY_LIST)) if one.page.name != A_LIST else one.keys:
            yield f"{key}={BEYOND}"


def _third(one: Asked, values: list[str]) -> list[str]:
    return values[len(one.page.name) % 3 :: 3]


def form_faults(one: Asked) -> Iterator[str]:
    """Every field at once, a third of the values to each page."""
    for value in _third(one, IN_FORMS) if one.fields else ():
        if why := fault(one.client, one.url, "&".join(f"{name}={value}" for name in one.fields)):
            yield f"{one.page.name}, {value[:40]}: {why}"


def path_faults(one: Asked) -> Iterator[str]:
    """Whatever stands there, some answer; for a NUL, in the query as well, the one of a page that is missing."""
    for there in (f"{one.url}?{(one.keys or OF_ANY_PAGE)[0]}={NUL}", f"{one.url}?{NUL}=1", *with_path(one.page, NUL)):
        if (status := one.client.get(there).status_code) != 404:
            yield f"{one.page.name}: {status} for a NUL"
    for value in IN_PATHS:
        for there in with_path(one.page, value):
            if why := fault(one.client, there):
                yield f"{one.page.name}, {value[:20]}: {why}"
