"""Every URL of the site with what opens it, and sample addresses for it on each side of the world."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.two_sides import Side

OUTSIDE = {"ui:gallery", "ui:poll"}  # components only, mounted where DEMO or DEBUG is set


@dataclass(frozen=True)
class Page:
    """One URL name. `access` is (resource, verb, audience) as the view's decorator says."""

    name: str
    route: str
    access: tuple[str, str, str] | None
    parameters: tuple[str, ...]

    @property
    def has_object(self) -> bool:
        return bool(self.parameters)


def pages() -> list[Page]:
    """All of them, in the order of the resolver."""
    return [page for page in _walk(get_resolver()) if page.name not in OUTSIDE]


def _walk(resolver: URLResolver, space: str = "", route: str = "") -> Iterator[Page]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            access = getattr(pattern.callback, "access", None)
            name = space + (pattern.name or "")
            yield Page(name, here, access, tuple(part.split(">")[0].split(":")[-1] for part in here.split("<")[1:]))
        else:
            inner = space + (f"{pattern.namespace}:" if pattern.namespace else "")
            yield from _walk(pattern, inner, here)


def address(page: Page, side: Side) -> str:
    """The page's address for the objects of one side. Raises LookupError when a parameter has no sample."""
    return reverse(page.name, args=[_sample(page, parameter)(side) for parameter in page.parameters])


def missing_address(page: Page) -> str:
    """The page's address for an object that does not exist, of the same form."""
    blank = {"number": 99, "pk": "00000000-0000-0000-0000-000000000000", "version": 99}
    blank["task_id"] = blank["pk"]
    return reverse(page.name, args=[blank.get(parameter, "nothing-here") for parameter in page.parameters])


def _sample(page: Page, parameter: str) -> Callable[[Side], object]:
    for beginning, samples in SAMPLES:
        if page.name.startswith(beginning) and parameter in samples:
            return samples[parameter]
    raise LookupError(f"{page.name} has no sample for <{parameter}>. Add it to tests/access/inventory.py.")


SAMPLES: list[tuple[str, dict[str, Callable[[Side], object]]]] = []
