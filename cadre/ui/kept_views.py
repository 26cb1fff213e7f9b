"""Views of a list that somebody kept: its filters, order, columns and size, as an address. A room above keeps them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict

from cadre.ui import columns

if TYPE_CHECKING:
    from cadre.ui.listing import Listing

PASSING = ("page", "format")
"""What an address says of one look at a list, and no view keeps."""

IN_SIGHT = 12


@dataclass(frozen=True)
class ListView:
    """A view by its name. `shared_by`: somebody else who shared it, or empty."""

    words: str
    href: str
    current: bool = False
    shared_by: str = ""


@dataclass(frozen=True)
class ListViews:
    """Views of one list, as its reader sees them, with where the present one is saved and all are kept.

    `save_href` is empty where there is nothing to save. `gone`: what the present view filters by and the list no longer
    offers.
    """

    links: Sequence[ListView]
    save_href: str
    all_href: str
    gone: Sequence[str] = ()

    @property
    def first(self) -> Sequence[ListView]:
        return self.links[:IN_SIGHT]

    @property
    def more(self) -> Sequence[ListView]:
        """Those that are opened with a click."""
        return self.links[IN_SIGHT:]

    @property
    def more_open(self) -> bool:
        return any(link.current for link in self.more)

    @property
    def worth_drawing(self) -> bool:
        return bool(self.links or self.save_href)


Keeper = Callable[["Listing"], ListViews | None]
_keepers: list[Keeper] = []


def kept_by(keeper: Keeper) -> None:
    """Ask `keeper(listing)` for the views of each list that is drawn. A room above registers itself in an AppConfig's
    `ready()`; the latest one counts."""
    _keepers[:] = [keeper]


def views_of(listing: "Listing") -> ListViews | None:
    """What is kept of the list for whoever reads it; None where nothing can be."""
    return next((keeper(listing) for keeper in _keepers), None)


def view_of(listing: "Listing") -> str:
    """What a view keeps of the list's address: filters that narrow, order, columns and size. Empty where it is bare."""
    known = QueryDict(mutable=True)
    for key in _known(listing):
        known.setlist(key, listing.request.GET.getlist(key))
    if columns.PARAMETER in known:
        has = _names(listing)
        known[columns.PARAMETER] = ",".join(name for name in columns.asked(known) if name in has)
    return as_kept(known)


def gone_from(listing: "Listing") -> list[str]:
    """What the address asks of the list that it does not have, or no longer: labels of filters, or their names."""
    known, form = _known(listing), listing.form
    gone = [key for key in QueryDict(as_kept(listing.request.GET)) if key not in known]
    said = [str(form.fields[key].label) if form and key in form.fields else key.replace("_", " ") for key in gone]
    lost = set(columns.asked(listing.request.GET)) - _names(listing)
    return [*said, "a column"] if lost and columns.PARAMETER in known else said


def _known(listing: "Listing") -> list[str]:
    """The parameters of the address that the list understands."""
    sent, form = listing.request.GET, listing.form
    others = {
        "sort": sent.get("sort", "") == listing.sort,
        "show": sent.get("show", "") == str(listing.per_page),
        columns.PARAMETER: bool(_names(listing) & set(columns.asked(sent))),
    }
    filters = [name for name in form.fields if name not in form.errors] if form is not None else []
    return [*filters, *(name for name, works in others.items() if works)]


def _names(listing: "Listing") -> set[str]:
    return {column.name for column in [*listing.columns, *listing.file_columns]}


def as_kept(query: QueryDict) -> str:
    """The address in the one form that equal views have: sorted, without what is empty or passing."""
    kept = QueryDict(mutable=True)
    for key in sorted(query):
        values = [",".join(columns.asked(query))] if key == columns.PARAMETER else query.getlist(key)
        if key not in PASSING and (values := [value for value in values if value]):
            kept.setlist(key, values)
    return kept.urlencode()
