"""Lists of rows that no query gives do what every list does."""

from types import SimpleNamespace

from django.test import RequestFactory

from cadre.ui.forms import TextField
from cadre.ui.held import HeldListing
from cadre.ui.listing import Column, FilterForm
from cadre.ui.tests.pages import draw, words

COLUMNS = [
    Column("name", "Name", "name", sort=("name",)),
    Column("sum", "Sum", "deep.sum", sort=("deep.sum", "name"), number=True),
]
ROWS = [
    SimpleNamespace(name=name, deep=SimpleNamespace(sum=pence))
    for name, pence in [("Cleo", 5), ("Amina", 7), ("Dev", None), ("Ben", 5)]
]


class Filter(FilterForm):
    q = TextField(label="Name")

    def narrow(self, rows):
        return [row for row in rows if self.cleaned_data.get("q", "").lower() in row.name.lower()]


def names(query="", **more):
    found = HeldListing(RequestFactory().get(f"/x/?{query}"), ROWS, COLUMNS, filter_form=Filter, name="sums", **more)
    return [row.name for row in found.rows]


def test_they_keep_their_order_until_somebody_sorts_and_what_is_missing_comes_last():
    assert names() == ["Cleo", "Amina", "Dev", "Ben"]
    assert names("sort=name") == ["Amina", "Ben", "Cleo", "Dev"]
    assert names("sort=-name") == ["Dev", "Cleo", "Ben", "Amina"]
    assert names("sort=sum") == ["Ben", "Cleo", "Amina", "Dev"]
    assert names("sort=-sum") == ["Amina", "Cleo", "Ben", "Dev"]
    assert names("sort=deep.sum") == names("sort=') OR") == names()


def test_they_are_paged_filtered_counted_and_exported():
    assert names("page=2", per_page=3) == ["Ben"]
    request = RequestFactory().get("/x/?q=e&format=csv")
    request.may_export = True
    found = HeldListing(request, ROWS, COLUMNS, filter_form=Filter, name="sums")
    assert (found.count, found.total, found.wants_file) == (3, 4, True)
    assert "3 of 4" in words(draw("{% chips listing %}{% heads listing %}{% pages listing.page %}", listing=found))
    answer = found.file()
    assert b"".join(answer.streaming_content).decode("utf-8-sig").splitlines() == [
        "Name,Sum",
        "Cleo,5",
        "Dev,",
        "Ben,5",
    ]
    assert answer["Content-Disposition"] == 'attachment; filename="sums.csv"'
