"""Files that a spreadsheet opens without calculating."""

import csv
import io

import pytest
from openpyxl import load_workbook

from cadre.lib.tabular import csv_lines, neutral, restored, xlsx_file

DANGEROUS = ["=1+1", "+447700900123", "-2+3", "@SUM(A1)", "\t=1", "'=kept"]


@pytest.mark.parametrize("cell", [*DANGEROUS, "Ada", "", "O'Neill"])
def test_what_is_exported_is_read_back_unchanged(cell):
    assert restored(neutral(cell)) == cell


def test_formulas_are_neutral_and_numbers_stay_numbers():
    assert [neutral(cell) for cell in ("=1+1", -5, None, "Ada")] == ["'=1+1", -5, "", "Ada"]


def test_a_csv_starts_with_a_mark_that_excel_reads():
    text = "".join(csv_lines(["Name", "Phone"], [["Zoë", "+447700900123"]]))
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:]))) == [["Name", "Phone"], ["Zoë", "'+447700900123"]]


def test_a_workbook_keeps_texts_as_texts():
    page = load_workbook(xlsx_file(["Name"], [["=1+1"], ["a\x0bb"]])).active
    assert [(row[0].value, row[0].data_type) for row in page.iter_rows(min_row=2)] == [("=1+1", "s"), ("ab", "s")]
