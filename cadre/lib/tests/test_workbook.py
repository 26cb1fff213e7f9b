"""Workbooks, read back by another library."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from cadre.lib.workbook import MOST_LETTERS, xlsx_file


def read(headers, rows, **more):
    return load_workbook(xlsx_file(headers, rows, **more))


def test_each_kind_of_value_is_read_back_as_what_it_was():
    half_past = datetime(2026, 6, 1, 23, 30, 15, 999, tzinfo=UTC)
    values = ["Zoë & <Ada>", 7, Decimal("1250.50"), True, None, "", date(2026, 3, 1), half_past, date(1872, 5, 4)]
    page = read([f"H{n}" for n in range(9)], [values]).active
    london = datetime(2026, 6, 2, 0, 30, 15)
    assert [cell.value for cell in page[2]] == [
        *("Zoë & <Ada>", 7, 1250.5, True, None, None, datetime(2026, 3, 1), london, "1872-05-04")
    ]
    assert [page["G2"].number_format, page["H2"].number_format] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"]


def test_a_text_is_no_formula_now_or_when_it_is_edited():
    page = read(["=Name"], [["=1+1"], ["+44 7700"], ["Ada"]]).active
    found = [(row[0].value, row[0].data_type, row[0].quotePrefix) for row in page.iter_rows()]
    assert found == [("=Name", "s", False), ("=1+1", "s", True), ("+44 7700", "s", True), ("Ada", "s", False)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x0bb\x00", "ab"),
        ("a\ud800b\uffff", "ab"),
        ("two\nlines ", "two\nlines "),
        ("x" * (MOST_LETTERS + 9), "x" * MOST_LETTERS),
        ("_x0041_", "_x005F_x0041_"),
    ],
)
def test_what_no_cell_can_hold_is_left_out_and_the_rest_stays(typed, kept):
    assert read(["Name"], [[typed]]).active["A2"].value == kept


def test_more_rows_than_a_sheet_holds_go_on_to_another_under_the_same_head():
    book = read(["N"], ([n] for n in range(5)), most_rows=3)
    assert {page.title: [row[0].value for row in page.iter_rows()] for page in book} == {
        "List": ["N", 0, 1],
        "List 2": ["N", 2, 3],
        "List 3": ["N", 4],
    }
    assert [page.title for page in read(["N"], [[0], [1]], most_rows=3)] == ["List"]
    assert [row[0].value for row in read(["N"], []).active.iter_rows()] == ["N"]


def test_columns_are_named_beyond_z_and_the_head_stays_in_sight():
    page = read([f"H{n}" for n in range(60)], [range(60)]).active
    assert [page["Z2"].value, page["AA2"].value, page["BH2"].value, page.freeze_panes] == [25, 26, 59, "A2"]
    assert page.column_dimensions["A"].width > 20
