"""Whoever reads a list chooses its columns, on the page and in files; the address says which, whatever it holds."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import RequestFactory

from cadre.ui.columns import chooser_of
from cadre.ui.forms import TextField
from cadre.ui.held import HeldListing
from cadre.ui.listing import Column, FilterForm, Listing
from cadre.ui.tests.pages import draw, words
from tests.scenes import kept

pytestmark = pytest.mark.django_db
COLUMNS = [
    Column("name", "Name", "model", sort=("model",)),
    Column("app", "App", "app_label"),
    Column("link", "Link", lambda row: "see", always=True),
    Column("state", "State", lambda row: "new"),
    Column("note", "Note", lambda row: "a note", in_files=True),
]


@pytest.fixture
@kept
def rows():
    ContentType.objects.bulk_create(ContentType(app_label="alpha", model=f"m{n}") for n in range(3))
    return ContentType.objects.filter(app_label="alpha")


def listing(rows, query="", *, drawn=True, may_export=True, **more):
    request = RequestFactory().get(f"/x/?{query}")
    request.may_export = may_export
    return Listing(request, rows, COLUMNS, name="models", default_sort="name", drawn={} if drawn else None, **more)


def heads_of(found) -> list[str]:
    return [head["words"] for head in found.headers]


def file_of(found) -> list[str]:
    return b"".join(found.file().streaming_content).decode("utf-8-sig").splitlines()


@pytest.mark.parametrize(
    ("query", "page", "file"),
    [
        ("", ["Name", "App", "Link", "State"], ["Name", "App", "Link", "State", "Note"]),
        ("columns=state", ["Name", "Link", "State"], ["Name", "Link", "State"]),
        ("columns=note,app", ["Name", "App", "Link"], ["Name", "App", "Link", "Note"]),
        ("columns=note&columns=app", ["Name", "App", "Link"], ["Name", "App", "Link", "Note"]),
        ("columns=name", ["Name", "Link"], ["Name", "Link"]),
    ],
)
def test_columns_that_are_asked_for_stand_on_the_page_and_in_files(rows, query, page, file):
    assert heads_of(listing(rows, query)) == page
    found = file_of(listing(rows, f"{query}&format=csv"))
    assert (found[0], len(found)) == (",".join(file), 4)
    drawn = draw("{% rows listing %}", listing=listing(rows, query))
    assert drawn.count("<td") == 3 * (len(page) - 1)


@pytest.mark.parametrize(
    "query", ["columns=", "columns=gone", "columns=%00,%27", "columns=" + "x," * 3000, "columns=,"]
)
def test_names_that_no_column_has_leave_the_list_as_it_is(rows, query):
    found = listing(rows, query)
    assert heads_of(found) == ["Name", "App", "Link", "State"]
    assert draw("{% chips listing %}{% heads listing %}{% rows listing %}", query=query, listing=found)


def test_the_form_keeps_the_rest_of_the_address_and_what_always_stands(rows):
    found = listing(rows, "q=a&q=b&sort=-name&page=3&columns=state")
    drawn = draw("{% chips listing %}", listing=found)
    assert chooser_of(found).beside == [("q", "a"), ("q", "b"), ("sort", "-name")]
    assert "Columns: 2 left out" in words(drawn)
    assert '<input type="hidden" name="columns" value="name">' in drawn
    assert '<input type="hidden" name="columns" value="link">' in drawn
    assert '<input type="checkbox" class="cd-tick" name="columns" value="state" checked>' in drawn
    assert '<input type="checkbox" class="cd-tick" name="columns" value="app">' in drawn
    assert 'href="?q=a&amp;q=b&amp;sort=-name">All columns' in drawn


def test_sent_as_it_was_drawn_the_form_changes_nothing(rows):
    sent = "&".join(f"columns={box.name}" for _, boxes in chooser_of(listing(rows)).groups for box in boxes)
    assert heads_of(listing(rows, sent)) == heads_of(listing(rows))
    assert file_of(listing(rows, f"{sent}&format=csv")) == file_of(listing(rows, "format=csv"))


def test_where_a_template_draws_the_rows_columns_are_left_out_of_files_alone(rows):
    found = listing(rows, "columns=state&format=csv", drawn=False)
    assert heads_of(found) == ["Name", "App", "Link", "State"]
    assert file_of(found)[0] == "Name,Link,State"
    assert [legend for legend, _ in chooser_of(found).groups] == ["In files"]
    assert chooser_of(listing(rows, drawn=False, may_export=False)) is None


def test_who_takes_no_files_is_not_asked_about_them(rows):
    [(legend, boxes)] = chooser_of(listing(rows, may_export=False)).groups
    assert (legend, [box.name for box in boxes]) == ("On this page", ["name", "app", "link", "state"])


def test_files_of_other_columns_than_the_pages_are_chosen_apart(rows):
    others = [COLUMNS[0], Column("key", "Key", "pk")]
    found = listing(rows, "columns=state&format=csv", file_columns=others)
    assert (heads_of(found), file_of(found)[0]) == (["Name", "Link", "State"], "Name,Key")
    assert file_of(listing(rows, "columns=name&format=csv", file_columns=others))[0] == "Name"


def test_lists_that_were_worked_out_are_chosen_alike(rows):
    request = RequestFactory().get("/x/?columns=app&format=csv")
    request.may_export = True
    found = HeldListing(request, list(rows), COLUMNS, drawn={})
    assert (heads_of(found), file_of(found)[:2]) == (["Name", "App", "Link"], ["Name,App,Link", "m0,alpha,see"])


def test_the_column_that_names_the_rows_is_their_heading_wherever_it_stands(rows):
    columns = [Column("app", "App", "app_label"), Column("name", "Name", "model", heading=True)]
    request = RequestFactory().get("/x/?columns=app")
    drawn = draw("{% rows listing %}", listing=Listing(request, rows.filter(model="m0"), columns, drawn={}))
    assert drawn == (
        '<tr class="govuk-table__row"><td class="govuk-table__cell" data-h="App">alpha</td>'
        '<th scope="row" class="govuk-table__header full">m0</th></tr>'
    )


def test_filtering_and_clearing_keep_order_size_and_columns(rows):
    query = "sort=-name&show=100&columns=state&page=2"
    drawn = draw("{% filters form %}", query=query, form=FilterForm())
    for name, value in (("sort", "-name"), ("show", "100"), ("columns", "state")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in drawn
    assert 'name="page"' not in drawn
    assert listing(rows, f"q=x&{query}").unfiltered == "/x/?sort=-name&show=100&columns=state"
    assert listing(rows, "q=x").unfiltered == "/x/"


class ShowFilter(FilterForm):
    show = TextField(label="Show")


def test_a_filter_that_is_called_like_the_size_is_cleared_with_the_others(rows):
    assert listing(rows, "show=late&sort=-name", filter_form=ShowFilter).unfiltered == "/x/?sort=-name"
