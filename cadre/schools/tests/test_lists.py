"""Lists of categories as they come in files: what is read, what is refused, and how they differ."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from cadre.schools.rules import NotAList, Place, Row, compare, read_list
from cadre.schools.rules.lists import category_of_cell
from cadre.schools.sheets import Unreadable, read_sheet

HEADS = ["LTLA code", "LTLA", "UTLA", "Region", *(f"Indicator {n}" for n in range(1, 12)), "Grouping (of six)"]
MARCH = date(2016, 3, 31)


def departments(*rows: tuple[str, str, object], first: str = "Sheet1", heads=HEADS) -> io.BytesIO:
    """A workbook as the department lays it out: three lines of words, heads in the fourth row."""
    book = Workbook()
    page = book.active
    page.title = first
    for words in (["Defining achieving excellence areas"], [], ["Indicators"], heads):
        page.append(words)
    for code, name, category in rows:
        page.append([code, name, "A county", "East Midlands", *range(11), category])
    return saved(book)


def saved(book: Workbook) -> io.BytesIO:
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def read(file: io.BytesIO):
    sheet = read_sheet(file, size=len(file.getvalue()))
    return read_list(sheet.rows), sheet.notes


def test_the_departments_layout_is_read():
    found, _ = read(
        departments(("E07000170", "Ashfield", 5), ("E06000015", "Derby", 6), ("E06000017", "Rutland", None))
    )
    assert [(row.code, row.name, row.category, row.row) for row in found.rows] == [
        ("E07000170", "Ashfield", "5", 5),
        ("E06000015", "Derby", "6", 6),
        ("E06000017", "Rutland", "", 7),
    ]


@pytest.mark.parametrize(
    ("typed", "category"),
    [
        ("5", "5"),
        ("5.0", "5"),
        (" Category 6 ", "6"),
        ("5 or 6", "5or6"),
        ("5or6", "5or6"),
        ("1", "1"),
        ("7", ""),
        ("0", ""),
        ("1 or 2", ""),
        ("55", ""),
        ("", ""),
        ("#REF!", ""),
        ("TRUE", ""),
    ],
)
def test_a_category_is_from_one_to_six_or_it_is_none(typed, category):
    assert category_of_cell(typed) == category


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_csv_is_read_whatever_wrote_it(encoding, mark):
    lines = [["LAD_code", "lad_name", "category", "opportunity_area"], ["e06000015", "Derby é", "6", "Derby"]]
    file = io.BytesIO("\r\n".join(mark.join(line) for line in lines).encode(encoding))
    (row,) = read(file)[0].rows
    assert (row.code, row.name, row.category, row.opportunity_area) == ("E06000015", "Derby é", "6", "Derby")


def test_what_is_no_category_or_no_code_is_said_and_never_guessed():
    found, _ = read(departments(("E07000170", "Ashfield", "high"), ("1.23E+10", "Derby", 5), ("", "Total", 3)))
    assert [(row.name, row.category) for row in found.rows] == [("Ashfield", "")]
    assert found.notes == (
        "Row 5: “high” is no category from 1 to 6, so Ashfield is not confirmed.",
        "Row 6: “1.23E+10” is no code of an English district. It is left out.",
    )


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "The sheet is empty"),
        ([["Name", "Town"], ["A", "B"]], "“LTLA code” and “Grouping (of six)” in the first 12 rows"),
        ([["x"]] * 12 + [["LTLA code", "Grouping (of six)"]], "do not find them"),
        ([["LTLA code", "Grouping (of six)"]], "no district below them"),
        ([["LTLA code", "LTLA code", "Category"], ["E06000015", "E06000015", "5"]], "stands there twice"),
        (
            [["LTLA code", "LTLA", "Category"], ["E06000015", "Derby", "5"], ["E06000015", "Derby", "6"]],
            "row 2 as category 5 and in row 3 as category 6",
        ),
    ],
)
def test_what_is_no_list_is_refused_in_plain_words(rows, words):
    with pytest.raises(NotAList, match=words.replace("(", r"\(").replace(")", r"\)")):
        read_list(rows)


def test_the_same_row_twice_is_one():
    assert len(read_list([["Code", "Category"], ["E06000015", "5"], ["E06000015", "5"]]).rows) == 1


def formula_without_result() -> io.BytesIO:
    return departments(("E07000170", "Ashfield", "=1+1"))


def many_rows() -> io.BytesIO:
    book = Workbook(write_only=True)
    page = book.create_sheet()
    for _ in range(5_002):
        page.append(["E06000015", "5"])
    return saved(book)


def bomb() -> io.BytesIO:
    file = departments()
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet9.xml", b"0" * 61_000_000)
    file.seek(0)
    return file


def with_entity() -> io.BytesIO:
    file = departments()
    with zipfile.ZipFile(file, "a") as packed:
        packed.writestr("xl/more.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    file.seek(0)
    return file


def with_macros() -> io.BytesIO:
    file = departments()
    with zipfile.ZipFile(file, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"0")
    file.seek(0)
    return file


def plain_zip() -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    file.seek(0)
    return file


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (formula_without_result(), "Row 5 holds a formula without a result"),
        (io.BytesIO(b"LTLA code,Category\nE06000015,=5"), "which is a formula"),
        (many_rows, "more than 5,000 rows"),
        (bomb, "unpacks to far more"),
        (with_entity(), "not made by a spreadsheet program"),
        (with_macros(), "holds macros"),
        (plain_zip(), "not an Excel workbook"),
        (io.BytesIO(departments().getvalue()[:2_000]), "damaged"),
        (io.BytesIO(b"PK\x03\x04 nothing"), "damaged"),
        (io.BytesIO(b"\xd0\xcf\x11\xe0 old"), "old .xls file, or one with a password"),
        (io.BytesIO(b"%PDF-1.7"), "This is a PDF"),
        (io.BytesIO(b""), "This file is empty"),
        (io.BytesIO(b"a\0b,c"), "no file of text"),
        (io.BytesIO(b"x" * 2_000 + b",y"), "One cell holds 2,000 characters"),
        (io.BytesIO(b"," * 100), "80 columns"),
    ],
)
def test_files_that_do_harm_or_are_something_else_are_refused_with_how_to_go_on(file, words):
    with pytest.raises(Unreadable, match=words):
        read(file() if callable(file) else file)


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    with pytest.raises(Unreadable, match=r"has 6\.0 MB"):
        read_sheet(io.BytesIO(b"x"), size=6_000_000)


def test_a_formula_with_its_result_counts_by_its_result():
    file = departments(("E07000170", "Ashfield", "=2+3"))
    with zipfile.ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b"<f>2+3</f><v></v>", b"<f>2+3</f><v>5</v>")
    sheet = sheet.replace(b"<f>2+3</f><v/>", b"<f>2+3</f><v>5</v>").replace(b"<f>2+3</f><v />", b"<f>2+3</f><v>5</v>")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, data in (parts | {"xl/worksheets/sheet1.xml": sheet}).items():
            packed.writestr(name, data)
    made.seek(0)
    assert [row.category for row in read(made)[0].rows] == ["5"]


def test_only_the_first_sheet_that_can_be_seen_is_read_and_that_is_said():
    book = Workbook()
    book.active.title, book.active.sheet_state = "Notes", "hidden"
    page = book.create_sheet("List")
    page.append(["LTLA code", "Grouping (of six)"])
    page.append(["E06000015", 5])
    found, notes = read(saved(book))
    assert ([row.category for row in found.rows], notes) == (["5"], ["Only the sheet “List” was read."])


DERBY = Place("E06000015", "Derby", None, None)
ASHFIELD = Place("E07000170", "Ashfield", None, None)
ALLERDALE = Place("E07000026", "Allerdale", None, date(2023, 4, 1))
CUMBERLAND = Place("E06000063", "Cumberland", date(2023, 4, 1), None)
DISTRICTS = {place.code: place for place in (DERBY, ASHFIELD, ALLERDALE, CUMBERLAND)}


def test_a_file_is_compared_by_code_with_the_list_in_use():
    listed = read_list(
        [
            ["Code", "Name", "Category"],
            ["E06000015", "City of Derby", "6"],
            ["E06000063", "Cumberland", "5"],
            ["E09999999", "Atlantis", "5"],
            ["E07000026", "Allerdale", "5"],
        ]
    ).rows
    used = {"E06000015": Row("5"), "E07000170": Row("5"), "E07000026": Row("5")}
    found = compare(listed, used=used, districts=DISTRICTS, districts_as_at=MARCH)
    assert [(one.name, one.before, one.after) for one in found.changed] == [("Derby", "category 5", "category 6")]
    assert [(one.name, one.after) for one in found.added] == [("Cumberland", "category 5")]
    assert [(one.name, one.before) for one in found.gone] == [("Ashfield", "category 5")]
    assert (found.same, [row.name for row in found.unknown]) == (1, ["Atlantis"])
    assert [row.name for row in found.other_days] == ["Cumberland"]
    assert found.names == (("E06000015", "City of Derby", "Derby"),)
    assert found.missing == ("Ashfield",)
