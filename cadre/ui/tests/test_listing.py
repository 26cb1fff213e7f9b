"""Lists filter, sort, page and export the same rows; hostile addresses do no harm."""

import io

import pytest
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.safestring import SafeString
from openpyxl import load_workbook

from cadre.lib.errors import Refusal
from cadre.ui.forms import TextField
from cadre.ui.listing import Column, FilterForm, Listing, Taken, picked
from cadre.ui.tags.small import tag
from cadre.ui.tests.pages import draw, words
from tests.scenes import kept

pytestmark = pytest.mark.django_db
COLUMNS = [Column("name", "Name", "model", sort=("model",)), Column("app", "App", lambda row: row.app_label)]


class Filter(FilterForm):
    q = TextField(label="Search")
    app = forms.ChoiceField(label="App", choices=[("", "All"), ("alpha", "Alpha"), ("beta", "Beta")])

    def narrow(self, rows):
        wanted = self.cleaned_data
        if wanted.get("q"):
            rows = rows.filter(model__icontains=wanted["q"])
        return rows.filter(app_label=wanted["app"]) if wanted.get("app") else rows


@pytest.fixture
@kept
def rows():
    ContentType.objects.bulk_create(
        ContentType(app_label="alpha" if n % 2 else "beta", model=f"{'=m' if n == 1 else 'm'}{n:03}")
        for n in range(120)
    )
    return ContentType.objects.filter(app_label__in=["alpha", "beta"])


def listing(rows, query="", *, may_export=True):
    request = RequestFactory().get(f"/x/?{query}")
    request.may_export = may_export
    return Listing(request, rows, COLUMNS, filter_form=Filter, name="models", default_sort="name")


def test_filters_narrow_and_are_named_in_chips(rows):
    found = listing(rows, "app=alpha&q=m00&page=1")
    assert [row.model for row in found.rows] == ["=m001", "m003", "m005", "m007", "m009"]
    assert (found.count, found.total) == (5, 120)
    assert found.chips == [("“m00”", "?app=alpha"), ("Alpha", "?q=m00")]
    assert "5 of 120" in words(draw("{% chips listing %}", listing=found))


def test_sorting_takes_only_columns_that_sort(rows):
    assert [row.model for row in listing(rows, "sort=-name").rows][:2] == ["m119", "m118"]
    assert listing(rows, "sort=app_label").sort == "name"
    assert listing(rows, "sort=password").sort == "name"
    assert 'aria-sort="descending"' in draw("{% heads listing %}", listing=listing(rows, "sort=-name"))


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=1e9",
        "page=99999999999999999999",
        "page=%00",
        "page=x&sort=%27&app=%00",
        "q=%00%5C%25_%22",
        "q=" + "x" * 5000,
        "app=gone",
        "format=exe",
        "sort=--name",
        "q=%ED%A0%80",
    ],
)
def test_hostile_addresses_are_answered(rows, query):
    found = listing(rows, query)
    assert not found.wants_file
    draw(
        "{% filters listing.form %}{% chips listing %}{% heads listing %}{% pages listing.page %}",
        query=query,
        listing=found,
    )
    assert found.page.number >= 1


def test_an_export_holds_exactly_the_filtered_rows(rows):
    answer = listing(rows, "app=alpha&sort=-name&format=csv&page=2").file()
    text = b"".join(answer.streaming_content).decode()
    assert answer["Content-Disposition"] == 'attachment; filename="models.csv"'
    assert text.splitlines()[0] == "\ufeffName,App"
    assert len(text.splitlines()) == 61
    assert "'=m001,alpha" in text
    assert "beta" not in text


def test_a_file_says_of_itself_what_the_door_writes_down_and_not_what_was_typed(rows):
    assert listing(rows, "app=alpha&q=m00&format=xlsx").file().taken == Taken("models.xlsx", 5, ["Search", "App"])
    assert listing(rows, "app=nonsense&format=csv").file().taken == Taken("models.csv", 120, [])


def test_files_are_for_whoever_the_door_lets_take_them_and_a_list_of_heads_alone_has_none(rows):
    assert listing(rows, "format=csv").wants_file
    assert "XLSX" in draw("{% chips listing %}", listing=listing(rows))
    assert not listing(rows, "format=csv", may_export=False).wants_file
    assert "XLSX" not in draw("{% chips listing %}", listing=listing(rows, may_export=False))
    assert not Listing(RequestFactory().get("/x/?format=csv"), rows, COLUMNS).wants_file
    bare = RequestFactory().get("/x/?format=csv")
    bare.may_export = True
    assert not Listing(bare, rows, []).wants_file
    assert not Listing(bare, rows, [Column("name", "Name", "")]).wants_file


def test_a_workbook_holds_the_same_rows(rows):
    answer = listing(rows, "app=beta&format=xlsx").file()
    page = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [page.max_row, page["A2"].value, page["B2"].value] == [61, "m000", "beta"]


def test_a_list_costs_the_same_queries_at_any_length(rows, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = listing(rows, "app=alpha")
        list(found.rows)
        draw("{% chips listing %}{% pages listing.page %}", listing=found)


def test_rows_are_drawn_by_functions_and_what_people_typed_stays_text(rows):
    ContentType.objects.create(app_label="alpha", model="<b>m999</b>")
    columns = [
        Column("name", "Name", "model"),
        Column("app", "The “App”", "app_label", wide=True),
        Column("unknown", "Unknown", "nothing"),
        Column("state", "State", "model"),
        Column("file", "File", "model", in_files=True),
    ]
    found = Listing(
        RequestFactory().get("/"),
        ContentType.objects.filter(model__contains="m999"),
        columns,
        drawn={"state": lambda row: tag(row.model, "good")},
    )
    drawn = draw("{% rows listing %}", listing=found)
    assert drawn == (
        '<tr class="govuk-table__row">'
        '<th scope="row" class="govuk-table__header full">&lt;b&gt;m999&lt;/b&gt;</th>'
        '<td class="govuk-table__cell cd-wide" data-h="The “App”">alpha</td>'
        '<td class="govuk-table__cell" data-h="Unknown"></td>'
        '<td class="govuk-table__cell" data-h="State">'
        '<span class="cd-tag cd-tag--good">&lt;b&gt;m999&lt;/b&gt;</span></td></tr>'
    )


def test_a_tags_words_are_text_whatever_was_drawn_before():
    marked = SafeString("<i>3</i> short")
    assert tag(marked) == '<span class="cd-tag"><i>3</i> short</span>'
    assert tag("<i>3</i> short") == '<span class="cd-tag">&lt;i&gt;3&lt;/i&gt; short</span>'


def test_what_is_ticked_is_read_once_and_what_can_be_no_reference_is_left_out():
    sent = QueryDict("ref=OLP-2&ref=OLP-1&ref=OLP-2&ref=&ref=a%00b&ref=%0A&ref=" + "9" * 5000 + "&other=OLP-3")
    assert picked(sent, "ref") == ["OLP-2", "OLP-1"]
    assert picked(sent, "nothing") == []


def test_too_many_ticks_are_refused_and_never_cut_short():
    sent = QueryDict("&".join(f"ref={n}" for n in [*range(5), 0, 1]))
    assert picked(sent, "ref", most=5) == ["0", "1", "2", "3", "4"]
    with pytest.raises(Refusal, match="At most 4 at once, and 5 are ticked"):
        picked(sent, "ref", most=4)
