"""Lists: filter, sort, page and export the same rows, with hostile query strings doing no harm.

A view:

    listing = Listing(request, applications_visible_to(user), COLUMNS, filter_form=Filter, name="applications")
    if listing.wants_file:
        return listing.file()
    return render(request, "…", {"listing": listing})
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import BooleanField, ChoiceField
from django.http import FileResponse, HttpRequest, HttpResponseBase, QueryDict, StreamingHttpResponse

from cadre.lib.errors import Refusal
from cadre.lib.tabular import csv_lines
from cadre.lib.workbook import xlsx_file
from cadre.ui import columns as choice
from cadre.ui.columns import Column
from cadre.ui.forms import Form

__all__ = ["Cells", "Column", "FilterForm", "Listing", "Taken", "elsewhere", "picked"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
CHUNK = 1000
SIZES = (50, 100, 250)
KEPT = ("sort", "show", choice.PARAMETER)
"""What stays as it is while somebody filters."""
MOST = 250
"""How many rows may be ticked at once: as many as a page shows."""
LONGEST = 60


Cells = Mapping[str, Callable[[Any], object]]
"""How columns are drawn on a page, by their names."""
LongList = Callable[["Listing"], HttpResponseBase | None]
_made_elsewhere: list[LongList] = []


def elsewhere(answer: LongList) -> None:
    """Ask `answer(listing)` first whenever a spreadsheet is wanted: None has it made at once. A room above registers
    itself in an AppConfig's `ready()`; the latest one counts."""
    _made_elsewhere[:] = [answer]


def picked(sent: QueryDict, name: str, *, most: int = MOST) -> list[str]:
    """The references ticked under `name`, each once, in the order sent; what can be no reference is left out.

    Raises Refusal when more than `most` are ticked, so that nobody takes some for all.
    """
    found = [one for one in dict.fromkeys(sent.getlist(name)) if 0 < len(one) <= LONGEST and one.isprintable()]
    if len(found) > most:
        raise Refusal(f"At most {most} at once, and {len(found)} are ticked. Nothing was changed.")
    return found


@dataclass(frozen=True)
class Taken:
    """A file of a list that somebody takes away: the page's door finds it on the answer, and writes it down."""

    file: str
    rows: int
    narrowed: list[str]


class FilterForm(Form):
    """Filters of a list, read from the address. `narrow` gets only the fields that were filled in properly."""

    use_required_attribute = False
    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def narrow(self, rows: QuerySet) -> QuerySet:
        """The rows that pass `self.cleaned_data`; each room writes its own."""
        return rows


class Listing:
    """One list for one request. Costs a query for the rows and one or two for the counts.

    `drawn`: how the page draws its columns, by their names; the others show their value. Whoever reads such a list may
    leave columns out, on the page and in files; where a template draws the rows, in files alone. `file_columns`: those
    of files, where they are others than the page's.
    Files of it are for whoever the page's door says may take them away (`request.may_export`), and there are none of
    a list whose columns are heads alone.
    """

    def __init__(
        self,
        request: HttpRequest,
        rows: QuerySet,
        columns: list[Column],
        *,
        filter_form: type[FilterForm] | None = None,
        name: str = "list",
        default_sort: str = "",
        per_page: int = 50,
        drawn: Cells | None = None,
        file_columns: list[Column] | None = None,
    ) -> None:
        self.request, self.columns, self.name, self.drawn = request, columns, name, drawn
        self.file_columns = columns if file_columns is None else file_columns
        asked = request.GET.get("show", "")
        self.per_page = int(asked) if asked in map(str, SIZES) else per_page
        self.exports = any(column.value for column in self.file_columns) and getattr(request, "may_export", False)
        self.default_sort = default_sort
        self.everything = rows
        self.form = filter_form(request.GET) if filter_form else None
        if self.form is not None:
            self.form.is_valid()
        self.filtered = self.form.narrow(rows) if self.form is not None else rows

    @cached_property
    def sort(self) -> str:
        """`name` or `-name` of a column that may be sorted by, else the default."""
        asked = self.request.GET.get("sort", "")
        allowed = {column.name for column in self.columns if column.sort}
        return asked if asked.removeprefix("-") in allowed else self.default_sort

    @cached_property
    def ordered(self) -> QuerySet:
        """The filtered rows in their order; equal ones by key, so that pages never overlap."""
        column = next((column for column in self.columns if column.name == self.sort.removeprefix("-")), None)
        if column is None or not column.sort:
            return self.filtered if self.filtered.query.order_by else self.filtered.order_by("pk")
        fields = [_reversed(field) if self.sort.startswith("-") else field for field in column.sort]
        return self.filtered.order_by(*fields, "pk")

    @cached_property
    def page(self) -> Page:
        """The asked page, or the nearest there is. `sizes`: how many rows a page may show, where that matters."""
        page = Paginator(self.ordered, self.per_page).get_page(self.request.GET.get("page"))
        page.sizes = SIZES if page.paginator.count > SIZES[0] else ()  # type: ignore[attr-defined]
        return page

    @property
    def rows(self) -> list:
        return list(self.page.object_list)

    @cached_property
    def count(self) -> int:
        """How many rows pass the filters."""
        return self.page.paginator.count

    @cached_property
    def total(self) -> int:
        """How many rows there are without filters."""
        return self.everything.count() if self.chips else self.count

    @cached_property
    def chips(self) -> list[tuple[str, str]]:
        """What is filtered by: (words, address of the list without it)."""
        if self.form is None:
            return []
        found = []
        for name, field in self.form.fields.items():
            if name not in self.form.cleaned_data or self.form.cleaned_data[name] in (None, "", [], False):
                continue
            key = self.form.add_prefix(name)
            for typed in self.request.GET.getlist(key):
                if typed:
                    found.append((_words(field, typed), self.address_without(key, typed)))
        return found

    @property
    def headers(self) -> list[dict]:
        """The table's heads: words, whether numbers, and where a click sorts to (empty: not sortable)."""
        return [
            {
                "words": column.header,
                "number": column.number,
                "href": self.address(sort=f"-{column.name}" if self.sort == column.name else column.name, page=None)
                if column.sort
                else "",
                "order": {column.name: "ascending", f"-{column.name}": "descending"}.get(self.sort, ""),
            }
            for column in self.shown
        ]

    @cached_property
    def shown(self) -> list[Column]:
        """The columns of the page."""
        standing = self.columns if self.drawn is None else choice.chosen(self.columns, self.request.GET)
        return [column for column in standing if not column.in_files]

    @cached_property
    def filed(self) -> list[Column]:
        """The columns of a file."""
        return choice.chosen(self.file_columns, self.request.GET)

    @property
    def unfiltered(self) -> str:
        """This list's address with its order, size and columns, and no filter."""
        query = QueryDict(mutable=True)
        filters = self.form.fields if self.form is not None else ()
        for key in KEPT:
            if key not in filters and (sent := [value for value in self.request.GET.getlist(key) if value]):
                query.setlist(key, sent)
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    def address(self, **changes: str | None) -> str:
        """This list's address with some parameters set, or left out when None."""
        query = self.request.GET.copy()
        for key, value in changes.items():
            query.pop(key, None)
            if value is not None:
                query[key] = value
        return f"?{query.urlencode()}"

    def address_without(self, key: str, value: str) -> str:
        """This list's address without one value of one filter, on its first page."""
        query = self.request.GET.copy()
        query.setlist(key, [kept for kept in query.getlist(key) if kept != value])
        query.pop("page", None)
        return f"?{query.urlencode()}"

    @property
    def csv_href(self) -> str:
        return self.address(format="csv", page=None)

    @property
    def xlsx_href(self) -> str:
        return self.address(format="xlsx", page=None)

    @property
    def wants_file(self) -> bool:
        """Whether a file was asked for, by somebody who may take one away."""
        return self.exports and self.request.GET.get("format") in ("csv", "xlsx")

    def file(self) -> HttpResponseBase:
        """Every row that passes the filters, in the list's order, as the file that was asked for."""
        kind = self.request.GET["format"]
        if kind == "xlsx":
            for made in _made_elsewhere:
                if answer := made(self):
                    return answer
        answer = self._workbook() if kind == "xlsx" else self._text()
        answer.taken = Taken(f"{self.name}.{kind}", self.count, self._narrowed_by())  # type: ignore[attr-defined]
        return answer

    def _workbook(self) -> HttpResponseBase:
        file = xlsx_file(self.file_heads, self.cells())
        return FileResponse(file, as_attachment=True, filename=f"{self.name}.xlsx", content_type=XLSX)

    def _text(self) -> HttpResponseBase:
        answer = StreamingHttpResponse(csv_lines(self.file_heads, self.cells()), content_type=CSV)
        answer["Content-Disposition"] = f'attachment; filename="{self.name}.csv"'
        return answer

    def _narrowed_by(self) -> list[str]:
        """The labels of the filters in use; what was typed into them may name somebody."""
        said = self.form.cleaned_data if self.form is not None else {}
        return [str(self.form.fields[name].label) for name, value in said.items() if value]  # type: ignore[union-attr]

    @property
    def file_heads(self) -> list[str]:
        """The head row of a file."""
        return [column.header for column in self.filed]

    def cells(self) -> Iterator[list[object]]:
        """What a file holds: a list of values for each row that passes the filters, in the list's order."""
        for row in self.ordered.iterator(chunk_size=CHUNK):
            yield [column.of(row) for column in self.filed]


def _reversed(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"


def _words(field, typed: str) -> str:
    if isinstance(field, BooleanField):
        return str(field.label)
    if isinstance(field, ChoiceField):
        return next((str(label) for value, label in _flat(field.choices) if str(value) == typed), typed)
    return f"“{typed[:60]}”"


def _flat(choices) -> Iterator[tuple]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label
