"""Files that a spreadsheet opens without calculating."""

import csv
import io
from datetime import UTC, datetime

import pytest

from cadre.lib.tabular import csv_lines, neutral, restored

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


def test_a_moment_is_told_by_the_clock_in_london():
    text = "".join(csv_lines(["At"], [[datetime(2026, 6, 1, 23, 30, 15, 999, tzinfo=UTC)], [datetime(2026, 1, 1, 9)]]))
    assert text[1:].splitlines() == ["At", "2026-06-02 00:30:15", "2026-01-01 09:00:00"]
